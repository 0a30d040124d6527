"""What every test of the command line begins with: `run`, and an archive where it is found without being named."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from clipper.index import scan
from clipper.library import Library
from tests import running
from tests.conftest import FakeSystem

Run = Callable[..., running.Result]


@pytest.fixture
def run(system: FakeSystem) -> Run:
    """Return what runs clipper in the world of the test: words, `stdin`, `terminal`, `width`."""
    return partial(running.run, system)


@pytest.fixture
def archive(library: Library, system: FakeSystem, tmp_path: Path) -> Path:
    """Return the small archive, which stands beside the working directory as `./clips`."""
    system.cwd = tmp_path
    return library.archive.root


@pytest.fixture
def clips(run: Run, system: FakeSystem) -> Path:
    """Return an archive without any clip, at the customary place."""
    root = system.home / "clips"
    assert run("init", str(root), "-q") == (0, "", "")
    return root


@pytest.fixture
def lock_folder(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what keeps the folder whose path ends in some letters from being read."""

    def lock(ending: str) -> None:
        entries = scan._entries

        def failing(folder: str) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
            if folder.endswith(ending):
                raise PermissionError(errno.EACCES, "Permission denied")
            return entries(folder)

        monkeypatch.setattr(scan, "_entries", failing)

    return lock
