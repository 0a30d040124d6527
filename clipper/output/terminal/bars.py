"""A table of names with numbers, each row with a bar as long as its share of the largest number."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut

_GAP = 2
_LONGEST = 400
_LEAST_NAME = 12
_LEAST_BAR, _MOST_BAR = 6, 40
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class BarRow(NamedTuple):
    """A row: a name and its style, the cells of the columns, the number that the bar shows and its style, a note."""

    name: str
    name_style: str
    cells: Sequence[str]
    number: int
    bar_style: str
    note: str


def render_bars(rows: Sequence[BarRow], heads: Sequence[str], width: int, footer: str) -> RenderableType:
    """Return a table of the rows, with a head for the names and for each column, and with a footer."""
    return Guarded(Group(*_lines(rows, heads, width), Text(""), Text(cut(footer, width), "clip.quiet")))


def safe_cell(value: str) -> str:
    """Return a value safe to print, shortened if it is very long."""
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")


def _lines(rows: Sequence[BarRow], heads: Sequence[str], width: int) -> Iterator[Text]:
    """Yield the heads, then a line for each row.

    If the terminal is too narrow, the bar gives way first, then the last columns, then the name.
    """
    columns = [max(cell_len(head), *(len(row.cells[index]) for row in rows)) for index, head in enumerate(heads[1:])]
    widest_name = max(cell_len(heads[0]), *(cell_len(safe_cell(row.name)) for row in rows))
    while columns and width - sum(columns) - _GAP * len(columns) < min(widest_name, _LEAST_NAME):
        columns.pop()
    free = max(width - sum(columns) - _GAP * len(columns), 1)
    bar = min(max(free - widest_name - _GAP, _LEAST_BAR), _MOST_BAR) if free > _LEAST_NAME + _LEAST_BAR + _GAP else 0
    if any(row.note for row in rows):
        bar = min(bar, max((free - widest_name) // 2, _LEAST_BAR))
    name_width = min(widest_name, free - bar - _GAP if bar else free)
    largest = max(row.number for row in rows)
    yield _line((heads[0], "clip.quiet"), name_width, heads[1:], columns, "clip.quiet")
    for row in rows:
        line = _line((safe_cell(row.name), row.name_style), name_width, row.cells, columns, "none")
        if bar:
            line.append(" " * _GAP).append(_bar(row.number, largest, bar), row.bar_style)
        rest = width - cell_len(line.plain) - _GAP
        if row.note and rest >= _LEAST_NAME:
            line.append(" " * _GAP).append(cut(safe_cell(row.note), rest), "clip.quiet")
        yield line


def _line(name: StyledText, name_width: int, cells: Sequence[str], columns: Sequence[int], style: str) -> Text:
    value = cut(name[0], name_width)
    line = Text(no_wrap=True, overflow="crop").append(value, name[1]).append(" " * (name_width - cell_len(value)))
    for cell, column in zip(cells, columns, strict=False):
        line.append(" " * _GAP).append(cell.rjust(column), style)
    return line


def _bar(number: int, largest: int, width: int) -> str:
    """Return a bar with a resolution of an eighth of a column; every number but 0 has at least that."""
    eighths = max(round(8 * width * number / largest), 1) if largest and number else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
