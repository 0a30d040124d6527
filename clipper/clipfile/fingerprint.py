"""Evidence: header keys that show whether the body of a clip is still the one that was clipped.

The fingerprint is the SHA-256 of the body, with every line end as LF, without empty lines at its beginning and end,
and with one LF at the end. So a program may change the line ends, and nothing else.

A note that the user adds later is no change of what was clipped. So a fingerprint also matches if it is that of all
before a line `## Note`, whatever follows: the note is visible as such. A note that was there when the fingerprint was
made is proved by it too.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from clipper import clipfile
from clipper.model.values import Value, scalars

SHA256 = "sha256"
REQUESTED_URL = "url-asked"

_LINE_END = re.compile(rb"\r\n|\r")
_NOTE = re.compile(rb"(?<!\n)\n++## Note[ \t]*+(?=\n|\Z)")


def compute(body: bytes) -> str:
    """Return the fingerprint of a body, in hexadecimal."""
    return hashlib.sha256(_plain(body) + b"\n").hexdigest()


def matches(header: Mapping[str, Value], body: bytes) -> bool | None:
    """Tell whether the fingerprint in a header is that of a body, later notes aside; None if the header has none."""
    recorded = [value.lower() for value in scalars(header.get(SHA256))]
    return any(recorded == [fingerprint] for fingerprint in _fingerprints(body)) if recorded else None


def _fingerprints(body: bytes) -> Iterator[str]:
    """Yield the fingerprint of a body, and that of each part of it which ends before a note."""
    yield compute(body)
    text = b"\n" + _plain(body)
    digest, done = hashlib.sha256(), 1
    for note in _NOTE.finditer(text):
        digest.update(text[done : note.start()])
        done = max(done, note.start())
        before = digest.copy()
        before.update(b"\n")
        yield before.hexdigest()


def _plain(body: bytes) -> bytes:
    """Return a body with plain line ends, and without empty lines at its beginning and end."""
    return _LINE_END.sub(b"\n", body).strip(b"\n")


def add_evidence(raw: bytes, *, clipped: str, requested_url: str = "") -> bytes:
    """Return the file of a new clip with the time of clipping, the URL that was requested, and the fingerprint.

    Values that the file has already stay. The requested URL is left out if it is the clip's own.
    """
    clip = clipfile.read(raw)
    header = clipfile.read_header(raw)
    fields = {
        "clipped": "" if clip.clipped else clipped,
        REQUESTED_URL: "" if clip.url == requested_url or header.get(REQUESTED_URL) else requested_url,
        SHA256: "" if header.get(SHA256) else compute(clipfile.read_body(raw)),
    }
    for key, value in fields.items():
        if value:
            raw = clipfile.with_field(raw, key, [value])
    return raw
