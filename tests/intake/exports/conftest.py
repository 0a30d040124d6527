"""Fixtures of the tests of exports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.intake.exports import Export, open_export

Open = Callable[..., Export]


@pytest.fixture
def open_file(tmp_path: Path) -> Open:
    """Return what writes a file, a text or bytes, and opens it as an export."""

    def open_file(content: str | bytes, name: str = "file") -> Export:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_export(tmp_path / name, name)

    return open_file
