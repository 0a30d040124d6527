"""What the tests of exports begin with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.intake.exports import Export, open_export

Open = Callable[..., Export]


@pytest.fixture
def open_file(tmp_path: Path) -> Open:
    """Return what writes a file, a text or bytes, and opens it as an export."""

    def open_file(held: str | bytes, name: str = "file") -> Export:
        (tmp_path / name).write_bytes(held if isinstance(held, bytes) else held.encode())
        return open_export(tmp_path / name, name)

    return open_file
