"""Golden files: each export with the clips that it becomes, for people to read.

`python -m tests.intake.importers.golden` writes the golden files again; look at what changed.
"""

import re
import tempfile
import zipfile
from pathlib import Path

from clipper.intake import import_plan
from clipper.intake.exports import open_export
from clipper.intake.exports.spool import Spool
from clipper.intake.import_plan import ImportOptions, ImportPlan
from clipper.intake.recognition import divide
from clipper.store.archive import Archive
from tests.conftest import NOW, FakeSystem, open_library

EXPORTS = Path(__file__).parent / "exports"
FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(path.name for path in EXPORTS.iterdir())


def markdown(page: str, url: str) -> str:
    """Stand in for the conversion to Markdown: only remove the tags."""
    assert not url or url.startswith("http")
    return re.sub("<[^<>]*>", "", page)


OPTIONS = ImportOptions(NOW.isoformat(), to_markdown=markdown)


def zipped(folder: Path, target: Path) -> Path:
    """Write a folder into a zip, as a service would send it, and return the zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, file.relative_to(folder).as_posix())
    return target


def imported(world: Path, *exports: Path, options: ImportOptions = OPTIONS) -> tuple[ImportPlan, dict[str, bytes]]:
    """Import exports into the archive in the folder `world`; return the plan, and the new files by their paths."""
    system = FakeSystem(world)
    root = Archive.create(world / "clips").root
    before = set(root.glob("*/*.md"))
    opened = [open_export(path, path.name) for path in exports]
    with Spool(system.cache_folder) as spool, open_library(root, system) as library:
        named = [part for export in opened for part in divide(export)]
        plan = import_plan.plan_import(named, library.index, spool, options, lambda _: None)
        stored, refused = library.writer.add(spool)
    for export in opened:
        export.close()
    assert not refused
    assert len(stored) == len(plan.new)
    assert plan.rows == len(stored) + plan.duplicates + len(plan.unreadable) + plan.skipped.total()
    files = sorted({*root.glob("*/*.md")} - before)
    assert len(files) == len(stored)
    return plan, {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def render(plan: ImportPlan, files: dict[str, bytes]) -> str:
    """Return the outcome of an import as the text of its golden file."""
    counts = {
        "rows": plan.rows,
        "added": len(files),
        "there": plan.duplicates,
        "failed": len(plan.unreadable),
        "passed over": plan.skipped.total(),
    }
    lines = (
        ", ".join(name for _, name in plan.exports),
        ", ".join(f"{number} {name}" for name, number in counts.items()),
        *(f"passed over: {reason}" for reason in plan.skipped),
        *(f"cannot be read: {row.place}: {row.reason}" for row in plan.unreadable),
        *(f"unknown: {name}" for name in plan.unknown_names),
        *(f"renamed: {old!r} → {new!r}" for old, new in plan.renamed_tags.items()),
        *(f"notice: {notice.place}: {notice.message}" for notice in plan.notices),
    )
    head = "".join(f"{line}\n" for line in lines)
    return head + "".join(f"\n==== {path}\n{raw.decode()}" for path, raw in files.items())


def golden(name: str) -> Path:
    """Return the golden file of an export."""
    return FOLDER / f"{name}.txt"


if __name__ == "__main__":
    for each in NAMES:
        with tempfile.TemporaryDirectory() as place:
            golden(each).write_text(render(*imported(Path(place), EXPORTS / each)), "utf-8")
