"""A progress bar on stderr for a long task: it appears after a second, and is removed at the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from clipper.system.appearance import Color
from clipper.system.progress import Advance
from clipper.text import safe

_AFTER = 1.0  # seconds
_EVERY = 0.1


@contextmanager
def bar(stream: TextIO, description: str, total: int, *, color: Color) -> Iterator[Advance]:
    """Yield a callback that takes the number of steps done; a `total` of 0 is unknown.

    Rich is not loaded for a task that takes less than a second.
    """
    started = time.monotonic()
    progress = None
    task = None
    last_update = 0.0

    def advance(done: int) -> None:
        nonlocal progress, task, last_update
        now = time.monotonic()
        if now - started < _AFTER or now - last_update < _EVERY:
            return
        last_update = now
        if progress is None:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            from clipper.output.terminal.theme import console

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            progress = Progress(*columns, console=console(stream, color=color), transient=True, auto_refresh=False)
            task = progress.add_task(safe(description), total=total or None)
            progress.start()
        if task is not None:
            progress.update(task, completed=done, refresh=True)

    try:
        yield advance
    finally:
        if progress is not None:
            progress.stop()
