"""Processes that are killed, as by a power cut: at each system call, and at any moment of a long change."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from clipper import clipfile
from clipper.library import Library
from clipper.store.archive import clip_path, is_original
from tests.conftest import FakeSystem, Figure, open_library
from tests.faults.operations import OPERATIONS, Beginning, Operation, do
from tests.faults.oracle import State, journal_names, lost, put_back, state
from tests.running import Result, environment, run_process

pytestmark = pytest.mark.slow

PIECE = (
    b"---\ntitle: A new piece\ndate: %s-05-19\nsource: Reuters\nclipped: 2026-11-22T10:15:00+00:00\n---\n\nIts text.\n"
)
STDIN = {
    "add": PIECE % b"2000",
    "add to a new folder": PIECE % b"1999",
    "add beside one of the same name": (PIECE % b"2000").replace(b"A new piece", b"Ceasefire talks"),
}
"""The input of `add`, which has the time of clipping in it, since a process uses the real clock."""

MANY = 1000
KILLS = 200


IDLE = {"access", "execve", "fcntl", "getdents64", "ioctl", "llistxattr", "lseek", "newfstatat", "read", "statx"}
"""System calls that change nothing on a disk: a kill at one of them is like a kill at the next call."""


class SystemCall(NamedTuple):
    """A system call by its name, and its number among those of that name, from 1."""

    call: str
    number: int


class CommandLine(NamedTuple):
    """An operation as a command line for a process."""

    words: tuple[str, ...]
    stdin: bytes
    variables: Mapping[str, str]
    home: Path

    def traced(self, *options: str) -> Result:
        """Run it under strace, without an index."""
        shutil.rmtree(self.home / "cache", ignore_errors=True)
        command = ["strace", "-qq", *options, sys.executable, "-m", "clipper", *self.words]
        ended = subprocess.run(
            command,
            input=self.stdin,
            env=environment(self.home, **self.variables),
            cwd=self.home,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode("utf-8", "replace"))

    def system_calls(self, root: Path) -> list[SystemCall]:
        """Return every system call of a run that may change the archive or a file in it."""
        log = self.home / "log"
        assert self.traced("-f", "-y", "-o", str(log), "-e", "trace=%file,%desc").status == 0
        found, counts, own = [], dict[str, int](), ""
        for line in log.read_text("utf-8", "replace").splitlines():
            match = re.match(r"(\d+) +(\w+)\(", line)
            own = own or (match[1] if match else "")
            if match and match[1] == own:
                counts[match[2]] = counts.get(match[2], 0) + 1
                if str(root) in line and match[2] not in IDLE:
                    found.append(SystemCall(match[2], counts[match[2]]))
        return found

    def killed(self, place: SystemCall) -> bool:
        """Run it and kill it at a system call; tell whether there was such a call. Its editor is not killed."""
        inject = f"inject={place.call}:signal=KILL:when={place.number}"
        ended = self.traced("-o", os.devnull, "-e", f"trace={place.call}", "-e", inject).status
        assert ended in {0, -signal.SIGKILL, 128 + signal.SIGKILL}, ended
        return ended != 0


def as_command_line(name: str, root: Path, before: State, wanted: State, home: Path) -> CommandLine:
    """Return an operation as a command line, whose editor writes what that of the operation would."""
    operation = OPERATIONS[name]
    changed = (raw for path, raw in wanted.items() if before.get(path, raw) != raw)
    copy = home / "edited.md"
    copy.write_bytes(next(changed) if operation.editor else b"")
    variables = {"EDITOR": f"cp '{copy}'", "PYTHONHASHSEED": "0"}
    return CommandLine(("--archive", str(root), *operation.words), STDIN.get(name, operation.stdin), variables, home)


def as_process(name: str) -> Operation:
    """Return an operation with the same input as its process."""
    operation = OPERATIONS[name]
    return operation._replace(stdin=STDIN.get(name, operation.stdin))


@pytest.fixture
def _strace() -> None:
    try:
        subprocess.run(["strace", "-f", "-o", os.devnull, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"strace is not there, or may not look at processes: {error}")


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
        ended = run_process(self.home, *self.words)
        assert ended.status == 0, ended
        assert state(self.root) == self.new

    def killed_after(self, seconds: float) -> bool:
        """Run the command, and kill it after some seconds; tell whether it was still running."""
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
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
        ended = child.wait()
        assert ended in {0, -signal.SIGKILL}
        return ended != 0

    def undo(self) -> None:
        """Undo the newest operation, if it changed anything."""
        if state(self.root) != self.old:
            ended = run_process(self.home, "--archive", str(self.root), "undo")
            assert ended.status == 0, ended
            assert state(self.root) == self.old

    def start_again(self) -> None:
        """Restore all clips, and delete the history."""
        put_back(self.root, self.old)


def test_a_change_of_a_thousand_clips_that_is_killed_at_any_moment_can_be_taken_back_or_completed(
    tmp_path: Path, figure: Figure
) -> None:
    """Of four kills two are undone, one is followed by the next kill, and that one by the whole command."""
    chance, bulk = random.Random(5), Bulk(tmp_path)
    began = time.monotonic()
    bulk.complete()
    whole = time.monotonic() - began
    bulk.start_again()

    kills = between = completed = taken_back = 0
    while kills < KILLS:
        if not bulk.killed_after(chance.uniform(0.05, whole)):
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
