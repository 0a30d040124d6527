"""Words that are broken at line ends: `infra-` at the end of a line and `structure` at the beginning of the next."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE_END = r"[-\u2010\xad\xac][ \t]*\r?\n[ \t]*(?=[^\W\d_])"
_BEFORE = r"[^\W\d_]{1,60}\Z"
_AFTER = r"[^\W\d_]{1,60}"
_LONGEST = 60


class BrokenWord(NamedTuple):
    """The parts of a broken word; between `end` and `start` are the hyphen and the line end."""

    before: str
    after: str
    end: int
    start: int

    @property
    def joined(self) -> str:
        """The word without the hyphen."""
        return self.before + self.after


def broken_words(value: str) -> Iterator[BrokenWord]:
    """Yield the words of a text that are broken at line ends; whether the hyphen belongs to a word cannot be seen."""
    for line_end in re.finditer(_LINE_END, value):
        before = re.search(_BEFORE, value[max(line_end.start() - _LONGEST, 0) : line_end.start()])
        after = re.compile(_AFTER).match(value, line_end.end())
        if before and after:
            yield BrokenWord(before[0], after[0], line_end.start(), line_end.end())


def whole_words(value: str) -> str:
    """Return a text in which the broken words are whole, without a hyphen."""
    pieces, done = [], 0
    for word in broken_words(value):
        pieces.append(value[done : word.end])
        done = word.start
    return "".join((*pieces, value[done:])) if pieces else value
