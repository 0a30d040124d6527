"""What every test of a command begins with: `run`, and the small archive where it is found without being named."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from clipper.library import Library
from tests import running
from tests.conftest import FakeOutside

Run = Callable[..., running.Ran]


@pytest.fixture
def run(outside: FakeOutside) -> Run:
    """Return what runs clipper in the world of the test: words, `stdin`, `terminal`, `width`."""
    return partial(running.run, outside)


@pytest.fixture
def archive(library: Library, outside: FakeOutside, tmp_path: Path) -> Path:
    """Return the small archive, which stands beside the working directory as `./clips`."""
    outside.here = tmp_path
    return library.archive.root
