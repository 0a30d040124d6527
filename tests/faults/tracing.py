"""Command lines that run as real processes under strace, which kills them or lets a system call fail."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from clipper.errors import UnreadableError
from tests.faults.operations import OPERATIONS, Operation
from tests.faults.oracle import State
from tests.running import Result, environment

PIECE = (
    b"---\ntitle: A new piece\ndate: %s-05-19\nsource: Reuters\nclipped: 2026-11-22T10:15:00+00:00\n---\n\nIts text.\n"
)
STDIN = {
    "add": PIECE % b"2000",
    "add to a new folder": PIECE % b"1999",
    "add beside one of the same name": (PIECE % b"2000").replace(b"A new piece", b"Ceasefire talks"),
}
"""The input of `add`, which has the time of clipping in it, since a process uses the real clock."""

SECONDS = 600
"""How long a process may take until something is wrong with it: on a busy machine each takes many times as long."""

IDLE = {"access", "execve", "fcntl", "getdents64", "ioctl", "llistxattr", "lseek", "newfstatat", "read", "statx"}
"""System calls that change nothing on a disk: a kill at one of them is like a kill at the next call."""

STEADY = ("-c", "from clipper.index import refresh; refresh._TICK_NS = 0; from clipper.__main__ import main; main()")
"""What the interpreter runs: clipper, in which it plays no role how many seconds ago a file was written."""


class SystemCall(NamedTuple):
    """A system call by its name, and its number among those of that name, from 1."""

    call: str
    number: int
    line: str = ""


class CommandLine(NamedTuple):
    """An operation as a command line for a process."""

    words: tuple[str, ...]
    stdin: bytes
    variables: Mapping[str, str]
    home: Path
    cwd: Path | None = None
    """The working folder; without one it is the home folder."""
    program: tuple[str, ...] = ("-m", "clipper")
    """What the interpreter runs."""

    def traced(self, *options: str) -> Result:
        """Run it under strace, without an index."""
        shutil.rmtree(self.home / "cache", ignore_errors=True)
        return self.strace(*options)

    def strace(self, *options: str) -> Result:
        """Run it under strace, with the index that there is."""
        return self.run("strace", "-qq", *options)

    def run(self, *tracer: str) -> Result:
        """Run it, under another program if one is given."""
        ended = subprocess.run(
            [*tracer, sys.executable, *self.program, *self.words],
            input=self.stdin,
            env=environment(self.home, **self.variables),
            cwd=self.cwd or self.home,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
        return Result(
            ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace")
        )

    def system_calls(self, *folders: Path, idle: Collection[str] = IDLE) -> list[SystemCall]:
        """Return every system call of a run that concerns one of the folders, and is not `idle`."""
        shutil.rmtree(self.home / "cache", ignore_errors=True)
        return self.log_calls(folders, idle)

    def log_calls(self, folders: Sequence[Path], idle: Collection[str]) -> list[SystemCall]:
        """Return the same of a run with the index that there is."""
        log, working_folder = self.home.parent / "strace.log", f"AT_FDCWD<{self.cwd or self.home}>"
        ended = self.strace("-f", "-y", "-o", str(log), "-e", "trace=%file,%desc")
        assert ended.status in {0, UnreadableError.status}, ended  # a row of an export may be unreadable
        found, counts, own = [], dict[str, int](), ""
        for line in log.read_text("utf-8", "replace").splitlines():
            match = re.match(r"(\d+) +(\w+)\(", line)
            own = own or (match[1] if match else "")
            if match and match[1] == own:
                counts[match[2]] = counts.get(match[2], 0) + 1
                about = line.replace(working_folder, "")  # strace names it in every call that takes a path
                if any(str(folder) in about for folder in folders) and match[2] not in idle:
                    found.append(SystemCall(match[2], counts[match[2]], about))
        return found

    def killed(self, place: SystemCall) -> bool:
        """Run it and kill it at a system call; tell whether there was such a call. Its editor is not killed."""
        inject = f"inject={place.call}:signal=KILL:when={place.number}"
        ended = self.traced("-o", os.devnull, "-e", f"trace={place.call}", "-e", inject).status
        assert ended in {0, *KILLED}, ended
        return ended != 0


KILLED = {-signal.SIGKILL, 128 + signal.SIGKILL}
"""The statuses of a process under strace that was killed."""


def as_command_line(name: str, root: Path, before: State, wanted: State, home: Path) -> CommandLine:
    """Return an operation as a command line, whose editor writes what that of the operation would."""
    operation = OPERATIONS[name]
    changed = (raw for path, raw in wanted.items() if before.get(path, raw) != raw)
    copy = home / "edited.md"
    copy.write_bytes(next(changed) if operation.editor else b"")
    variables = {"EDITOR": f"cp '{copy}'", "PYTHONHASHSEED": "0"}
    words, stdin = ("--archive", str(root), *operation.words), STDIN.get(name, operation.stdin)
    return CommandLine(words, stdin, variables, home, program=STEADY)


def as_process(name: str) -> Operation:
    """Return an operation with the same input as its process."""
    operation = OPERATIONS[name]
    return operation._replace(stdin=STDIN.get(name, operation.stdin))


def require_strace() -> None:
    """Skip the test where strace is not there, or may not look at processes."""
    try:
        subprocess.run(["strace", "-f", "-o", os.devnull, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"strace is not there, or may not look at processes: {error}")
