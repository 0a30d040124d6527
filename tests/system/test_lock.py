"""A lock on a file holds against other processes, and ends with its own."""

import os
from pathlib import Path

import pytest

from clipper.system.folder import Folder
from clipper.system.lock import locked


def test_a_second_process_gives_up_after_the_timeout(tmp_path: Path) -> None:
    with (
        locked(Folder.at(tmp_path) / "lock", timeout=0),
        pytest.raises(TimeoutError),
        locked(Folder.at(tmp_path) / "lock", timeout=0.05),
    ):
        pass
    with locked(Folder.at(tmp_path) / "lock", timeout=0):
        pass


def test_the_lock_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with locked(Folder.at(tmp_path) / "lock", timeout=0):
            os._exit(0)
    os.waitpid(child, 0)
    with locked(Folder.at(tmp_path) / "lock", timeout=0):
        pass
