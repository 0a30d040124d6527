"""Evidence: what a clip bears in its header so that its text can be held against the one that was kept.

The fingerprint is the SHA-256 of the text: all that follows the header, with every line end as one LF, without the
empty lines at its beginning and its end, and with one LF at the end. So it outlives programs that write line ends in
their own way, and nothing else.
"""

import hashlib
import re
from collections.abc import Mapping

from clipper import clipfile
from clipper.model.clip import Value, scalars

SHA256 = "sha256"
ASKED = "url-asked"

_LINE_END = re.compile(rb"\r\n|\r")


def of(body: bytes) -> str:
    """Return the fingerprint of a text."""
    text = _LINE_END.sub(b"\n", body).strip(b"\n") + b"\n"
    return hashlib.sha256(text).hexdigest()


def holds(header: Mapping[str, Value], body: bytes) -> bool | None:
    """Tell whether a text is the one whose fingerprint the header bears; None if it bears none."""
    borne = [*scalars(header.get(SHA256))]
    return [one.lower() for one in borne] == [of(body)] if borne else None


def attest(raw: bytes, *, clipped: str, asked: str = "") -> bytes:
    """Return the file of a new clip with its evidence: when it was kept, the address as asked, and the fingerprint.

    What the file says of these already stays. The address is told only where the clip's own is another.
    """
    clip = clipfile.read(raw)
    header = clipfile.read_header(raw)
    fields = {
        "clipped": "" if clip.clipped else clipped,
        ASKED: "" if clip.url == asked or header.get(ASKED) else asked,
        SHA256: "" if header.get(SHA256) else of(clipfile.body_of(raw)),
    }
    for key, value in fields.items():
        if value:
            raw = clipfile.with_field(raw, key, [value])
    return raw
