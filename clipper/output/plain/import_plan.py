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
    lines.append(("there", "", plan.duplicates))
    lines.append(("twice", "", plan.repeated))
    lines += [("known", known.name, known.handle) for known in plan.there]
    lines += [("repeat", place, first) for place, first in plan.repeats]
    lines += [("kept", kept.name, kept.message) for kept in plan.kept]
    lines += [("passed-over", reason, number) for reason, number in plan.skipped.items()]
    lines += [("left-out", row.place, row.reason) for row in plan.left_out]
    lines += [("unknown", name, "") for name in plan.unknown_names]
    lines += [("renamed", old, new) for old, new in plan.renamed_tags.items()]
    lines += [("notice", notice.place, notice.message) for notice in plan.notices]
    lines += [("unreadable", row.place, row.reason) for row in plan.unreadable]
    return map(encode.tsv_line, lines)


def remarks(plan: ImportPlan) -> Iterator[str]:
    """Yield what the owner of the export should know, a sentence each."""
    for name in plan.unknown_names:
        yield f"“{text.safe(name)}” is not known; what it holds is kept under that name."
    for old, new in plan.renamed_tags.items():
        yield f"The tag “{text.safe(old)}” is {f'“{new}” here' if new else 'left out: nothing of it can stand'}."
    for kept in plan.kept:
        yield f"{kept.name}: {kept.message}."
    for notice in plan.notices:
        yield f"{notice.place}: {text.safe(notice.message)}."


def json(plan: ImportPlan, added: int) -> str:
    """Return the plan as one JSON object, with the number of the clips that were added."""
    values: dict[str, object] = {
        "exports": [{"export": name, "from": importer} for name, importer in plan.exports],
        "rows": plan.rows,
        "new": len(plan.new),
        "to_fetch": plan.to_fetch,
        "there": plan.duplicates,
        "twice": plan.repeated,
        "known": [{"place": known.name, "handle": known.handle} for known in plan.there],
        "repeats": [{"place": place, "first": first} for place, first in plan.repeats],
        "kept": [{"place": kept.name, "why": kept.message} for kept in plan.kept],
        "passed_over": dict(plan.skipped),
        "left_out": [{"place": row.place, "why": row.reason} for row in plan.left_out],
        "unknown": plan.unknown_names,
        "renamed": plan.renamed_tags,
        "notices": [{"place": notice.place, "what": notice.message} for notice in plan.notices],
        "unreadable": [{"place": row.place, "why": row.reason} for row in plan.unreadable],
        "added": added,
    }
    return encode.json_object(values, indent=2) + "\n"
