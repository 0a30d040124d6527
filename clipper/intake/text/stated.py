"""What a text states about itself: values of fields, each with the words that state it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from clipper import text as texts
from clipper.intake.text.offsets import line_end
from clipper.model.dates import AmbiguousDate

MAX_LINE = 300
"""Characters of a line that are looked at, which bounds the work of every pattern."""
_MAX_SEARCHED = 6000
"""Characters at the beginning of a text in which its lines are looked at."""
_MAX_LINES = 24
_MAX_ORIGIN = 40


class Stated(NamedTuple):
    """A value of a field, what states it, and whether that is only likely, so that a person must agree first."""

    field: str
    value: str
    origin: str
    is_likely: bool = False


class Line(NamedTuple):
    """A line that is not blank: its offsets in the text, its first words, and whether a blank line is above."""

    start: int
    end: int
    words: str
    is_blank_above: bool


@dataclass
class Opening:
    """What the opening states; its `title` is empty if the text has no headline.

    The body begins at `body_start`: the lines above it are in the values, word for word. `title_start` is the offset
    from which a title is looked for if there is no headline. `ambiguous` is a day that can be read in two ways.
    """

    body_start: int
    title_start: int
    title: str = ""
    stated: list[Stated] = field(default_factory=list)
    ambiguous: AmbiguousDate | None = None

    def add(self, stated: Sequence[Stated]) -> None:
        """Add values; for each field the first line that states it counts, and a sure value before a likely one."""
        sure = {item.field for item in self.stated if not item.is_likely}
        for item in stated:
            if item.field not in sure:
                self.stated = [
                    old for old in self.stated if old.field != item.field or not old.is_likely or item.is_likely
                ]
                self.stated.append(item)


def first_lines(text: str, start: int, end: int) -> list[Line]:
    """Return the first lines with words between two offsets."""
    lines: list[Line] = []
    is_blank_above = True
    for first, last in _split(text, start, min(end, start + _MAX_SEARCHED)):
        words = texts.one_line(text[first:last].replace("\ufeff", ""))[:MAX_LINE]
        if not words:
            is_blank_above = True
            continue
        lines.append(Line(first, last, words, is_blank_above))
        is_blank_above = False
        if len(lines) == _MAX_LINES:
            break
    return lines


def first_block(lines: Sequence[Line]) -> list[Line]:
    """Return the lines up to the first blank one."""
    return [*lines[:1], *takewhile(lambda line: not line.is_blank_above, lines[1:])]


def quote(words: str) -> str:
    """Return the words of a line, shortened, in quotation marks, to say where a value comes from."""
    return f"“{texts.shorten(words, _MAX_ORIGIN)}”"


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each line, its line end included; the last one may be cut off at `end`."""
    while start < end:
        stop = line_end(text, start, end)
        if text.startswith("\r\n", stop - 1):  # the end is between the two
            stop += 1
        yield start, stop
        start = stop
