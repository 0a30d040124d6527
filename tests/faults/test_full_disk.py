"""A full disk: each command that writes succeeds, or says that it did not, and no clip is lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.config import Config
from clipper.library import Library
from clipper.store.archive import Archive
from tests.conftest import CLIPS, FakeSystem, Figure, no_progress
from tests.faults.operations import OPERATIONS, Beginning, do
from tests.faults.oracle import lost, put_back, state
from tests.faults.test_power import check_next_commands
from tests.faults.tracing import SECONDS, as_command_line, as_process
from tests.running import run_process

pytestmark = pytest.mark.slow

PAGE = 4096
SIZE = 4 * 1024 * 1024
LONG = b"\n" + b"A longer text, so that it takes a disk more than one step to keep it.\n" * 800
MOST = 200
"""The number of steps after which every command must have had enough space."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Yield the folder of a separate disk of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted without the rights of root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(filler: Path, free: int) -> None:
    """Fill the disk, except for so many bytes."""
    filler.unlink(missing_ok=True)
    with filler.open("wb", buffering=0) as file:
        left = _free(filler.parent) - free
        while left > 0:
            left -= file.write(b"\0" * min(left, 1 << 20))


def _free(folder: Path) -> int:
    about = os.statvfs(folder)
    return about.f_bavail * about.f_frsize


@pytest.mark.parametrize("shared", [False, True], ids=["the archive's disk", "the disk of all"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_on_a_disk_with_any_room_left_a_command_is_done_or_says_that_it_is_not(
    operation: str, shared: bool, disk: Path, system: FakeSystem, tmp_path: Path, figure: Figure
) -> None:
    root, filler = disk / "clips", disk / "filler"
    home = disk / "home" if shared else tmp_path / "process"
    home.mkdir()
    (root / ".clipper").mkdir(parents=True)
    clips = {path: (text.encode() if isinstance(text, str) else text) + LONG for path, text in CLIPS.items()}
    put_back(root, clips | {".clipper.toml": b""})
    asked = as_process(operation)
    asked = asked._replace(stdin=asked.stdin and asked.stdin + LONG)
    library = Library(Archive(root), Config(), system, no_progress)
    beginning = Beginning(asked, library, system)
    before = beginning.clips
    assert do(asked, root, system).status == 0
    wanted = state(root)
    run = as_command_line(operation, root, before, wanted, home)

    failed = done = steps = 0
    while done < 3:
        beginning.restore()
        fill(filler, steps * PAGE)
        ended = run_process(home, *run.words, stdin=asked.stdin, variables=run.variables, timeout=SECONDS)
        filler.unlink()
        place = f"{steps} pages free: {ended}"
        assert ended.status in {0, 1, 74}, place
        assert "Traceback" not in ended.err, place
        assert lost(root, before, wanted) == [], place
        assert ended.status or state(root) == wanted, place
        assert ended.status == 0 or "clipper: " in ended.err, place
        done, failed = (done + 1, failed) if ended.status == 0 else (0, failed + 1)
        check_next_commands(root, system)
        steps += 1
        assert steps < MOST
    figure("T5", f"{operation}, {'disk of all' if shared else 'disk of the archive'}", full_disks=failed, lost=0)
