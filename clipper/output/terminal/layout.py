"""The layout of short texts: cut them to a width, join them with dots, and indent them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

StyledText: TypeAlias = tuple[str, str]
"""A text, and the name of its style."""


def cut(value: str, width: int) -> str:
    """Return the text, its end replaced by an ellipsis if it is wider than this many columns of a terminal."""
    return value if cell_len(value) <= width else set_cell_size(value, width - 1).rstrip() + "…"


def display_width(texts: Iterable[StyledText]) -> int:
    """Return how many columns of a terminal the texts take side by side."""
    return sum(cell_len(value) for value, _style in texts)


def styled_handle(handle: str, unique_length: int) -> list[StyledText]:
    """Return a handle in two parts: the letters that are enough to name its clip stand out from the others."""
    return [(handle[:unique_length], "clip.handle"), (handle[unique_length:], "clip.handle.rest")]


def join_with_dots(parts: Sequence[StyledText], width: int) -> Iterator[list[StyledText]]:
    """Yield lines of at most this width, in which the parts are separated by dots; one empty line without parts."""
    line: list[StyledText] = []
    for part in parts:
        if line and display_width(line) + len(" · ") + cell_len(part[0]) > width:
            yield line
            line = []
        line += [(" · ", "clip.quiet"), part] if line else [part]
    yield line


def segments(console: Console, lines: Iterable[Sequence[StyledText]]) -> Iterator[Segment]:
    """Yield the segments of lines, each with its line end; an empty line is left out."""
    for line in lines:
        for value, style in line:
            yield Segment(value, console.get_style(style))
        if line:
            yield Segment.line()


class Indented:
    """A text whose lines, as many as it needs, all begin in one column and end with their last word."""

    def __init__(self, value: Text, indent: int = 0) -> None:
        self._value = value
        self._indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = min(self._indent, options.max_width - 1)
        for line in self._value.wrap(console, options.max_width - indent):
            line.rstrip()
            yield Text(" " * indent) + line
