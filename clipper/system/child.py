"""Functions that run in forked child processes, and answer through pipes."""

import contextlib
import os
import time
from collections.abc import Callable
from typing import Self

_BLOCK = 1 << 16
_PATIENCE = 4
"""How many times as long as a child may use a processor it may take: on a busy machine it has only a part of one."""
_FAILED, _OVERRAN = 1, 2
"""The exit statuses of a child that has no answer."""


class ChildError(Exception):
    """The child process ended without an answer."""


class OverrunError(ChildError):
    """It needed too much time, memory or depth of recursion, or a signal ended it."""


class FailedError(ChildError):
    """The function raised an exception."""


class Child:
    """A function that runs in a forked child process, beside this one.

    The child is always reaped, by `result` or at the end of the context, which kills it if it is still running. It
    inherits the memory and the open files of this process, and cannot change the former; its standard streams lead to
    /dev/null. Where no process can be forked, OSError is raised.

    `seconds` limits its CPU time; from the fork to the end of its answer it may take `_PATIENCE` times as long.
    `megabytes` limits the memory that it may use beyond what it inherits; macOS does not know that limit. With
    `closes_files` it closes the files that it inherits: a lock on one of them ends with this process, whatever the
    child does then.
    """

    def __init__(
        self,
        work: Callable[[], bytes],
        *,
        seconds: float | None = None,
        megabytes: int | None = None,
        closes_files: bool = False,
    ) -> None:
        self._reading, writing = os.pipe()
        self._deadline = None if seconds is None else time.monotonic() + _PATIENCE * seconds
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self._reading)
            os.close(writing)
            raise
        if self._pid == 0:
            _run(work, self._reading, writing, seconds, megabytes, closes_files=closes_files)
        os.close(writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reap(kill=True)

    def result(self) -> bytes:
        """Wait for what the function returns; raise OverrunError or FailedError if it returns nothing."""
        blocks = []
        while True:
            if not self._is_readable():
                self._reap(kill=True)
                raise OverrunError
            block = os.read(self._reading, _BLOCK)
            if not block:
                break
            blocks.append(block)
        if status := self._reap(kill=False):
            raise FailedError if os.waitstatus_to_exitcode(status) == _FAILED else OverrunError
        return b"".join(blocks)

    def _is_readable(self) -> bool:
        """Wait until the pipe has more to read, or is at its end; return False if the deadline comes first."""
        if self._deadline is None:
            return True
        import select

        left = self._deadline - time.monotonic()
        return left > 0 and bool(select.select([self._reading], [], [], left)[0])

    def _reap(self, *, kill: bool) -> int:
        """Wait for the end of the child, and return its wait status; 0 if it was reaped before."""
        if not self._pid:
            return 0
        pid, self._pid = self._pid, 0
        os.close(self._reading)
        if kill:
            from signal import SIGKILL

            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
        return os.waitpid(pid, 0)[1]


def processors() -> int:
    """Return how many processors this process may use."""
    with contextlib.suppress(AttributeError):  # macOS binds no process to processors
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(
    work: Callable[[], bytes],
    reading: int,
    writing: int,
    seconds: float | None,
    megabytes: int | None,
    *,
    closes_files: bool,
) -> None:
    """Do the work in the child, and end the process at once: nothing that the parent would do at its end runs twice."""
    status = _FAILED
    try:
        import gc

        gc.disable()  # the process ends before garbage matters, and imports are faster
        os.close(reading)
        writing = _silence(writing)
        if closes_files:
            os.closerange(3, writing)
            os.closerange(writing + 1, os.sysconf("SC_OPEN_MAX"))
        _limit(seconds, megabytes)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        status = 0
    except (MemoryError, RecursionError):
        status = _OVERRAN
    finally:
        os._exit(status)


def _silence(writing: int) -> int:
    """Point the standard streams at /dev/null, and return the descriptor of the pipe.

    The pipe may have got the number of a standard stream that was closed; then it moves to another number.
    """
    while writing <= 2:  # noqa: PLR2004 - stderr
        writing = os.dup(writing)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return writing


def _limit(seconds: float | None, megabytes: int | None) -> None:
    if seconds is None and megabytes is None:
        return
    import resource

    limits = {}
    if megabytes is not None:
        limits[resource.RLIMIT_AS] = _memory() + megabytes * 1_000_000
    if seconds is not None:
        limits[resource.RLIMIT_CPU] = int(seconds) + 1
    for limit, most in limits.items():
        hard = resource.getrlimit(limit)[1]
        with contextlib.suppress(ValueError, OSError):  # macOS has no limit on memory
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory() -> int:
    """Return the bytes of address space that the process uses now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a Path is no better here
            return int(file.read().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0
