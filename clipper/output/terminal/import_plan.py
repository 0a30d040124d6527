"""An import plan as numbers and remarks: how many clips are new, there already or unreadable, and what is to know."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.intake.import_plan import ImportPlan
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

SHOWN = 5
"""The most remarks of each kind that are shown; in a pipe all are."""

_LONGEST = 400


def render(plan: ImportPlan, *, width: int) -> RenderableType:
    """Return the names of the exports, the numbers of what they hold, and a few remarks of each kind."""
    parts: list[RenderableType] = [
        Text.assemble(
            (cut(text.safe(name), width - len(importer) - 2), "clip.headline"), "  ", (importer, "clip.quiet")
        )
        for name, importer in plan.exports
    ]
    parts += [Text(""), *_counts(plan, width), Text("")]
    for heading, remarks, style in _remarks(plan):
        parts.append(Text.assemble((heading, style), "  ", (group_digits(len(remarks)), "clip.quiet")))
        parts += [Text(cut(f"  {text.safe(remark[:_LONGEST])}", width)) for remark in remarks[:SHOWN]]
        if len(remarks) > SHOWN:
            more = f"  and {group_digits(len(remarks) - SHOWN)} more; in a pipe all are told"
            parts.append(Text(cut(more, width), "clip.quiet"))
        parts.append(Text(""))
    return Guarded(Group(*parts))


def _counts(plan: ImportPlan, width: int) -> Iterator[Text]:
    to_fetch = f"{group_digits(plan.to_fetch)} of them without a text, tagged to-fetch" if plan.to_fetch else ""
    twice = f"{group_digits(plan.repeated)} of them came twice: what each says is put together" if plan.repeated else ""
    rows: list[tuple[str, int, str]] = [("new", len(plan.new), to_fetch), ("there already", plan.duplicates, twice)]
    rows += [("skipped", number, why) for why, number in plan.skipped.items()]
    rows += [("cannot be read", len(plan.unreadable), "")] if plan.unreadable else []
    label_width = max(len(label) for label, _, _ in rows)
    number_width = max(len(group_digits(number)) for _, number, _ in rows)
    for label, number, note in rows:
        value = f"  {label:<{label_width}}  {group_digits(number):>{number_width}}"
        line = Text(value, no_wrap=True, overflow="crop")
        if note:
            line.append(cut(f"  {text.safe(note)}", max(width - len(line.plain), 1)), "clip.quiet")
        yield line


def _remarks(plan: ImportPlan) -> Iterator[tuple[str, Sequence[str], str]]:
    """Yield a heading, the remarks and the style of the heading for each kind of remark that there is."""
    renamed = [f"{old} → {new or 'nothing'}" for old, new in plan.renamed_tags.items()]
    for heading, remarks, style in (
        ("Cannot be read", _with_place((row.place, row.reason) for row in plan.unreadable), "clip.problem"),
        ("There already", [f"{known.name}  as {known.handle}" for known in plan.there], "clip.quiet"),
        ("Came twice", [f"{place}  as {first}" for place, first in plan.repeats], "clip.quiet"),
        ("Kept beside another", _with_place((kept.name, kept.message) for kept in plan.kept), "clip.headline"),
        ("Worth knowing", _with_place((notice.place, notice.message) for notice in plan.notices), "clip.headline"),
        ("Columns that clipper does not know, kept as fields", plan.unknown_names, "clip.headline"),
        ("Tags that are written otherwise here", renamed, "clip.headline"),
    ):
        if remarks:
            yield heading, remarks, style


def _with_place(remarks: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{place}  {remark}" for place, remark in remarks]
