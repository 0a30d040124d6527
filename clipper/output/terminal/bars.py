"""A list of names with numbers, each with a bar as long as its share of the largest."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut

_GAP = 2
_LONGEST = 400
_LEAST_NAME = 12
_LEAST_BAR, _MOST_BAR = 6, 40
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class BarRow(NamedTuple):
    """A row: a name, the styles of the name and the bar, a note, the cells of the columns, the number of the bar."""

    name: str
    style: str
    bar: str
    note: str
    cells: Sequence[str]
    number: int


def render_bars(rows: Sequence[BarRow], heads: Sequence[str], width: int, footer: str) -> RenderableType:
    """Return a table of the rows under their heads, and the footer below it."""
    return Guarded(Group(*_lines(rows, heads, width), Text(""), Text(cut(footer, width), "clip.quiet")))


def _lines(rows: Sequence[BarRow], heads: Sequence[str], width: int) -> Iterator[Text]:
    """Yield a head, then a line for each row: the bar gives way first, then the last columns, then the name."""
    columns = [max(cell_len(head), *(len(row.cells[place]) for row in rows)) for place, head in enumerate(heads[1:])]
    natural = max(cell_len(heads[0]), *(cell_len(shown(row.name)) for row in rows))
    while columns and width - sum(columns) - _GAP * len(columns) < min(natural, _LEAST_NAME):
        columns.pop()
    free = max(width - sum(columns) - _GAP * len(columns), 1)
    bar = min(max(free - natural - _GAP, _LEAST_BAR), _MOST_BAR) if free > _LEAST_NAME + _LEAST_BAR + _GAP else 0
    if any(row.note for row in rows):
        bar = min(bar, max((free - natural) // 2, _LEAST_BAR))
    name_room = min(natural, free - bar - _GAP if bar else free)
    most = max(row.number for row in rows)
    yield _line((heads[0], "clip.quiet"), name_room, heads[1:], columns, "clip.quiet")
    for row in rows:
        line = _line((shown(row.name), row.style), name_room, row.cells, columns, "none")
        if bar:
            line.append(" " * _GAP).append(_bar(row.number, most, bar), row.bar)
        left = width - cell_len(line.plain) - _GAP
        if row.note and left >= _LEAST_NAME:
            line.append(" " * _GAP).append(cut(shown(row.note), left), "clip.quiet")
        yield line


def _line(name: tuple[str, str], room: int, cells: Sequence[str], columns: Sequence[int], style: str) -> Text:
    said = cut(name[0], room)
    line = Text(no_wrap=True, overflow="crop").append(said, name[1]).append(" " * (room - cell_len(said)))
    for cell, column in zip(cells, columns, strict=False):
        line.append(" " * _GAP).append(cell.rjust(column), style)
    return line


def _bar(number: int, most: int, room: int) -> str:
    """Return a bar by eighths of a column; what is there at all is to be seen."""
    eighths = max(round(8 * room * number / most), 1) if most and number else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def shown(value: str) -> str:
    """Return the value, shortened if it is very long, and safe to print."""
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")
