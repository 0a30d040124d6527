"""Pieces: where each clipping begins in a text that was pasted as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clipper.intake import headline
from clipper.intake.text import heading

_SOLID = re.compile(r"\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)?")
# What a heading inside a text begins with; four blanks and more are code or a quotation.
_BEGINNING = re.compile(
    r"""
    [\r\n] (?![\r\n]) \ufeff? [ ]{0,3}
    (?i: (?= [\[(*_]{0,3} (?:
        (?: date | published | source | by ) [^\r\n]
      | (?: title | headline | url | link | tags? | keywords | authors? ) [*_]{0,2} \s* :
      ) | <? https?:// ) )
    """,
    re.VERBOSE,
)
_BOTH = frozenset({"date", "source"})
_NEAR = 600
"""The characters in which a heading inside a text names its date and its source."""
_LONG = 400
"""A longer line is neither of a heading nor blank: looking no further keeps the work in proportion to the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a heading where it stands: from `start` up to `end`, its line end included."""

    start: int
    end: int
    says: heading.Line


@dataclass(frozen=True, slots=True)
class Piece:
    """One clipping in a text: the lines of its heading, and where its body begins and ends.

    `headline` is the line above the others, which is not in the body.
    """

    start: int
    lines: tuple[Line, ...]
    body: int
    end: int
    headline: str = ""

    @property
    def keyed(self) -> list[str]:
        """The fields that stand behind their names, in their order."""
        return [name for line in self.lines for name in line.says.fields if name in line.says.keyed]

    @property
    def source_first(self) -> bool:
        """Whether the heading names both the source and the date, in this order."""
        return [name for name in self.keyed if name in _BOTH] == ["source", "date"]


def find(written: str) -> list[Piece]:
    """Return the pieces of a text in their order, the first with no lines if it has no heading; none if it is blank.

    A heading is the run of lines at the top, blank ones between them allowed, that `heading.read` understands, at
    least one of them by its name; a headline may stand above one that has a date. Without a heading all is body.

    Further pieces are looked for only behind a heading, so that a text that merely ends with one stays whole. Each
    must have a text and begin, indented by three blanks at most, with neighbouring lines that name a date and a
    source: on one line with a blank line above or below, on several with one above and below. The source may come
    first only where it does in the first heading, for elsewhere `(Source: X, date: Y)` belongs to a picture. A
    headline above a further heading is taken only where the first has its own there.
    """
    start = _solid(written, 0)
    if start == len(written):
        return []
    top = _top(written, start)
    found = [top, *_further(written, top)] if top.lines else [top]
    for index, following in enumerate(found[1:]):
        found[index] = replace(found[index], end=_end(written, found[index].body, following.start))
    return found


def last_line(written: str, piece: Piece) -> Line | None:
    """Return the last line of a piece's body if a heading could hold it."""
    body = written[piece.body : piece.end]
    end = len(body.rstrip())
    start = max(body.rfind("\n", 0, end), body.rfind("\r", 0, end)) + 1
    says = _read(body, start, end)
    return Line(piece.body + start, piece.body + end, says) if says else None


def line_number(written: str, place: int) -> int:
    """Return the number, from 1, of the line that begins at a place."""
    return 1 + sum(1 for _ in _LINE_END.finditer(written, 0, place))


def _top(written: str, start: int) -> Piece:
    """Return the first piece, its heading empty when the text has none."""
    piece = _heading(written, start)
    if piece:
        return piece
    end = _line_end(written, start)
    title = _headline(written, start, end)
    below = _heading(written, _solid(written, end)) if title else None
    if below and "title" not in below.keyed and below.body < below.end and _is_certain(below):
        return replace(below, start=start, headline=title)
    return Piece(start, (), start, len(written))


def _is_certain(piece: Piece) -> bool:
    return "date" in piece.keyed or len(piece.keyed) > 1


def _further(written: str, top: Piece) -> Iterator[Piece]:
    """Yield the pieces after the first one; `find` says what is sure to begin one."""
    body = top.body
    for beginning in _BEGINNING.finditer(written, max(0, body - 1)):
        start = beginning.start() + 1
        near = written[start : start + _NEAR].lower()
        if start < body or "source" not in near or not ("date" in near or "published" in near):
            continue
        piece = _heading(written, start)
        if not piece or not _begins(written, piece, top):
            continue
        if top.headline:
            piece = _with_headline(written, piece, body)
        yield piece
        body = piece.body


def _begins(written: str, piece: Piece, top: Piece) -> bool:
    """Tell whether a heading inside the text is sure to begin another clipping."""
    lines = [piece.lines[0]]
    for line in piece.lines[1:]:
        if line.start != lines[-1].end:
            break
        lines.append(line)
    near = replace(piece, lines=tuple(lines))
    if piece.body == piece.end or not _BOTH.issubset(near.keyed) or (near.source_first and not top.source_first):
        return False
    above = _is_blank_above(written, piece.start)
    below = not written[lines[-1].end : _line_end(written, lines[-1].end)].strip()
    on_one_line = any(line.says.keyed >= _BOTH for line in lines)
    return above or below if on_one_line else above and below


def _with_headline(written: str, piece: Piece, body: int) -> Piece:
    """Return the piece with the headline above it, if the text before it ends with one."""
    before = written[body : piece.start].rstrip()
    start = body + max(before.rfind("\n"), before.rfind("\r")) + 1
    title = _headline(written, start, body + len(before))
    if title and start > body and _is_blank_above(written, start):
        return replace(piece, start=start, headline=title)
    return piece


def _heading(written: str, start: int) -> Piece | None:
    lines = tuple(_lines(written, start))
    if not any(line.says.keyed for line in lines):
        return None
    return Piece(start, lines, _solid(written, lines[-1].end), len(written))


def _lines(written: str, start: int) -> Iterator[Line]:
    """Yield the lines of the heading that begins here, up to the first that is none or says a field again."""
    seen: set[str] = set()
    while True:
        start = _solid(written, start)
        end = _line_end(written, start)
        says = _read(written, start, end)
        if not says or seen & says.fields.keys() or not (says.keyed or _stands_apart(written, end, says, seen)):
            return
        yield Line(start, end, says)
        seen |= says.fields.keys()
        start = end


def _stands_apart(written: str, end: int, says: heading.Line, seen: set[str]) -> bool:
    """Tell whether a line without a name belongs to a heading: its next is not text, and a day is beside a source."""
    after = _line_end(written, end)
    below = _read(written, end, after)
    if says.fields.get("date") and "source" not in seen:
        start = _solid(written, end)
        beside = _read(written, start, _line_end(written, start))
        return bool(beside and beside.fields.get("source"))
    return below is not None or not written[end:after].strip()


def _read(written: str, start: int, end: int) -> heading.Line | None:
    return heading.read(written[start:end]) if end - start <= _LONG else None


def _headline(written: str, start: int, end: int) -> str:
    if end - start > _LONG or _read(written, start, end):
        return ""
    return headline.line_of(written[start:end])


def _solid(written: str, start: int) -> int:
    """Return where the next line that is not blank begins, `start` being the beginning of a line."""
    solid = _SOLID.search(written, start)
    if not solid:
        return len(written)
    return max(written.rfind("\n", start, solid.start()), written.rfind("\r", start, solid.start()), start - 1) + 1


def _line_end(written: str, start: int) -> int:
    line = _LINE.match(written, start)
    return line.end() if line else start


def _is_blank_above(written: str, start: int) -> bool:
    """Tell whether the line before the one that begins here is blank; one too long to be looked at is not."""
    end = start - (2 if written.startswith("\r\n", start - 2) else 1)
    lowest = max(0, end - _LONG)
    above = max(written.rfind("\n", lowest, end), written.rfind("\r", lowest, end))
    return not written[above + 1 : end].strip() if above >= 0 else not written[:end].strip()


def _end(written: str, start: int, end: int) -> int:
    """Return where a body ends whose blank lines at the end belong to nobody; the end of its last line stays."""
    body = written[start:end].rstrip()
    return _line_end(written, start + len(body)) if body else start
