"""A task in a process of its own, with an end to the time and the memory that it may take."""

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Self

SECONDS = 15
"""How long a task may take."""

MEGABYTES = 400
"""How much memory it may take beyond what there was."""

_BLOCK = 1 << 16
_BROKEN, _TOO_MUCH = 1, 2


class OverrunError(Exception):
    """The task took too much time or memory."""


class BrokenError(Exception):
    """The task came to grief."""


class Task:
    """A task under way; it ends when it is asked for its result, or is left."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        reading, writing = os.pipe()
        self._until = time.monotonic() + SECONDS
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self._reading = reading

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave(kill=True)

    def result(self) -> bytes:
        """Return what the work returned; raise OverrunError or BrokenError when it did not come to its end."""
        blocks = []
        while True:
            left = self._until - time.monotonic()
            if left <= 0 or not select.select([self._reading], [], [], left)[0]:
                self._leave(kill=True)
                raise OverrunError
            block = os.read(self._reading, _BLOCK)
            if not block:
                break
            blocks.append(block)
        status = self._leave(kill=False)
        if status:
            broken = os.waitstatus_to_exitcode(status) == _BROKEN
            raise BrokenError if broken else OverrunError
        return b"".join(blocks)

    def _leave(self, *, kill: bool) -> int:
        """Wait for the process, and return the status with which it ended; what is over is over."""
        if not self._child:
            return 0
        child, self._child = self._child, 0
        os.close(self._reading)
        if kill:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]


def _work(work: Callable[[], bytes], writing: int) -> None:
    """Do the work in the child, and end it without touching what belongs to the parent."""
    status = _BROKEN
    try:
        _limit()
        with open(writing, "wb") as pipe:
            pipe.write(work())
        status = 0
    except (MemoryError, RecursionError):
        status = _TOO_MUCH
    finally:
        os._exit(status)


def _limit() -> None:
    """Set an end to memory and time, as far as the system knows one, and let nothing be said to the terminal."""
    import gc
    import resource

    gc.disable()  # the process ends before that would matter, and imports are faster
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    for which, most in (
        (resource.RLIMIT_AS, _memory() + MEGABYTES * 1_000_000),
        (resource.RLIMIT_CPU, int(SECONDS) + 1),
    ):
        hard = resource.getrlimit(which)[1]
        with contextlib.suppress(ValueError, OSError):  # macOS knows no end to memory
            resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory() -> int:
    """Return the bytes of memory that the process has at hand now, as far as the system tells."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a Path is no better here
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0
