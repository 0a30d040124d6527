"""The tags as a tree with bars, and those that may be mistakes."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.checks.similar_tags import DoubtfulTag
from clipper.analysis.tag_tree import TagCount
from clipper.output.plain.dates import day
from clipper.output.terminal.bars import BarRow, render_bars, safe_cell
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

_INDENT = 2
_DOUBTFUL_HEADINGS = {
    "case": "Differ in capitals or accents",
    "plural": "Differ in a plural",
    "typo": "May be a typo",
    "once": "Used once",
}


def render(tags: Sequence[TagCount], *, width: int, flat: bool = False) -> RenderableType:
    """Return tags as a tree, or if `flat` as a list of whole tags.

    Each has the number of its clips, of its clips with those of the tags below it, the day of the newest, and a bar.
    """
    with_below = any(tag.total != tag.count for tag in tags) and not flat
    rows = []
    for tag in tags:
        name = tag.tag if flat else " " * _INDENT * tag.depth + (tag.tag.rpartition("/")[2] or tag.tag)
        own = group_digits(tag.count) if tag.count else "·"
        counts = (own, group_digits(tag.total) if tag.total != tag.count else "") if with_below else (own,)
        rows.append(
            BarRow(
                name,
                "clip.tag",
                (*counts, safe_cell(day(tag.last))),
                tag.count if flat else tag.total,
                "clip.tag",
                f"also {', '.join(tag.spellings)}" if tag.spellings else "",
            )
        )
    heads = ("tag", "clips", "with below", "last") if with_below else ("tag", "clips", "last")
    return render_bars(rows, heads, width, f"{group_digits(sum(1 for tag in tags if tag.count))} tags")


def render_doubtful(tags: Sequence[DoubtfulTag], *, width: int) -> RenderableType:
    """Return doubtful tags under a heading for each reason, each with the command that corrects it."""
    parts: list[RenderableType] = []
    for why, heading in _DOUBTFUL_HEADINGS.items():
        group = [doubtful for doubtful in tags if doubtful.why == why]
        if not group:
            continue
        parts.append(Text.assemble((heading, "clip.headline"), "  ", (group_digits(len(group)), "clip.quiet")))
        for doubtful in group:
            meant = f" → {safe_cell(doubtful.other)}" if doubtful.other else ""
            parts.append(Text(cut(f"  {safe_cell(doubtful.tag)} ({group_digits(doubtful.clips)}){meant}", width)))
            # A command is to be copied: a long one goes on in the next line rather than being cut.
            parts.append(Text(f"    {text.safe(doubtful.command)}", "clip.quiet", overflow="fold"))
        parts.append(Text(""))
    return Guarded(Group(*parts))
