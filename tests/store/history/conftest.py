"""An empty history."""

from pathlib import Path

import pytest

from clipper.store.history import History
from clipper.system.folder import Folder


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(Folder.at(tmp_path))
