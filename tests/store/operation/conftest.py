"""An empty archive."""

from pathlib import Path

import pytest

from clipper.store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "clips")
