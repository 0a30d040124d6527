"""The line breaks of a text: which ones its writer meant, and which ones are only where the lines were full.

Whoever wraps prose fills each line: the first word of the next line did not fit any more. A break before a word that
would have fitted is meant, if it is not the only one. So are the breaks of verse, of addresses and of tables with tabs,
and those before the names of speakers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_PARAGRAPH_END = r"\n[ \t]*\n"
_SPEAKER = r"[*_]{0,2}[^\W\d_][\w.,'\u2019()&/ -]{0,40}:(?:[*_]{0,2})(?:\s|$)"
_DASH = r"\s{0,3}[\u2013\u2014•▪‣]\s"
_OPENING = "\"'\u201c\u201d\u201e\u2018\u2019«»¿¡([*_…\u2014\u2013-"
_WIDE = "\u2e80"
_TWO = 2
_LONGEST_OF_TWO = 40
_LONGEST_LINE = 80
"""A line of verse, or of what else is no prose, has at most so many characters."""
_NARROWEST_PROSE = 45
"""Nobody wraps prose at fewer characters."""
_ROOM_TO_SPARE = 0.8
"""A word that ends in this part of the width would have fitted without doubt, however the lines were balanced."""
_PERCENTILE = 0.9


def wrap_width(value: str) -> int:
    """Return the width at which the lines of a text are wrapped; 0 if no paragraph has several lines.

    A tenth of the lines may be longer, such as those with an address.
    """
    lengths: list[int] = []
    for paragraph in re.split(_PARAGRAPH_END, value.replace("\r\n", "\n")):
        lengths += [len(line.rstrip()) for line in paragraph.strip("\n").split("\n")[:-1]]
    return sorted(lengths)[int(len(lengths) * _PERCENTILE)] if lengths else 0


def meant_breaks(lines: Sequence[str], width: int) -> list[bool]:
    """Return for each break between the lines of a paragraph whether it is meant, in a text wrapped at a width."""
    breaks = len(lines) - 1
    if breaks < 1:
        return []
    for pattern in (_SPEAKER, _DASH):
        begins = [_begins(pattern, line) for line in lines]
        if begins[0] and sum(begins) > 1:
            return begins[1:]
    return [is_table(lines) or _are_verse(lines, width)] * breaks


def is_table(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a paragraph are the rows of a table with tabs between the cells."""
    return len(lines) > 1 and all("\t" in line.strip() for line in lines)


def _begins(pattern: str, line: str) -> bool:
    if not re.match(pattern, line):
        return False
    return pattern is not _SPEAKER or line.lstrip("*_ ")[:1].isupper()


def _are_verse(lines: Sequence[str], width: int) -> bool:
    """Tell whether the lines are short, and break off before they are full.

    Three lines or more show by themselves at which width they would be wrapped; of two, the first is always full.
    """
    longest = max(map(_columns, lines))
    if longest > (_LONGEST_OF_TWO if len(lines) == _TWO else _LONGEST_LINE):
        return False
    full = max(longest, min(width, _LONGEST_OF_TWO)) if len(lines) == _TWO else longest
    ends = [_columns(line.rstrip()) + 1 + _columns(next(iter(after.split()), "")) for line, after in pairwise(lines)]
    begin_large = 10 * sum(not line.lstrip(" \t" + _OPENING)[:1].islower() for line in lines) >= 9 * len(lines)
    if 2 * sum(end <= _ROOM_TO_SPARE * full for end in ends) >= len(ends):
        return begin_large or len(lines) > _TWO
    is_loose = 5 * sum(end <= full for end in ends) >= len(ends)
    return is_loose and len(lines) > _TWO and (full <= _NARROWEST_PROSE or begin_large)


def _columns(line: str) -> int:
    """Return how wide a line is on the page: the letters of East Asian scripts are twice as wide as others."""
    return len(line) if line.isascii() else len(line) + sum(letter >= _WIDE for letter in line)
