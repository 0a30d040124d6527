"""The tags as a tree with bars, and those that may be mistakes."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks.rivals import Doubt
from clipper.analysis.tag_tree import Term
from clipper.output.plain.dateline import day
from clipper.output.terminal.bars import BarRow, render_bars, safe_cell
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits, tag_style

_INDENT = 2
_DOUBT_HEADINGS = {
    "case": "Differ in capitals or accents",
    "plural": "Differ in a plural",
    "typo": "May be a typo",
    "once": "Used once",
}


def render(terms: Sequence[Term], *, width: int, flat: bool = False) -> RenderableType:
    """Return tags as a tree, or if `flat` as a list of whole tags.

    Each has the number of its clips, of its clips with those of the tags below it, the day of the newest, and a bar.
    """
    with_below = any(term.total != term.count for term in terms) and not flat
    rows = []
    for term in terms:
        name = term.tag if flat else " " * _INDENT * term.depth + (term.tag.rpartition("/")[2] or term.tag)
        own = group_digits(term.count) if term.count else "·"
        counts = (own, group_digits(term.total) if term.total != term.count else "") if with_below else (own,)
        style = tag_style(term.tag)
        rows.append(
            BarRow(
                name,
                style,
                (*counts, safe_cell(day(term.last))),
                term.count if flat else term.total,
                style,
                f"also {', '.join(term.spellings)}" if term.spellings else "",
            )
        )
    heads = ("tag", "clips", "with below", "last") if with_below else ("tag", "clips", "last")
    return render_bars(rows, heads, width, f"{group_digits(sum(1 for term in terms if term.count))} tags")


def render_doubts(doubts: Sequence[Doubt], *, width: int) -> RenderableType:
    """Return doubtful tags under a heading for each reason, each with the command below it that would mend it."""
    parts: list[RenderableType] = []
    for why, heading in _DOUBT_HEADINGS.items():
        group = [doubt for doubt in doubts if doubt.why == why]
        if not group:
            continue
        parts.append(Text.assemble((heading, "clip.headline"), "  ", (group_digits(len(group)), "clip.quiet")))
        for doubt in group:
            meant = f" → {safe_cell(doubt.other)}" if doubt.other else ""
            parts.append(Text(cut(f"  {safe_cell(doubt.tag)} ({group_digits(doubt.clips)}){meant}", width)))
            # A command is to be copied: a long one goes on in the next line rather than being cut.
            parts.append(Text(f"    {text.safe(doubt.command)}", "clip.quiet", overflow="fold"))
        parts.append(Text(""))
    return Guarded(Group(*parts))
