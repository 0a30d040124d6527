"""The bytes of a file, taken apart at the fences of its header."""

import re
from dataclasses import dataclass

from clipper.clipfile import header
from clipper.errors import UnreadableError

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\n|\r")
_OPENING = re.compile(rb"---(?:\r\n|\n|\r)")
_FENCE = re.compile(rb"(?:(?<=\n)|(?<=\r)(?!\n))---(?:\r\n|\n|\r|\Z)")
_LOOKS_LIKE_KEY = re.compile(rb"[^\s:#][^:\r\n]*:(?:\s|\Z)|#")


@dataclass(frozen=True, slots=True)
class Parts:
    """The bytes of a file taken apart: joined in this order they are the file again."""

    bom: bytes = b""
    opening: bytes = b""
    header: bytes = b""
    closing: bytes = b""
    body: bytes = b""

    @property
    def newline(self) -> str:
        """The line end that the file uses first; LF where it has none."""
        found = _LINE_END.search(self.opening or self.body)
        return found[0].decode() if found else "\n"

    @property
    def text(self) -> bytes:
        """The body as it is read: without the blank line between it and the header."""
        blank = _LINE_END.match(self.body) if self.opening else None
        return self.body[blank.end() :] if blank else self.body

    def with_header(self, new: str, *, drop: bool = False) -> bytes:
        """Return the file with another header; one is begun where there was none, and dropped if empty and asked."""
        if not self.opening and new:
            fence = f"---{self.newline}".encode()
            return b"".join((self.bom, fence, new.encode(), fence, self.newline.encode(), self.body))
        if drop and not new:
            return self.bom + self.text
        return b"".join((self.bom, self.opening, new.encode(), self.closing, self.body))


def split(raw: bytes) -> Parts:
    """Take a file apart at its fences: the first line and the next one that are exactly `---`."""
    bom = _BOM if raw.startswith(_BOM) else b""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is UTF-16; clips are UTF-8", hint="`clipper add` keeps a copy as UTF-8.")
    opening = _OPENING.match(raw, len(bom))
    if opening is None:
        if b"\0" in raw[:8192]:
            raise UnreadableError("the file is not text")
        return Parts(bom=bom, body=raw[len(bom) :])
    start = opening.end()
    fence = _closing(raw, start)
    if fence is None:
        if _LOOKS_LIKE_KEY.match(raw, start):
            raise UnreadableError("the header is not closed by a line `---`")
        return Parts(bom=bom, body=raw[len(bom) :])
    closes, ends = fence
    return Parts(bom, opening[0], raw[start:closes], raw[closes:ends], raw[ends:])


def _closing(raw: bytes, start: int) -> tuple[int, int] | None:
    """Return where the second fence begins and ends; None when it is nowhere near."""
    most = start + 2 * header.MAX_BYTES
    near = raw.find(b"\n---\n", start - 1, most)
    if near >= 0 and b"\r" not in raw[start:near]:
        return near + 1, near + 5
    found = _FENCE.search(raw, start, most)
    return found.span() if found else None
