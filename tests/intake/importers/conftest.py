"""What the tests of importers begin with: an export that a test writes, and what comes of it."""

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
from tests.intake.importers.golden import HOW

Survey = Callable[..., tuple[ImportPlan, list[Clip]]]


@pytest.fixture
def empty(tmp_path: Path, system: FakeSystem) -> Iterator[Library]:
    """Yield the librarian over an archive without any clip."""
    with open_library(Archive.create(tmp_path / "clips").root, system) as library:
        yield library


@pytest.fixture
def survey(tmp_path: Path, system: FakeSystem, empty: Library) -> Survey:
    """Return what writes an export, a text or bytes, and says what it holds, with the clips that are new."""

    def survey(
        held: str | bytes | Path, name: str = "export", *, insist: str = "", how: ImportOptions = HOW
    ) -> tuple[ImportPlan, list[Clip]]:
        path = held if isinstance(held, Path) else tmp_path / name
        if not isinstance(held, Path):
            path.write_bytes(held if isinstance(held, bytes) else held.encode())
        with open_export(path, path.name) as export, Spool(system.cache_folder) as spool:
            importer = insist or recognise(export)
            assert importer, "nobody knows this export"
            found = import_plan.plan_import([(export, importer)], empty.index, spool, how, lambda _: None)
            assert found.rows == len(spool) + found.duplicates + len(found.unreadable) + found.skipped.total()
            return found, [one.clip for one in spool]

    return survey
