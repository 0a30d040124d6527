"""Offsets of lines in a text: where the next line with words begins, where a line ends."""

import re
import sys

_MAX_LINE = 400
_NOT_BLANK = re.compile(r"\S")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)?")


def line_number(text: str, offset: int) -> int:
    """Return the number, from 1, of the line that begins at an offset."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text, 0, offset))


def next_line(text: str, start: int) -> int:
    """Return the offset of the first line that is not blank, at or after the line that begins at `start`."""
    character = _NOT_BLANK.search(text, start)
    if not character:
        return len(text)
    return max(text.rfind("\n", start, character.start()), text.rfind("\r", start, character.start()), start - 1) + 1


def line_end(text: str, start: int, end: int = sys.maxsize) -> int:
    """Return the offset behind the line that begins here, its line end included; it is cut off at `end`."""
    line = _LINE.match(text, start, end)
    return line.end() if line else start


def is_blank_above(text: str, start: int) -> bool:
    """Tell whether the line above the one at `start` is blank; a line of more than `_MAX_LINE` characters is not."""
    end = start - (2 if text.startswith("\r\n", start - 2) else 1)
    search_start = max(0, end - _MAX_LINE)
    above = max(text.rfind("\n", search_start, end), text.rfind("\r", search_start, end))
    return not text[above + 1 : end].strip() if above >= 0 or not search_start else False
