"""An empty history."""

from pathlib import Path

import pytest

from clipper.store.history import History


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)
