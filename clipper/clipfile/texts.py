"""The text of a clip, which only one command adds to: a page that was fetched comes before what stands there."""

from clipper import clipfile
from clipper.errors import RefusedError


def with_text_before(raw: bytes, text: str) -> bytes:
    """Return the file with a text before its body, and a blank line between; the header stays as it is."""
    body = clipfile.body_of(raw)
    head = raw[: len(raw) - len(body)]
    newline = b"\r\n" if b"\r\n" in head else b"\n"
    new = text.strip("\n").replace("\r\n", "\n").encode().replace(b"\n", newline) + newline
    if body.strip():
        new += newline + body.lstrip(b"\r\n")
    gap = b"" if not head or head.endswith((b"\n\n", b"\r\n\r\n")) else newline
    written = head + gap + new
    if clipfile.read_header(written) != clipfile.read_header(raw) or clipfile.body_of(written) != new:
        raise RefusedError("its header does not end so that a text could be put after it")
    return written
