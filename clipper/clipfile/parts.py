"""The bytes of a clip file, split at the fences of its header: `---` for YAML, `+++` for TOML, braces for JSON."""

import re
from typing import Literal, TypeAlias

from clipper.clipfile.parsed import MAX_BYTES
from clipper.errors import UnreadableError
from clipper.model.frozen import Frozen
from clipper.model.keys import field_name

Notation: TypeAlias = Literal["", "yaml", "toml", "json"]
"""How a header is written; empty for a file without a header."""

_BOM = b"\xef\xbb\xbf"
_END = rb"[ \t]*+(?:\r\n|\n|\r)"
_LINE_END = rb"\r\n|\n|\r"
_BLANK_LINES = rb"(?:[ \t]*+(?:\r\n|\n|\r))*+"
_OPENING = rb"(?i)%s(?:(---)[ \t]*+(yaml|yml|toml|json)?|(\+\+\+|;;;))%s" % (_BLANK_LINES, _END)
_OPENING_BRACE = rb"%s(?=\{\s*+(?:\"(?:[^\"\\\r\n]|\\.){0,200}+\"\s*+:|\}))" % _BLANK_LINES
_BRACE_OR_TEXT = rb'(?s)[{}]|"(?:[^"\\]++|\\.)*+"?'
_CLOSING_OF_BRACES = rb"[ \t]*+(?:\r\n|\n|\r|\Z)"
# The line of a closing fence begins after any line end; `\r\n` is one.
_FENCE = rb"(?:(?<=\n)|(?<=\r)(?!\n))(?:%s)[ \t]*+(?:\r\n|\n|\r|\Z)"
_FENCES = {
    b"---": _FENCE % rb"---|\.\.\.",
    b"+++": _FENCE % rb"\+\+\+",
    b";;;": _FENCE % rb";;;",
}
_NOTATIONS: dict[bytes, Notation] = {b"---": "yaml", b"+++": "toml", b";;;": "json", b"toml": "toml", b"json": "json"}
_RARE = rb"\r|\n(?:---[ \t]|\.\.\.)"
"""What may be a closing fence besides a line `---`."""
_FIRST_KEY: dict[Notation, bytes] = {
    "yaml": rb"[^\s:#][^:\r\n]*:(?:\s|\Z)|#",
    "toml": rb"\s*+(?:#[^\n]*+\n\s*+)*+(?:\[|[\w\"'.-]++[ \t]*+=)",
    "json": rb"\s*+[\"{]",
}
_KEY_OF_YAML = rb"\s*+(\w[\w-]*+):[ \r\n]"


class Parts(Frozen):
    """The parts of a file: joined in this order they are its bytes. `opening` and `closing` are the two fences.

    Blank lines before the first fence belong to it. A header in braces is its own fence, and `opening` may be empty.
    """

    bom: bytes = b""
    opening: bytes = b""
    header: bytes = b""
    closing: bytes = b""
    rest: bytes = b""
    notation: Notation = ""

    @property
    def newline(self) -> str:
        """The first line end in the file; LF if it has none."""
        parts = (self.opening, self.header, self.closing, self.rest)
        match = next(filter(None, (re.search(_LINE_END, part) for part in parts)), None)
        return match[0].decode() if match else "\n"

    @property
    def body(self) -> bytes:
        """The rest without the blank line after the header."""
        blank_line = re.match(_LINE_END, self.rest) if self.notation else None
        return self.rest[blank_line.end() :] if blank_line else self.rest

    @property
    def lines_before(self) -> int:
        """The number of lines before the header."""
        return len(re.findall(_LINE_END, self.opening))

    @property
    def is_certain(self) -> bool:
        """Whether these fences enclose a header even if it cannot be parsed; otherwise they may be rules in a text."""
        if self.notation == "yaml" and self.header[:1] in {b"\n", b"\r"}:
            key = re.match(_KEY_OF_YAML, self.header)
            return key is not None and field_name(key[1].decode("ascii", "replace")) is not None
        if self.notation == "yaml" and self.opening.startswith(b"---") and not self.closing.startswith(b"..."):
            return True
        return bool(re.match(_FIRST_KEY[self.notation], self.header)) if self.notation else False

    def with_header(self, new: str, *, drop_empty: bool = False) -> bytes:
        """Return the file with another header; a file without a header gets one in YAML.

        With `drop_empty`, an empty header is removed with its fences and the blank line.
        """
        if not self.notation and new:
            fence = f"---{self.newline}".encode()
            return b"".join((self.bom, fence, new.encode(), fence, self.newline.encode(), self.rest))
        if drop_empty and not new:
            return self.bom + self.body
        return b"".join((self.bom, self.opening, new.encode(), self.closing, self.rest))


def split(raw: bytes) -> Parts:
    """Split a file at its fences: the first line that is not blank, and the next one that closes it."""
    bom = _BOM if raw.startswith(_BOM) else b""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is UTF-16; clips are UTF-8", hint="`clipper add` keeps a copy as UTF-8.")
    if raw.startswith(b"---\n", len(bom)):  # the usual case, without a regex
        return _split_at_fences(raw, bom, len(bom) + len(b"---\n"), b"---", "yaml")
    if opening := re.compile(_OPENING).match(raw, len(bom)):
        fence, name = opening[1] or opening[3], (opening[2] or b"").lower()
        return _split_at_fences(raw, bom, opening.end(), fence, _NOTATIONS.get(name, _NOTATIONS[fence]))
    if brace := re.compile(_OPENING_BRACE).match(raw, len(bom)):
        return _split_at_braces(raw, bom, brace.end())
    if b"\0" in raw[:8192]:
        raise UnreadableError("the file is not text")
    return Parts(bom=bom, rest=raw[len(bom) :])


def _split_at_fences(raw: bytes, bom: bytes, start: int, fence: bytes, notation: Notation) -> Parts:
    closing = _find_closing(raw, start, fence)
    if closing is None:
        if re.compile(_FIRST_KEY[notation]).match(raw, start):
            limit = f" within {MAX_BYTES // 1024} KiB" if len(raw) - start > MAX_BYTES else ""
            raise UnreadableError(f"the header is not closed by a line `{fence.decode()}`{limit}")
        return Parts(bom=bom, rest=raw[len(bom) :])
    end, rest_start = closing
    return Parts(bom, raw[len(bom) : start], raw[start:end], raw[end:rest_start], raw[rest_start:], notation)


def _find_closing(raw: bytes, start: int, fence: bytes) -> tuple[int, int] | None:
    """Return the offsets of the beginning and the end of the closing fence; None if a header would be too large."""
    limit = start + MAX_BYTES + len("\r\n---\r\n")
    if fence == b"---":
        index = raw.find(b"\n---\n", start - 1, limit)  # the usual case, without a regex
        if index >= 0 and not re.compile(_RARE).search(raw, start - 1, index):
            return index + 1, index + 5
    match = re.compile(_FENCES[fence]).search(raw, start, limit)
    return match.span() if match else None


def _split_at_braces(raw: bytes, bom: bytes, start: int) -> Parts:
    """Split a file whose header is a JSON object, which ends with a line: `{ … }`."""
    depth = 0
    for match in re.compile(_BRACE_OR_TEXT).finditer(raw, start, start + MAX_BYTES + 1):
        depth += (match[0] == b"{") - (match[0] == b"}")
        if not depth:
            closing = re.compile(_CLOSING_OF_BRACES).match(raw, match.end())
            if closing is None:
                break
            end, rest_start = closing.span()
            return Parts(bom, raw[len(bom) : start], raw[start:end], raw[end:rest_start], raw[rest_start:], "json")
    else:
        limit = f" within {MAX_BYTES // 1024} KiB" if len(raw) - start > MAX_BYTES else ""
        raise UnreadableError(f"the header is not closed by a brace `}}`{limit}", line=raw.count(b"\n", 0, start) + 1)
    return Parts(bom=bom, rest=raw[len(bom) :])
