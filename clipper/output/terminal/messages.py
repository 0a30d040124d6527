"""Messages on a terminal: wrapped between words, the name of the program in red and bold, hints dim.

Rich would do it, but loading it takes longer than most commands run.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import TextIO

from clipper.system.appearance import Appearance

_PROGRAM = "clipper: "
_PIECE = r"`[^`\n]{0,300}`\S*|“[^”\n]{0,300}”\S*|\S+"
"""What stays on one line if there is room for it: a command in backticks, a name in quotation marks, or a word."""

_INDENT = "  "
_NARROWEST = 20
_DEFAULT_WIDTH = 80
_DEFAULT_HEIGHT = 24
_ERROR, _HINT, _END = "\x1b[1;31m", "\x1b[2m", "\x1b[0m"


def columns(stream: TextIO) -> int:
    """Return the number of columns of the terminal that a stream leads to; `COLUMNS` wins."""
    return _size(stream, "COLUMNS", 0) or _DEFAULT_WIDTH


def lines(stream: TextIO) -> int:
    """Return the number of lines of the terminal that a stream leads to; `LINES` wins."""
    return _size(stream, "LINES", 1) or _DEFAULT_HEIGHT


def _size(stream: TextIO, variable: str, side: int) -> int:
    wanted = os.environ.get(variable, "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(stream.fileno())[side]
    except (OSError, ValueError):
        return 0


def lay_out(message: str, stream: TextIO, appearance: Appearance, hint: str = "") -> str:
    """Return a message and its hint as a stream takes them: a pipe gets one line, without colours."""
    styled = appearance.is_styled(stream)
    return render(message, hint, width=columns(stream) if stream.isatty() else sys.maxsize, styled=styled)


def wrap(message: str, width: int, indent: str = _INDENT) -> str:
    """Return a message with no line wider than the terminal, if its words permit it; further lines are indented.

    A line that fits stays as it is, blanks and all.
    """
    return "\n".join(
        line if _cells(line) <= width else "\n".join(_wrap_line(line, width, indent)) for line in message.split("\n")
    )


def render(message: str, hint: str = "", *, width: int, styled: bool) -> str:
    """Return a message and its hint for a terminal; the lines after the first show a place, and stay as they are."""
    first, newline, rest = message.partition("\n")
    mark = "\0"  # no message has one: it is the place where the hint begins
    stop = "" if first.endswith("?") else "."
    text = wrap(f"{first}{stop} {mark}{hint}" if hint else first, width)
    before, _, after = text.partition(mark)
    if styled:
        if before.startswith(_PROGRAM):
            before = f"{_ERROR}{_PROGRAM.rstrip()}{_END} {before.removeprefix(_PROGRAM)}"
        after = after and f"{_HINT}{after}{_END}"
    return f"{before}{after}{newline}{rest}"


def _wrap_line(line: str, width: int, indent: str) -> Iterator[str]:
    """Yield the lines of one line that is too wide."""
    lead = line[: len(line) - len(line.lstrip())]
    current, room = lead, max(width, _NARROWEST)
    indent += lead
    for piece in _pieces(line, room - len(indent)):
        if current.strip() and _cells(current) + 1 + _cells(piece) > room:
            yield current
            current = indent
        current += piece if not current.strip() else f" {piece}"
    yield current


def _pieces(line: str, room: int) -> Iterator[str]:
    """Yield what stays on one line; a command that is wider than a line is broken at its blanks."""
    for piece in re.findall(_PIECE, line):
        yield from [piece] if _cells(piece) <= room else piece.split()


def cut(text: str, width: int) -> str:
    """Return a text, its end replaced by an ellipsis if it is wider than this many columns of a terminal."""
    if _cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if _cells(kept + character) > max(width, 2) - 1:
            break
        kept += character
    return f"{kept.rstrip()}…"


def _cells(text: str) -> int:
    """Return the number of columns of a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
