"""What an import would bring, as a picture: how many are new, there, or not to be read, and what else is to know."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.intake.import_plan import ImportPlan
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

SHOWN = 5
"""So many of each kind of remark are shown; in a pipe all are."""

_LONGEST = 400


def render(found: ImportPlan, *, width: int) -> RenderableType:
    """Return what exports hold, counted, then what wants a remark, a few of each kind."""
    parts: list[RenderableType] = [
        Text.assemble(
            (cut(text.safe(called), width - len(importer) - 2), "clip.headline"), "  ", (importer, "clip.quiet")
        )
        for called, importer in found.exports
    ]
    parts += [Text(""), *_counts(found, width), Text("")]
    for heading, said, style in _remarks(found):
        parts.append(Text.assemble((heading, style), "  ", (group_digits(len(said)), "clip.quiet")))
        parts += [Text(cut(f"  {text.safe(line[:_LONGEST])}", width)) for line in said[:SHOWN]]
        if len(said) > SHOWN:
            parts.append(
                Text(cut(f"  and {group_digits(len(said) - SHOWN)} more; in a pipe all are told", width), "clip.quiet")
            )
        parts.append(Text(""))
    return Guarded(Group(*parts))


def _counts(found: ImportPlan, width: int) -> Iterator[Text]:
    rows: list[tuple[str, int, str]] = [
        ("new", len(found.new), _of_these(found)),
        ("there already", found.there, _twice(found)),
    ]
    rows += [("passed over", number, why) for why, number in found.passed_over.items()]
    rows += [("cannot be read", len(found.unreadable), "")] if found.unreadable else []
    name = max(len(row[0]) for row in rows)
    number = max(len(group_digits(row[1])) for row in rows)
    for said, count, more in rows:
        line = Text(f"  {said:<{name}}  {group_digits(count):>{number}}", no_wrap=True, overflow="crop")
        if more:
            line.append(cut(f"  {text.safe(more)}", max(width - len(line.plain), 1)), "clip.quiet")
        yield line


def _of_these(found: ImportPlan) -> str:
    return f"{group_digits(found.to_fetch)} of them without a text, tagged to-fetch" if found.to_fetch else ""


def _twice(found: ImportPlan) -> str:
    return f"{group_digits(found.twice)} of them came twice: what each says is put together" if found.twice else ""


def _remarks(found: ImportPlan) -> Iterator[tuple[str, Sequence[str], str]]:
    """Yield each kind of remark with all there is of it."""
    renamed = [f"{old} → {new or 'nothing'}" for old, new in found.renamed.items()]
    for heading, said, style in (
        ("Cannot be read", _placed((one.place, one.why) for one in found.unreadable), "clip.problem"),
        ("Worth knowing", _placed((one.place, one.what) for one in found.notices), "clip.headline"),
        ("Columns that clipper does not know, kept as fields", found.unknown, "clip.headline"),
        ("Tags that are written otherwise here", renamed, "clip.headline"),
    ):
        if said:
            yield heading, said, style


def _placed(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{place}  {what}" for place, what in pairs]
