"""What the tests of importers begin with: an export that a test writes, and what comes of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipper import manifest
from clipper.archive import Archive
from clipper.clip import Clip
from clipper.importers import recognise
from clipper.library import Library
from clipper.manifest import How, Manifest
from clipper.transfer import opened
from clipper.transfer.spool import Spool
from tests.conftest import FakeOutside, open_library
from tests.importers.golden import HOW

Survey = Callable[..., tuple[Manifest, list[Clip]]]


@pytest.fixture
def empty(tmp_path: Path, outside: FakeOutside) -> Iterator[Library]:
    """Yield the librarian over an archive without any clip."""
    with open_library(Archive.make(tmp_path / "clips").root, outside) as library:
        yield library


@pytest.fixture
def survey(tmp_path: Path, outside: FakeOutside, empty: Library) -> Survey:
    """Return what writes an export, a text or bytes, and says what it holds, with the clips that are new."""

    def survey(
        held: str | bytes | Path, name: str = "export", *, insist: str = "", how: How = HOW
    ) -> tuple[Manifest, list[Clip]]:
        path = held if isinstance(held, Path) else tmp_path / name
        if not isinstance(held, Path):
            path.write_bytes(held if isinstance(held, bytes) else held.encode())
        with opened(path, path.name) as export, Spool(outside.cache_folder) as spool:
            importer = insist or recognise(export)
            assert importer, "nobody knows this export"
            found = manifest.survey([(export, importer)], empty.index, spool, how, lambda _: None)
            assert found.rows == len(spool) + found.there + len(found.unreadable) + found.passed_over.total()
            return found, [one.clip for one in spool]

    return survey
