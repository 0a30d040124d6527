"""The parts of a mail, found in one pass for each level: their texts are not copied, and nothing is decoded yet.

The parser of the standard library is not used: it looks at each line once for every level, and recurses.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.errors import RefusedError
from clipper.intake.mail.headers import MAX_HEADERS, Headers, decode_base64

MAX_PARTS = 1_000
"""Parts of one mail, which may be nested."""
MAX_DEPTH = 30
MAX_TEXT = 10_000_000
"""Bytes of a text in a mail."""

_MAX_MARKS = 100_000
"""Places in a part that look like a boundary and are looked at."""
MAX_ATTACHED = 100_000_000
"""Bytes of a mail in a mail."""

_HEADERS = re.compile(rb"(?:(?:[!-9;-~]{1,80}+:|>From )[^\n]*+(?:\n|\Z)(?:[ \t][^\n]*+(?:\n|\Z))*+)*+")
"""The headers of a part: what follows them is its body, though the blank line between the two may lack."""
_LINE_END = re.compile(rb"\r?\n")
_MEGABYTE = 1_000_000


@dataclass(slots=True)
class Part:
    """A mail, or a part of one: its headers, where its body is in the bytes, and the parts that this holds."""

    raw: bytes
    start: int
    end: int
    headers: Headers
    kind: str
    parts: "list[Part]" = field(default_factory=list)

    @property
    def size(self) -> int:
        """About how many bytes its content has."""
        is_base64 = self.headers.kind("content-transfer-encoding") == "base64"
        return (self.end - self.start) * 3 // 4 if is_base64 else self.end - self.start

    @property
    def name(self) -> str:
        """The name of the file that it is, if it has one."""
        by_disposition = self.headers.parameter("content-disposition", "filename")
        return by_disposition or self.headers.parameter("content-type", "name")

    @property
    def is_attachment(self) -> bool:
        """Whether it is to be shown as a file and not as a text."""
        return self.headers.kind("content-disposition") == "attachment" or bool(self.name)

    @property
    def is_inline(self) -> bool:
        """Whether it has the name of a file, but is to be shown as a text."""
        return self.headers.kind("content-disposition") == "inline"

    def content(self, limit: int = MAX_TEXT) -> bytes:
        """Return its body, decoded for the transport; raise RefusedError if that is larger than the limit."""
        if self.size > limit:
            raise RefusedError(f"its text is larger than {limit // _MEGABYTE} MB", hint=_HINT)
        raw = self.raw[self.start : self.end]
        encoding = self.headers.kind("content-transfer-encoding")
        if encoding == "base64":
            return decode_base64(raw)
        return binascii.a2b_qp(raw) if encoding == "quoted-printable" else raw


def parse(raw: bytes) -> Part:
    """Split a mail into its parts; raise RefusedError if they are too many, or nested too deep."""
    root = _part(raw, 0, len(raw), "text/plain")
    number = 1
    waiting = [(root, 1)]
    while waiting:
        part, depth = waiting.pop()
        if not part.kind.startswith("multipart/"):
            continue
        if depth > MAX_DEPTH:
            raise RefusedError(f"its parts are nested more than {MAX_DEPTH} levels deep", hint=_HINT)
        usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        for start, end in _inner(part):
            number += 1
            if number > MAX_PARTS:
                raise RefusedError(f"it has more than {MAX_PARTS} parts", hint=_HINT)
            part.parts.append(_part(raw, start, end, usual))
            waiting.append((part.parts[-1], depth + 1))
        if not part.parts:  # its boundary is not there
            part.kind = "text/plain"
    return root


_HINT = "Open it in a mail program, copy its text, and `clipper add` that."


def _part(raw: bytes, start: int, end: int, usual: str) -> Part:
    """Return the part between two offsets; `usual` is its type if it states none."""
    above = _HEADERS.match(raw, start, min(end, start + MAX_HEADERS))
    body = above.end() if above else start
    headers = Headers(raw[start:body])
    blank = _LINE_END.match(raw, body, end)
    body = blank.end() if blank else body
    kind = headers.kind("content-type")
    return Part(raw, body, end, headers, kind if "/" in kind else usual)


def _inner(part: Part) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the parts between the boundaries of a part; the last may lack its end."""
    boundary = part.headers.parameter("content-type", "boundary").encode("utf-8", "replace")
    if not boundary:
        return
    mark = b"--" + boundary
    begin = -1
    found = part.raw.find(mark, part.start, part.end)
    for _ in range(_MAX_MARKS):
        if found < 0:
            break
        line_end = part.raw.find(b"\n", found, part.end)
        line_end = part.end if line_end < 0 else line_end
        rest = part.raw[found + len(mark) : min(line_end, found + len(mark) + 100)].strip()
        if (found == part.start or part.raw[found - 1 : found] == b"\n") and rest in {b"", b"--"}:
            if begin >= 0:
                yield begin, _before_line_end(part.raw, begin, found)
            if rest:
                return
            begin = min(line_end + 1, part.end)
        found = part.raw.find(mark, found + len(mark), part.end)
    if begin >= 0:
        yield begin, part.end


def _before_line_end(raw: bytes, start: int, end: int) -> int:
    """Return an offset without the line end before it, which belongs to the boundary."""
    for line_end in (b"\r\n", b"\n"):
        if raw.endswith(line_end, start, end):
            return end - len(line_end)
    return end
