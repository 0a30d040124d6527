"""A text that was pasted as one is split into its clippings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clipper.intake import headline
from clipper.intake.text.heading import HeadingLine, parse_line

_NOT_BLANK = re.compile(r"\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)?")
# The beginning of a heading inside a text; a line indented by four blanks or more is code or a quotation.
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
"""Characters in which a heading inside a text states its date and its source."""
_MAX_LINE = 400
"""Characters; a longer line is taken for prose unread, so that the time is linear in the length of the text."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a heading with its offset in the text, from `start` to `end`, which includes the line end."""

    start: int
    end: int
    content: HeadingLine


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One clipping in a text, from `start` to `end`: its heading, and the offset at which its body begins.

    `headline` is a line above the heading that has no label and is not in the body.
    """

    start: int
    lines: tuple[PlacedLine, ...]
    body: int
    end: int
    headline: str = ""

    @property
    def keyed(self) -> list[str]:
        """The fields that have their names before them, in their order."""
        return [name for line in self.lines for name in line.content.fields if name in line.content.keyed]

    @property
    def is_source_first(self) -> bool:
        """Whether the heading states both the source and the date, in this order."""
        return [name for name in self.keyed if name in _BOTH] == ["source", "date"]


def split_text(text: str) -> list[TextPiece]:
    """Split a text into its clippings; return one piece without lines if it has no heading, and none if it is blank.

    A heading is a run of lines, with blank ones between them, that `heading.parse_line` parses, at least one of them
    with a label. A headline may be above it if it has a date. Without a heading all of the text is body.

    Later pieces are looked for only if the first has a heading, so that a text that merely ends with one stays whole.
    Each must have a body, and begin with adjacent lines that state a date and a source, indented by three blanks at
    most: one line needs a blank line above or below, several need both. The source may come before the date only if it
    does in the first heading, because elsewhere `(Source: X, date: Y)` belongs to a picture. A headline above a later
    heading belongs to it only if the first heading has one too.
    """
    start = _next_line(text, 0)
    if start == len(text):
        return []
    first = _first_piece(text, start)
    pieces = [first, *_later_pieces(text, first)] if first.lines else [first]
    for index, following in enumerate(pieces[1:]):
        pieces[index] = replace(pieces[index], end=_body_end(text, pieces[index].body, following.start))
    return pieces


def last_line(text: str, piece: TextPiece) -> PlacedLine | None:
    """Return the last line of a piece's body if it could belong to a heading."""
    body = text[piece.body : piece.end]
    end = len(body.rstrip())
    start = max(body.rfind("\n", 0, end), body.rfind("\r", 0, end)) + 1
    content = _parse_line(body, start, end)
    return PlacedLine(piece.body + start, piece.body + end, content) if content else None


def line_number(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that begins at an offset."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text, 0, offset))


def _first_piece(text: str, start: int) -> TextPiece:
    """Return the first piece; it has no lines if the text has no heading."""
    piece = _parse_heading(text, start)
    if piece:
        return piece
    end = _line_end(text, start)
    title = _headline(text, start, end)
    below = _parse_heading(text, _next_line(text, end)) if title else None
    if below and "title" not in below.keyed and below.body < below.end and _is_certain(below):
        return replace(below, start=start, headline=title)
    return TextPiece(start, (), start, len(text))


def _is_certain(piece: TextPiece) -> bool:
    return "date" in piece.keyed or len(piece.keyed) > 1


def _later_pieces(text: str, first: TextPiece) -> Iterator[TextPiece]:
    """Yield the pieces after the first one, by the rules of `split_text`."""
    body = first.body
    for beginning in _BEGINNING.finditer(text, max(0, body - 1)):
        start = beginning.start() + 1
        near = text[start : start + _NEAR].lower()
        if start < body or "source" not in near or not ("date" in near or "published" in near):
            continue
        piece = _parse_heading(text, start)
        if not piece or not _begins_piece(text, piece, first):
            continue
        if first.headline:
            piece = _with_headline(text, piece, body)
        yield piece
        body = piece.body


def _begins_piece(text: str, piece: TextPiece, first: TextPiece) -> bool:
    """Tell whether a heading inside the text begins another clipping."""
    lines = [piece.lines[0]]
    for line in piece.lines[1:]:
        if line.start != lines[-1].end:
            break
        lines.append(line)
    adjacent = replace(piece, lines=tuple(lines))
    if piece.body == piece.end or not _BOTH.issubset(adjacent.keyed):
        return False
    if adjacent.is_source_first and not first.is_source_first:
        return False
    above = _is_blank_above(text, piece.start)
    below = not text[lines[-1].end : _line_end(text, lines[-1].end)].strip()
    on_one_line = any(line.content.keyed >= _BOTH for line in lines)
    return above or below if on_one_line else above and below


def _with_headline(text: str, piece: TextPiece, body: int) -> TextPiece:
    """Return the piece with the headline above it, if there is one."""
    before = text[body : piece.start].rstrip()
    start = body + max(before.rfind("\n"), before.rfind("\r")) + 1
    title = _headline(text, start, body + len(before))
    if title and start > body and _is_blank_above(text, start):
        return replace(piece, start=start, headline=title)
    return piece


def _parse_heading(text: str, start: int) -> TextPiece | None:
    lines = tuple(_heading_lines(text, start))
    if not any(line.content.keyed for line in lines):
        return None
    return TextPiece(start, lines, _next_line(text, lines[-1].end), len(text))


def _heading_lines(text: str, start: int) -> Iterator[PlacedLine]:
    """Yield the lines of the heading that begins here, up to the first that is prose or repeats a field."""
    seen: set[str] = set()
    while True:
        start = _next_line(text, start)
        end = _line_end(text, start)
        content = _parse_line(text, start, end)
        if not content or seen & content.fields.keys():
            return
        if not content.keyed and not _belongs_to_heading(text, end, content, seen):
            return
        yield PlacedLine(start, end, content)
        seen |= content.fields.keys()
        start = end


def _belongs_to_heading(text: str, end: int, content: HeadingLine, seen: set[str]) -> bool:
    """Tell whether a line without a label is no prose: no prose is directly below it, and a date has a source below."""
    after = _line_end(text, end)
    below = _parse_line(text, end, after)
    if content.fields.get("date") and "source" not in seen:
        start = _next_line(text, end)
        beside = _parse_line(text, start, _line_end(text, start))
        return bool(beside and beside.fields.get("source"))
    return below is not None or not text[end:after].strip()


def _parse_line(text: str, start: int, end: int) -> HeadingLine | None:
    return parse_line(text[start:end]) if end - start <= _MAX_LINE else None


def _headline(text: str, start: int, end: int) -> str:
    if end - start > _MAX_LINE or _parse_line(text, start, end):
        return ""
    return headline.parse_headline(text[start:end])


def _next_line(text: str, start: int) -> int:
    """Return the offset of the next line that is not blank, from the beginning of a line on."""
    character = _NOT_BLANK.search(text, start)
    if not character:
        return len(text)
    return max(text.rfind("\n", start, character.start()), text.rfind("\r", start, character.start()), start - 1) + 1


def _line_end(text: str, start: int) -> int:
    line = _LINE.match(text, start)
    return line.end() if line else start


def _is_blank_above(text: str, start: int) -> bool:
    """Tell whether the line above the one that begins here is blank; one of more than `_MAX_LINE` characters is not."""
    end = start - (2 if text.startswith("\r\n", start - 2) else 1)
    lowest = max(0, end - _MAX_LINE)
    above = max(text.rfind("\n", lowest, end), text.rfind("\r", lowest, end))
    return not text[above + 1 : end].strip() if above >= 0 else not text[:end].strip()


def _body_end(text: str, start: int, end: int) -> int:
    """Return the end of a body without the blank lines below it, but with the line end of its last line."""
    body = text[start:end].rstrip()
    return _line_end(text, start + len(body)) if body else start
