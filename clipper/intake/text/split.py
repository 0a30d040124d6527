"""Split a pasted text into its clippings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from clipper.intake import headline
from clipper.intake.text.heading import HeadingLine, parse_line
from clipper.intake.text.labels import OTHER_LABEL
from clipper.intake.text.mail import parse_mail
from clipper.intake.text.offsets import is_blank_above, line_end, next_line
from clipper.intake.text.stated import first_lines

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
_DATE_AND_SOURCE = frozenset({"date", "source"})
_MAX_HEADING = 600
"""A heading inside a text has its date and its source in its first 600 characters."""
_MAX_OTHER_LABELS = 4
_MAX_LINE = 400
"""A line with more characters is prose and is not parsed, so that the time is linear in the length of the text."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a heading with its offset in the text, from `start` to `end`, which includes the line end."""

    start: int
    end: int
    content: HeadingLine


@dataclass(frozen=True, slots=True)
class TextPiece:
    """One clipping in a text, from `start` to `end`; all three numbers are offsets in the text.

    `headline` is a line above the heading that has no label and is not in the body.
    """

    start: int
    heading_lines: tuple[PlacedLine, ...]
    body_start: int
    end: int
    headline: str = ""

    @property
    def labelled(self) -> list[str]:
        """The fields that have their names before them, in their order."""
        return [name for line in self.heading_lines for name in line.content.fields if name in line.content.labelled]

    @property
    def is_source_first(self) -> bool:
        """Whether the heading states both the source and the date, in this order."""
        return [name for name in self.labelled if name in _DATE_AND_SOURCE] == ["source", "date"]


def split_text(text: str) -> list[TextPiece]:
    """Split a text into its clippings: none if it is blank, one piece without heading lines if it has no heading.

    The rules for the heading at the beginning; without a heading all of the text is body:

    1. It is a run of lines that `heading.parse_line` parses, with or without blank lines between them, and one of them
       has a label: `Source: Reuters`.
    2. A headline may be above it if it has a label for the date or for two fields, and none for a title: `Rain in May`
       above `date 2000-05-19`.

    The rules for each later heading. They apply only if the text begins with a heading, so that a text that merely
    ends with `Date: 19 May 2000 (source: Reuters)` stays whole:

    3. A body follows it.
    4. It begins with adjacent lines that state a date and a source, indented by three blanks at most.
    5. If one line states both, as `date 2000-05-19 [Source: Reuters]`, a blank line is above or below it. If two lines
       do, as `date 2000-05-19` and `Source: Reuters`, blank lines are above and below them.
    6. The source is before the date only if it is in the first heading too: elsewhere `(Source: X, date: Y)` belongs
       to a picture.
    7. A headline above it belongs to it only if the first heading has a headline too.
    """
    start = next_line(text, 0)
    if start == len(text):
        return []
    first = _first_piece(text, start)
    pieces = [first, *_later_pieces(text, first)] if first.heading_lines else [first]
    for index, following in enumerate(pieces[1:]):
        pieces[index] = replace(pieces[index], end=_body_end(text, pieces[index].body_start, following.start))
    return pieces


def last_line(text: str, piece: TextPiece) -> PlacedLine | None:
    """Return the last line of a piece's body if it could belong to a heading."""
    body = text[piece.body_start : piece.end]
    end = len(body.rstrip())
    start = max(body.rfind("\n", 0, end), body.rfind("\r", 0, end)) + 1
    content = _parse_line(body, start, end)
    return PlacedLine(piece.body_start + start, piece.body_start + end, content) if content else None


def _first_piece(text: str, start: int) -> TextPiece:
    """Return the first piece; it has no lines if the text has no heading, or if it is a mail."""
    if parse_mail(first_lines(text, start, len(text))):
        return TextPiece(start, (), start, len(text))
    piece = _parse_heading(text, start)
    if piece:
        return piece
    end = line_end(text, start)
    title = _headline(text, start, end)
    below = _parse_heading(text, next_line(text, end)) if title else None
    if below and "title" not in below.labelled and below.body_start < below.end and _can_have_headline(below):
        return replace(below, start=start, headline=title)
    return TextPiece(start, (), start, len(text))


def _can_have_headline(piece: TextPiece) -> bool:
    return "date" in piece.labelled or len(piece.labelled) > 1


def _later_pieces(text: str, first: TextPiece) -> Iterator[TextPiece]:
    """Yield the pieces after the first one, by the rules of `split_text`."""
    body_start = first.body_start
    for beginning in _BEGINNING.finditer(text, max(0, body_start - 1)):
        start = beginning.start() + 1
        heading = text[start : start + _MAX_HEADING].lower()
        if start < body_start or "source" not in heading or not ("date" in heading or "published" in heading):
            continue
        piece = _parse_heading(text, start)
        if not piece or not _begins_piece(text, piece, first):
            continue
        if first.headline:
            piece = _with_headline(text, piece, body_start)
        yield piece
        body_start = piece.body_start


def _begins_piece(text: str, piece: TextPiece, first: TextPiece) -> bool:
    """Tell whether a heading inside the text begins another clipping."""
    lines = [piece.heading_lines[0]]
    for line in piece.heading_lines[1:]:
        if line.start != lines[-1].end:
            break
        lines.append(line)
    adjacent = replace(piece, heading_lines=tuple(lines))
    if piece.body_start == piece.end or not _DATE_AND_SOURCE.issubset(adjacent.labelled):
        return False
    if adjacent.is_source_first and not first.is_source_first:
        return False
    above = is_blank_above(text, piece.start)
    below = not text[lines[-1].end : line_end(text, lines[-1].end)].strip()
    on_one_line = any(line.content.labelled >= _DATE_AND_SOURCE for line in lines)
    return above or below if on_one_line else above and below


def _with_headline(text: str, piece: TextPiece, body_start: int) -> TextPiece:
    """Return a piece with the headline above it, if there is one; `body_start` is of the body before the piece."""
    body = text[body_start : piece.start].rstrip()
    start = body_start + max(body.rfind("\n"), body.rfind("\r")) + 1
    title = _headline(text, start, body_start + len(body))
    if title and start > body_start and is_blank_above(text, start):
        return replace(piece, start=start, headline=title)
    return piece


def _parse_heading(text: str, start: int) -> TextPiece | None:
    lines = tuple(_heading_lines(text, start))
    if not any(line.content.labelled for line in lines):
        return None
    # A line whose label names no field is not lost: the body begins with the first such line.
    gap = next((above.end for above, line in pairwise(lines) if text[above.end : line.start].strip()), lines[-1].end)
    return TextPiece(start, lines, next_line(text, gap), len(text))


def _heading_lines(text: str, start: int) -> Iterator[PlacedLine]:
    """Yield the lines of the heading that begins here, up to the first that is prose or repeats a field."""
    seen: set[str] = set()
    while True:
        start = next_line(text, start)
        end = line_end(text, start)
        content = _parse_line(text, start, end)
        if not content and seen and (below := _skip_other_labels(text, start)):
            start = below
            continue
        if not content or seen & content.fields.keys():
            return
        if not content.labelled and not _belongs_to_heading(text, end, content, seen):
            return
        yield PlacedLine(start, end, content)
        seen |= content.fields.keys()
        start = end


def _skip_other_labels(text: str, start: int) -> int:
    """Return the offset of the labelled line below a few adjacent lines such as `Number: 229`; 0 if there is none."""
    for _ in range(_MAX_OTHER_LABELS):
        end = line_end(text, start)
        if end - start > _MAX_LINE or not re.fullmatch(OTHER_LABEL, text[start:end].strip()):
            return 0
        start = end
        content = _parse_line(text, start, line_end(text, start))
        if content:
            return start if content.labelled else 0
    return 0


def _belongs_to_heading(text: str, end: int, content: HeadingLine, seen: set[str]) -> bool:
    """Tell whether a line without a label, which ends at `end`, belongs to the heading.

    A date without a source above it does if the next line that is not blank states the source. Any other line does
    unless prose is directly below it.
    """
    if content.fields.get("date") and "source" not in seen:
        start = next_line(text, end)
        next_content = _parse_line(text, start, line_end(text, start))
        return bool(next_content and next_content.fields.get("source"))
    next_end = line_end(text, end)
    return _parse_line(text, end, next_end) is not None or not text[end:next_end].strip()


def _parse_line(text: str, start: int, end: int) -> HeadingLine | None:
    return parse_line(text[start:end]) if end - start <= _MAX_LINE else None


def _headline(text: str, start: int, end: int) -> str:
    if end - start > _MAX_LINE or _parse_line(text, start, end):
        return ""
    return headline.parse_headline(text[start:end])


def _body_end(text: str, start: int, end: int) -> int:
    """Return the end of a body without the blank lines below it, but with the line end of its last line."""
    body = text[start:end].rstrip()
    return line_end(text, start + len(body)) if body else start
