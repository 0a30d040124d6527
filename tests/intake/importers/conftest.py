"""Fixtures of the tests of importers: an export that a test writes is planned, and its new clips returned."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipper.intake import import_plan
from clipper.intake.exports import open_export
from clipper.intake.exports.spool import Spool
from clipper.intake.import_plan import ImportOptions, ImportPlan
from clipper.intake.importers import recognise
from clipper.library import Library
from clipper.model.clip import Clip
from clipper.store.archive import Archive
from tests.conftest import FakeSystem, open_library
from tests.intake.importers.golden import OPTIONS

Survey = Callable[..., tuple[ImportPlan, list[Clip]]]


@pytest.fixture
def empty(tmp_path: Path, system: FakeSystem) -> Iterator[Library]:
    """Yield the library of an empty archive."""
    with open_library(Archive.create(tmp_path / "clips").root, system) as library:
        yield library


@pytest.fixture
def survey(tmp_path: Path, system: FakeSystem, empty: Library) -> Survey:
    """Return a function that writes an export, plans its import, and returns the plan and the new clips."""

    def survey(
        content: str | bytes | Path, name: str = "export", *, service: str = "", options: ImportOptions = OPTIONS
    ) -> tuple[ImportPlan, list[Clip]]:
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with open_export(path, path.name) as export, Spool(system.cache_folder) as spool:
            importer = service or recognise(export)
            assert importer, "no importer recognises this export"
            plan = import_plan.plan_import([(export, importer)], empty.index, spool, options, lambda _: None)
            assert plan.rows == len(spool) + plan.duplicates + len(plan.unreadable) + plan.skipped.total()
            return plan, [candidate.clip for candidate in spool]

    return survey
