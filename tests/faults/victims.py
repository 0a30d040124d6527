"""A server process that runs operations, each in a forked child that is killed at a certain call.

It exists because forking it is cheap: a fork copies the memory pages that the child touches, and the process of the
tests has ten times as many.
"""

import contextlib
import gc
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from clipper.index import refresh
from clipper.system import replaced
from tests.conftest import CLIPS, FakeSystem
from tests.faults.operations import OPERATIONS, do
from tests.faults.oracle import put_back
from tests.faults.pages import remember_pages
from tests.faults.shim import KILLED, Call, KillError, Plan, Shim, kill_at
from tests.running import json_server

NEVER = 1 << 62
"""A tick of the clock that no file is older than."""
LOCK = ".clipper/lock"


class Killed(Protocol):
    """Run an operation on an archive in a process that is killed at a call; tell whether there was such a call.

    Unless `idle` ones count too, the calls are those that change something, and the one that frees the lock.
    """

    def __call__(self, operation: str, root: Path, system_folder: Path, at: int, *, idle: bool) -> bool: ...


@contextlib.contextmanager
def start_server() -> Iterator[Killed]:
    """Start the server, and yield the function that sends it operations."""
    with json_server(__name__) as ask:

        def killed(operation: str, root: Path, system_folder: Path, at: int, *, idle: bool) -> bool:
            status: int = ask([operation, str(root), str(system_folder), at, idle])
            assert status in {0, KILLED}, f"{operation} ended with {status}"
            return status == KILLED

        yield killed


def kill_at_change(at: int, root: Path) -> Plan:
    """Return a plan that ends the process at a call of this number among those that change something on the disk.

    A kill at a call that changes nothing is like a kill at the next one. No call waits for the disk here.
    """
    changes = 0

    def plan(_: int, call: Call) -> None:
        nonlocal changes
        is_idle = call.name in {"close", "fsync", "read"} and call.path != LOCK
        if not is_idle and not (call.name == "open" and (root / call.path).exists()):
            changes += 1
            if changes == at:
                raise KillError

    return plan


def _run_until_killed(operation: str, root: str, system_folder: str, at: int, idle: bool) -> None:
    """Run an operation, and end the process at a call."""
    status = 99
    try:
        plan = kill_at(at) if idle else kill_at_change(at, Path(root))
        with Shim(Path(root), plan).watching():
            status = do(OPERATIONS[operation], Path(root), FakeSystem(Path(system_folder))).status
    finally:
        os._exit(status)


def _warm_up() -> None:
    """Import what the children need, by running each operation once."""
    with tempfile.TemporaryDirectory() as folder:
        system, root = FakeSystem(Path(folder)), Path(folder) / "clips"
        put_back(root, {".clipper.toml": b""} | {path: os.fsencode(text) for path, text in CLIPS.items()})
        for operation in OPERATIONS.values():
            do(operation, root, system)
    gc.collect()
    gc.freeze()


def _serve() -> None:
    refresh._TICK_NS, replaced._TICK_NS = 0, NEVER  # as the tests around it have them
    remember_pages(pytest.MonkeyPatch())
    _warm_up()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _run_until_killed(*json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
