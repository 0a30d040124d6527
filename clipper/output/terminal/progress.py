"""How far a long task is: a bar on stderr that is not there before a second has passed, and leaves no trace."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from clipper.text import safe

_AFTER = 1.0
_EVERY = 0.1


@contextmanager
def bar(stream: TextIO, what: str, total: int, *, no_color: bool) -> Iterator[Callable[[int], None]]:
    """Yield what is called with the number done, of a `total` that is 0 where nobody knows it yet.

    Rich is not loaded for a task that takes less than a second.
    """
    started = time.monotonic()
    shown = None
    task = None
    last = 0.0

    def advance(done: int) -> None:
        nonlocal shown, task, last
        now = time.monotonic()
        if now - started < _AFTER or now - last < _EVERY:
            return
        last = now
        if shown is None:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            from clipper.output.terminal.theme import console

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            shown = Progress(*columns, console=console(stream, no_color=no_color), transient=True, auto_refresh=False)
            task = shown.add_task(safe(what), total=total or None)
            shown.start()
        if task is not None:
            shown.update(task, completed=done, refresh=True)

    try:
        yield advance
    finally:
        if shown is not None:
            shown.stop()
