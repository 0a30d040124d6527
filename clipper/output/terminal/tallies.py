"""What is counted, as a picture: a line each, with a bar as long as its share of the largest."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks.rivals import Doubt
from clipper.analysis.tag_tree import Term
from clipper.model.outlets import Outlet
from clipper.output.plain import dateline
from clipper.output.terminal.clips import cut
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.theme import grouped, tag_style

_INDENT = 2
_GAP = 2
_LONGEST = 400
_LEAST_NAME = 12
_LEAST_BAR, _MOST_BAR = 6, 40
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WHY = {
    "case": "Differ in capitals or accents",
    "plural": "Differ in a plural",
    "typo": "May be a typo",
    "once": "Used once",
}


class _Row(NamedTuple):
    """A name, its style and its bar's, what stands after it, its numbers and days, its part of the largest."""

    name: str
    style: str
    bar: str
    note: str
    cells: Sequence[str]
    number: int


def vocabulary(terms: Sequence[Term], *, width: int, flat: bool = False) -> RenderableType:
    """Return tags as a tree, or as a list if `flat`: clips, clips with what is below, the newest, a bar."""
    below = any(one.total != one.count for one in terms) and not flat
    rows = []
    for one in terms:
        name = one.tag if flat else " " * _INDENT * one.depth + (one.tag.rpartition("/")[2] or one.tag)
        note = f"also {', '.join(one.spellings)}" if one.spellings else ""
        own = grouped(one.count) if one.count else "·"
        counts = (own, grouped(one.total) if one.total != one.count else "") if below else (own,)
        style = tag_style(one.tag)
        cells = (*counts, _day(one.last))
        rows.append(_Row(name, style, style, note, cells, one.count if flat else one.total))
    heads = ("tag", "clips", "with below", "last") if below else ("tag", "clips", "last")
    return _drawn(rows, heads, width, f"{grouped(sum(1 for one in terms if one.count))} tags")


def outlets(found: Sequence[Outlet], *, width: int, nameless: int) -> RenderableType:
    """Return outlets as a list: clips, first and last day, a bar; `nameless` clips name none."""
    rows = []
    for one in found:
        said = [f"also {', '.join(one.spellings)}"] if one.spellings else []
        said += [f"{grouped(one.by_address)} by address"] if one.by_address else []
        rows.append(
            _Row(
                one.name,
                "none",
                "clip.date",
                "; ".join(said),
                (grouped(one.count), _day(one.first), _day(one.last)),
                one.count,
            )
        )
    footer = f"{grouped(len(found))} {'outlet' if len(found) == 1 else 'outlets'}"
    footer += f" · {grouped(nameless)} {'clip' if nameless == 1 else 'clips'} without one" if nameless else ""
    return _drawn(rows, ("source", "clips", "first", "last"), width, footer)


def doubts(found: Sequence[Doubt], *, width: int) -> RenderableType:
    """Return doubted tags under a heading for each reason, each with the command that would mend it below."""
    parts: list[RenderableType] = []
    for why, heading in _WHY.items():
        several = [one for one in found if one.why == why]
        if not several:
            continue
        parts.append(Text.assemble((heading, "clip.headline"), "  ", (grouped(len(several)), "clip.quiet")))
        for one in several:
            beside = f" → {_shown(one.other)}" if one.other else ""
            parts.append(Text(cut(f"  {_shown(one.tag)} ({grouped(one.clips)}){beside}", width)))
            # A command is to be copied: it goes on in the next line rather than being cut.
            parts.append(Text(f"    {text.safe(one.command)}", "clip.quiet", overflow="fold"))
        parts.append(Text(""))
    return Guarded(Group(*parts))


def _drawn(rows: Sequence[_Row], heads: Sequence[str], width: int, footer: str) -> RenderableType:
    return Guarded(Group(*_lines(rows, heads, width), Text(""), Text(cut(footer, width), "clip.quiet")))


def _lines(rows: Sequence[_Row], heads: Sequence[str], width: int) -> Iterator[Text]:
    """Yield a head, then a line for each row: the bar gives way first, then the last columns, then the name."""
    columns = [max(cell_len(head), *(len(row.cells[place]) for row in rows)) for place, head in enumerate(heads[1:])]
    natural = max(cell_len(heads[0]), *(cell_len(_shown(row.name)) for row in rows))
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
        line = _line((_shown(row.name), row.style), name_room, row.cells, columns, "none")
        if bar:
            line.append(" " * _GAP).append(_bar(row.number, most, bar), row.bar)
        left = width - cell_len(line.plain) - _GAP
        if row.note and left >= _LEAST_NAME:
            line.append(" " * _GAP).append(cut(_shown(row.note), left), "clip.quiet")
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


def _day(date: str) -> str:
    return _shown(dateline.day(date))


def _shown(value: str) -> str:
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")
