"""The tags as a tree with bars, and those that may be mistakes."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks.rivals import Doubt
from clipper.analysis.tag_tree import Term
from clipper.output.plain.dateline import day
from clipper.output.terminal.bars import BarRow, render_bars, shown
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits, tag_style

_INDENT = 2
_WHY = {
    "case": "Differ in capitals or accents",
    "plural": "Differ in a plural",
    "typo": "May be a typo",
    "once": "Used once",
}


def render(terms: Sequence[Term], *, width: int, flat: bool = False) -> RenderableType:
    """Return tags as a tree, or as a list if `flat`: clips, clips with what is below, the newest, a bar."""
    below = any(one.total != one.count for one in terms) and not flat
    rows = []
    for one in terms:
        name = one.tag if flat else " " * _INDENT * one.depth + (one.tag.rpartition("/")[2] or one.tag)
        note = f"also {', '.join(one.spellings)}" if one.spellings else ""
        own = group_digits(one.count) if one.count else "·"
        counts = (own, group_digits(one.total) if one.total != one.count else "") if below else (own,)
        style = tag_style(one.tag)
        cells = (*counts, shown(day(one.last)))
        rows.append(BarRow(name, style, style, note, cells, one.count if flat else one.total))
    heads = ("tag", "clips", "with below", "last") if below else ("tag", "clips", "last")
    return render_bars(rows, heads, width, f"{group_digits(sum(1 for one in terms if one.count))} tags")


def render_doubts(found: Sequence[Doubt], *, width: int) -> RenderableType:
    """Return doubted tags under a heading for each reason, each with the command that would mend it below."""
    parts: list[RenderableType] = []
    for why, heading in _WHY.items():
        several = [one for one in found if one.why == why]
        if not several:
            continue
        parts.append(Text.assemble((heading, "clip.headline"), "  ", (group_digits(len(several)), "clip.quiet")))
        for one in several:
            beside = f" → {shown(one.other)}" if one.other else ""
            parts.append(Text(cut(f"  {shown(one.tag)} ({group_digits(one.clips)}){beside}", width)))
            # A command is to be copied: it goes on in the next line rather than being cut.
            parts.append(Text(f"    {text.safe(one.command)}", "clip.quiet", overflow="fold"))
        parts.append(Text(""))
    return Guarded(Group(*parts))
