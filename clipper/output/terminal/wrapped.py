"""A text that goes on below where it began, as far from the edge."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text


class Wrapped:
    """A text of several lines that all begin in one column and end with their last word."""

    def __init__(self, said: Text, indent: int = 0) -> None:
        self._said = said
        self._indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = min(self._indent, options.max_width - 1)
        for line in self._said.wrap(console, options.max_width - indent):
            line.rstrip()
            yield Text(" " * indent) + line
