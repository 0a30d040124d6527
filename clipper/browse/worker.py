"""A thread that owns something and does all work with it, so that the screen never waits.

A connection of SQLite may be used only in the thread that opened it.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from clipper.errors import ClipperError

CHANGE = "change"
"""The kind of the jobs that change the archive: each of them is done."""

_PATIENCE = 1.0
"""Seconds that the end waits for a job that changes nothing."""


class Closable(Protocol):
    """What a worker may own."""

    def close(self) -> None:
        """Give back what it holds."""


_Owned = TypeVar("_Owned", bound=Closable)


class _Job(NamedTuple):
    work: Callable[[Any], Any]
    then: Callable[[Any], None]
    kind: str


class Worker(Generic[_Owned]):
    """Does one job after the other; `deliver` hands each result to the thread of the screen.

    Of several waiting jobs of one kind only the newest is done, except of those without a kind and of changes. `failed`
    gets the error of a job that ends with one, `crashed` what is a bug.
    """

    def __init__(
        self,
        open_owned: Callable[[], _Owned],
        deliver: Callable[..., object],
        failed: Callable[[ClipperError], None],
        crashed: Callable[[BaseException], None],
    ) -> None:
        self._open_owned = open_owned
        self._deliver = deliver
        self._failed = failed
        self._crashed = crashed
        self._jobs: deque[_Job | None] = deque()
        self._changed = threading.Condition()
        self._is_busy = False
        self._kind = ""
        self._thread = threading.Thread(target=self._run, name="clipper", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def ask(
        self,
        work: Callable[[_Owned], Any],
        then: Callable[[Any], None] = lambda _: None,
        *,
        kind: str = "",
        urgent: bool = False,
    ) -> None:
        """Have some work done; `then` gets its result. An urgent job is done before those that wait."""
        job = _Job(work, then, kind)
        with self._changed:
            if kind not in {"", CHANGE}:
                kept = [waiting for waiting in self._jobs if waiting is None or waiting.kind != kind]
                self._jobs = deque(kept)
            if urgent:
                self._jobs.appendleft(job)
            else:
                self._jobs.append(job)
            self._changed.notify_all()

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        with self._changed:
            return not (self._jobs or self._is_busy)

    def stop(self) -> None:
        """Finish the job that is running, drop the others, and close what it owns."""
        with self._changed:
            changes = [job for job in self._jobs if job and job.kind == CHANGE]
            self._jobs = deque([*changes, None])
            has_change = bool(changes) or (self._is_busy and self._kind == CHANGE)
            self._changed.notify_all()
        self._thread.join(None if has_change else _PATIENCE)

    def _run(self) -> None:
        try:
            owned = self._open_owned()
        except ClipperError as error:
            self._deliver(self._failed, error)
            return
        try:
            while (job := self._next()) is not None:
                self._do(owned, job)
        finally:
            owned.close()

    def _next(self) -> _Job | None:
        with self._changed:
            self._is_busy = False
            self._changed.notify_all()
            while not self._jobs:
                self._changed.wait()
            self._is_busy = True
            job = self._jobs.popleft()
            self._kind = job.kind if job else ""
            return job

    def _do(self, owned: _Owned, job: _Job) -> None:
        try:
            result = job.work(owned)
        except ClipperError as error:
            self._deliver(self._failed, error)
        except Exception as error:  # noqa: BLE001 - the screen ends with it, and shows where it came from
            self._deliver(self._crashed, error)
        else:
            self._deliver(job.then, result)
