"""The outlets as a list with bars."""

from collections.abc import Sequence

from rich.console import RenderableType

from clipper.model.outlets import Outlet
from clipper.output.plain.dateline import day
from clipper.output.terminal.bars import BarRow, render_bars, shown
from clipper.output.terminal.theme import group_digits


def render(found: Sequence[Outlet], *, width: int, nameless: int) -> RenderableType:
    """Return outlets as a list: clips, first and last day, a bar; `nameless` clips name none."""
    rows = []
    for one in found:
        said = [f"also {', '.join(one.spellings)}"] if one.spellings else []
        said += [f"{group_digits(one.by_address)} by address"] if one.by_address else []
        rows.append(
            BarRow(
                one.name,
                "none",
                "clip.date",
                "; ".join(said),
                (group_digits(one.count), shown(day(one.first)), shown(day(one.last))),
                one.count,
            )
        )
    footer = f"{group_digits(len(found))} {'outlet' if len(found) == 1 else 'outlets'}"
    footer += f" · {group_digits(nameless)} {'clip' if nameless == 1 else 'clips'} without one" if nameless else ""
    return render_bars(rows, ("source", "clips", "first", "last"), width, footer)
