"""A process that runs operations, each in a child of its own that ends at a certain call.

A child copies, page by page, whatever it touches of what it shares with its parent, and the process of the tests has
ten times the pages of this one.
"""

import contextlib
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from clipper.index import refresh
from tests.conftest import CLIPS, FakeSystem
from tests.faults.operations import OPERATIONS, do
from tests.faults.oracle import put_back
from tests.faults.shim import KILLED, Shim, kill_at


class Killed(Protocol):
    """Run an operation on an archive in a process that ends at a call; tell whether it came so far."""

    def __call__(self, operation: str, root: Path, world: Path, at: int) -> bool: ...


@contextlib.contextmanager
def ready() -> Iterator[Killed]:
    """Start the process, and yield what asks it."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asking, answers = process.stdin, process.stdout
        assert asking
        assert answers

        def killed(operation: str, root: Path, world: Path, at: int) -> bool:
            asking.write(json.dumps([operation, str(root), str(world), at]) + "\n")
            asking.flush()
            status = int(answers.readline())
            assert status in {0, KILLED}, f"{operation} ended with {status}"
            return status == KILLED

        yield killed


def _end(operation: str, root: str, world: str, at: int) -> None:
    """Run an operation up to a call, and end with it."""
    status = 99
    try:
        with Shim(Path(root), kill_at(at)).watching():
            status = do(OPERATIONS[operation], Path(root), FakeSystem(Path(world))).status
    finally:
        os._exit(status)


def _know_all() -> None:
    """Load, by doing each operation once, what the children would else have to load each for itself."""
    with tempfile.TemporaryDirectory() as folder:
        system, root = FakeSystem(Path(folder)), Path(folder) / "clips"
        put_back(root, {".clipper.toml": b""} | {path: os.fsencode(text) for path, text in CLIPS.items()})
        for operation in OPERATIONS.values():
            do(operation, root, system)
    gc.collect()
    gc.freeze()


def _serve() -> None:
    refresh._TICK_NS = 0  # as the tests around it have it
    _know_all()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _end(*json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
