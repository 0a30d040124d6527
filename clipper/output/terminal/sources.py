"""The outlets as a list with bars."""

from collections.abc import Sequence

from rich.console import RenderableType

from clipper.analysis.outlets import Outlet
from clipper.output.plain.dates import day
from clipper.output.terminal.bars import BarRow, render_bars, safe_cell
from clipper.output.terminal.theme import group_digits


def render(outlets: Sequence[Outlet], *, width: int, nameless: int) -> RenderableType:
    """Return outlets as a list: clips, first and last day, a bar; `nameless` counts the clips without an outlet."""
    rows = []
    for outlet in outlets:
        notes = [f"also {', '.join(outlet.spellings)}"] if outlet.spellings else []
        notes += [f"{group_digits(outlet.by_address)} by address"] if outlet.by_address else []
        days = safe_cell(day(outlet.first)), safe_cell(day(outlet.last))
        cells = (group_digits(outlet.count), *days)
        rows.append(BarRow(outlet.name, "none", cells, outlet.count, "clip.date", "; ".join(notes)))
    footer = f"{group_digits(len(outlets))} {'outlet' if len(outlets) == 1 else 'outlets'}"
    footer += f" · {group_digits(nameless)} {'clip' if nameless == 1 else 'clips'} without one" if nameless else ""
    return render_bars(rows, ("source", "clips", "first", "last"), width, footer)
