"""A child process in which a page is read, with limits of time and memory."""

from collections.abc import Callable

from clipper.system.child import Child, FailedError, OverrunError

__all__ = ["FailedError", "OverrunError", "Task"]

SECONDS = 15
"""How long a task may use a processor."""

MEGABYTES = 400
"""How much memory a task may use beyond what its process inherits."""


class Task(Child):
    """A function that runs in a child process within the limits for a page."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        super().__init__(work, seconds=SECONDS, megabytes=MEGABYTES, closes_files=True)
