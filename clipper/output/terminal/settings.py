"""The settings in force: a line for each, and more lines for a value that is longer than the terminal is wide."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from clipper import text
from clipper.output.terminal.guard import Guarded

_LEAST_VALUE = 24


def render(values: Mapping[str, str], *, width: int) -> RenderableType:
    """Return the settings with their values beside them; where there is no room for that, below them."""
    names = max(map(len, values))
    if width - names - 2 < _LEAST_VALUE:
        lines = [line for name, value in values.items() for line in (Text(name, "clip.quiet"), _value(value))]
        return Guarded(Group(*lines))
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="clip.quiet", no_wrap=True)
    table.add_column()
    for name, value in values.items():
        table.add_row(name, _value(value))
    return Guarded(table)


def _value(value: str) -> Text:
    return Text(text.safe(value), overflow="fold")
