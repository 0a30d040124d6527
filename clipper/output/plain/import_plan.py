"""What an import would bring, as plain lines, and as JSON."""

from collections.abc import Iterator

from clipper import text
from clipper.intake.import_plan import ImportPlan
from clipper.output.plain import encode


def tsv(found: ImportPlan) -> Iterator[str]:
    """Yield a line for each thing that there is to know: what it is, of what or where, and how many or why."""
    for called, importer in found.exports:
        yield _line("export", called, importer)
    yield _line("new", "", str(len(found.new)))
    yield _line("to-fetch", "", str(found.to_fetch))
    yield _line("there", "", str(found.there))
    yield _line("twice", "", str(found.twice))
    for why, number in found.passed_over.items():
        yield _line("passed-over", why, str(number))
    for name in found.unknown:
        yield _line("unknown", name, "")
    for old, new in found.renamed.items():
        yield _line("renamed", old, new)
    for notice in found.notices:
        yield _line("notice", notice.place, notice.what)
    for one in found.unreadable:
        yield _line("unreadable", one.place, one.why)


def remarks(found: ImportPlan) -> Iterator[str]:
    """Yield what whoever kept the export should hear of, a sentence each."""
    for name in found.unknown:
        yield f"“{text.safe(name)}” is not known; what it holds is kept under that name."
    for old, new in found.renamed.items():
        yield f"The tag “{text.safe(old)}” is {f'“{new}” here' if new else 'left out: nothing of it can stand'}."
    for notice in found.notices:
        yield f"{notice.place}: {text.safe(notice.what)}."


def json(found: ImportPlan, added: int) -> str:
    """Return all of it as one JSON object, with the number of the clips that were added."""
    record: dict[str, object] = {
        "exports": [{"export": called, "from": importer} for called, importer in found.exports],
        "rows": found.rows,
        "new": len(found.new),
        "to_fetch": found.to_fetch,
        "there": found.there,
        "twice": found.twice,
        "passed_over": dict(found.passed_over),
        "unknown": found.unknown,
        "renamed": found.renamed,
        "notices": [{"place": notice.place, "what": notice.what} for notice in found.notices],
        "unreadable": [{"place": one.place, "why": one.why} for one in found.unreadable],
        "added": added,
    }
    return encode.json_object(record, indent=2) + "\n"


def _line(*cells: str) -> str:
    return "\t".join(map(text.safe, cells)) + "\n"
