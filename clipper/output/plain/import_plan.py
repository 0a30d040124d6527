"""An import plan as TSV and JSON for other programs, and its remarks as sentences."""

from collections.abc import Iterator

from clipper import text
from clipper.intake.import_plan import ImportPlan
from clipper.output.plain import encode


def tsv(plan: ImportPlan) -> Iterator[str]:
    """Yield a line for each number and each remark: its kind, what or where it concerns, the number or the reason."""
    lines: list[tuple[str, str, str | int]] = [("export", name, importer) for name, importer in plan.exports]
    lines.append(("new", "", len(plan.new)))
    lines.append(("to-fetch", "", plan.to_fetch))
    lines.append(("there", "", plan.there))
    lines.append(("twice", "", plan.twice))
    lines += [("passed-over", reason, number) for reason, number in plan.passed_over.items()]
    lines += [("unknown", name, "") for name in plan.unknown]
    lines += [("renamed", old, new) for old, new in plan.renamed.items()]
    lines += [("notice", notice.place, notice.what) for notice in plan.notices]
    lines += [("unreadable", row.place, row.why) for row in plan.unreadable]
    return map(encode.tsv_line, lines)


def remarks(plan: ImportPlan) -> Iterator[str]:
    """Yield what the owner of the export should know, a sentence each."""
    for name in plan.unknown:
        yield f"“{text.safe(name)}” is not known; what it holds is kept under that name."
    for old, new in plan.renamed.items():
        yield f"The tag “{text.safe(old)}” is {f'“{new}” here' if new else 'left out: nothing of it can stand'}."
    for notice in plan.notices:
        yield f"{notice.place}: {text.safe(notice.what)}."


def json(plan: ImportPlan, added: int) -> str:
    """Return the plan as one JSON object, with the number of the clips that were added."""
    values: dict[str, object] = {
        "exports": [{"export": name, "from": importer} for name, importer in plan.exports],
        "rows": plan.rows,
        "new": len(plan.new),
        "to_fetch": plan.to_fetch,
        "there": plan.there,
        "twice": plan.twice,
        "passed_over": dict(plan.passed_over),
        "unknown": plan.unknown,
        "renamed": plan.renamed,
        "notices": [{"place": notice.place, "what": notice.what} for notice in plan.notices],
        "unreadable": [{"place": row.place, "why": row.why} for row in plan.unreadable],
        "added": added,
    }
    return encode.json_object(values, indent=2) + "\n"
