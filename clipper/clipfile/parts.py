"""The bytes of a clip file, split at the fences (`---`) of its header."""

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
    """The parts of a file: joined in this order they are its bytes. `opening` and `closing` are the two fences."""

    bom: bytes = b""
    opening: bytes = b""
    header: bytes = b""
    closing: bytes = b""
    rest: bytes = b""

    @property
    def newline(self) -> str:
        """The first line end in the file; LF if it has none."""
        match = _LINE_END.search(self.opening or self.rest)
        return match[0].decode() if match else "\n"

    @property
    def body(self) -> bytes:
        """The rest without the blank line after the header."""
        blank_line = _LINE_END.match(self.rest) if self.opening else None
        return self.rest[blank_line.end() :] if blank_line else self.rest

    def with_header(self, new: str, *, drop_empty: bool = False) -> bytes:
        """Return the file with another header; a file without fences gets them.

        With `drop_empty`, an empty header is removed with its fences and the blank line.
        """
        if not self.opening and new:
            fence = f"---{self.newline}".encode()
            return b"".join((self.bom, fence, new.encode(), fence, self.newline.encode(), self.rest))
        if drop_empty and not new:
            return self.bom + self.body
        return b"".join((self.bom, self.opening, new.encode(), self.closing, self.rest))


def split(raw: bytes) -> Parts:
    """Split a file at its fences: the first line and the next one that are exactly `---`."""
    bom = _BOM if raw.startswith(_BOM) else b""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is UTF-16; clips are UTF-8", hint="`clipper add` keeps a copy as UTF-8.")
    opening = _OPENING.match(raw, len(bom))
    if opening is None:
        if b"\0" in raw[:8192]:
            raise UnreadableError("the file is not text")
        return Parts(bom=bom, rest=raw[len(bom) :])
    start = opening.end()
    closing = _find_closing(raw, start)
    if closing is None:
        if _LOOKS_LIKE_KEY.match(raw, start):
            raise UnreadableError("the header is not closed by a line `---`")
        return Parts(bom=bom, rest=raw[len(bom) :])
    header_end, rest_start = closing
    return Parts(bom, opening[0], raw[start:header_end], raw[header_end:rest_start], raw[rest_start:])


def _find_closing(raw: bytes, start: int) -> tuple[int, int] | None:
    """Return the offsets of the beginning and the end of the closing fence; None if a header would be too large."""
    limit = start + 2 * header.MAX_BYTES
    index = raw.find(b"\n---\n", start - 1, limit)  # the usual case, without a regex
    if index >= 0 and b"\r" not in raw[start:index]:
        return index + 1, index + 5
    match = _FENCE.search(raw, start, limit)
    return match.span() if match else None
