"""Processes that are killed, as by a power cut: at each system call, and at any moment of a long change."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.library import Library
from clipper.store.archive import clip_path, is_original
from tests.conftest import FakeSystem, Figure, open_library
from tests.faults.operations import OPERATIONS, Beginning, Operation, do
from tests.faults.oracle import journal_names, lost, put_back, state
from tests.faults.tracing import SECONDS, as_command_line, as_process, require_strace
from tests.running import environment, run_process

pytestmark = pytest.mark.slow

MANY = 1000
KILLS = 200


@pytest.fixture
def _strace() -> None:
    require_strace()


def check_next_commands(root: Path, system: FakeSystem) -> None:
    """Check that the next commands list every clip and change one, and leave no staged file.

    The original of a page is not a clip, but there is none without its clip.
    """
    with open_library(root, system) as library:
        shown = {stored.path: stored for stored in library.search(library.build_query())}
        files = {*state(root)}
        assert {*shown, ".clipper.toml"} == {path for path in files if not is_original(path)}
        assert {clip_path(path) for path in files if is_original(path)} <= {*shown}
        clip = shown["2025/2025-05-sz-züge.md"]
        assert len(library.writer.change([(clip, lambda raw: clipfile.with_tags(raw, add=["next"]))]).changed) == 1
    assert not [*root.glob(".clipper/tmp/*")]


@pytest.mark.usefixtures("_strace")
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_process_killed_at_any_call_to_the_system_leaves_every_clip_old_or_new_and_can_be_undone(
    operation: str, library: Library, system: FakeSystem, tmp_path: Path, figure: Figure
) -> None:
    root, home = library.archive.root, tmp_path / "process"
    home.mkdir()
    asked = as_process(operation)
    beginning = Beginning(asked, library, system)
    before = beginning.clips
    assert do(asked, root, system).status == 0
    wanted = state(root)
    beginning.restore()
    run = as_command_line(operation, root, before, wanted, home)

    run.traced("-o", os.devnull)  # the first run of changed code has more calls: it writes the compiled modules
    beginning.restore()
    known = journal_names(root)
    system_calls = run.system_calls(root)
    assert state(root) == wanted
    kills = 0
    for place in system_calls:
        beginning.restore()
        if run.killed(place):
            kills += 1
            assert lost(root, before, wanted) == [], place
            for new in journal_names(root) - known:
                do(Operation(("undo", str(int(new.removesuffix(".log"))))), root, system)
            assert state(root) == before, place
            check_next_commands(root, system)
        else:
            assert state(root) == wanted, place
    assert kills >= 0.95 * len(system_calls)
    assert kills >= 20
    figure("T5", operation, kills=kills, lost=0)


class Bulk:
    """A thousand clips that one command tags, with their states before and after it."""

    def __init__(self, home: Path) -> None:
        self.home, self.root = home, home / "clips"
        self.old = {
            f"{number % 10}/{number}.md": f"---\ntitle: Number {number}\ntags: [a]\n---\n\nText {number}.\n".encode()
            for number in range(MANY)
        } | {".clipper.toml": b""}
        self.new = {path: raw.replace(b"[a]", b"[a, one]") for path, raw in self.old.items()}
        put_back(self.root, self.old)

    @property
    def words(self) -> list[str]:
        return ["--archive", str(self.root), "tag", "--where", "tag:a", "-a", "one", "--yes"]

    def complete(self) -> None:
        """Run the command to its end."""
        ended = run_process(self.home, *self.words, timeout=SECONDS)
        assert ended.status == 0, ended
        assert state(self.root) == self.new

    def killed(self, after: float, until_changed: str) -> bool:
        """Run the command, and kill it after some seconds and once a clip is changed; tell whether it was running."""
        command = [sys.executable, "-m", "clipper", *self.words]
        child = subprocess.Popen(
            command,
            env=environment(self.home),
            cwd=self.home,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(after)
        while child.poll() is None and until_changed and self._is_old(until_changed):
            pass
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        ended = child.wait()
        assert ended in {0, -signal.SIGKILL}
        return ended != 0

    def _is_old(self, path: str) -> bool:
        return (self.root / path).read_bytes() == self.old[path]

    def undo(self) -> None:
        """Undo the newest operation, if it changed anything."""
        if state(self.root) != self.old:
            ended = run_process(self.home, "--archive", str(self.root), "undo", timeout=SECONDS)
            assert ended.status == 0, ended
            assert state(self.root) == self.old

    def start_again(self) -> None:
        """Restore all clips, and delete the history."""
        put_back(self.root, self.old)


def test_a_change_of_a_thousand_clips_that_is_killed_at_any_moment_can_be_taken_back_or_completed(
    tmp_path: Path, figure: Figure
) -> None:
    """Of four kills two are undone, one is followed by the next kill, and that one by the whole command.

    Every second kill waits until some clip is changed, since on a busy machine no time tells what a process has done.
    """
    chance, bulk = random.Random(5), Bulk(tmp_path)
    began = time.monotonic()
    bulk.complete()
    whole = time.monotonic() - began
    bulk.start_again()

    kills = between = completed = taken_back = 0
    while kills < KILLS:
        waits_for = chance.choice([path for path in bulk.old if path.endswith(".md")]) if kills % 2 else ""
        if not bulk.killed(0 if waits_for else chance.uniform(0.05, whole), waits_for):
            assert state(bulk.root) == bulk.new
            bulk.start_again()
            continue
        kills += 1
        assert lost(bulk.root, bulk.old, bulk.new) == []
        between += bulk.old != state(bulk.root) != bulk.new
        if kills % 4 == 0:
            bulk.complete()
            completed += 1
        elif kills % 4 != 3:
            bulk.undo()
            taken_back += 1
        if kills % 4 != 3:
            bulk.start_again()
    assert between >= KILLS // 4
    of = f"{between} of them in the middle of {MANY} clips"
    figure("T5", of, kills=kills, completed=completed, taken_back=taken_back, lost=0)
