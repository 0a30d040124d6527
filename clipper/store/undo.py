"""Undo: every file that an operation changed becomes what it was before, unless it was changed since."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Literal, NamedTuple

from clipper.errors import ClipperError, NotFoundError, RefusedError
from clipper.store.archive import Archive
from clipper.store.history import Change, History, Record
from clipper.store.operation import Edit, Operation, Result
from clipper.system import files
from clipper.text import safe


class Step(NamedTuple):
    """What taking back one change means for its file, and why it is skipped if it is."""

    change: Change
    act: Literal["changed back", "brought back", "removed", "as it was", "skipped"]
    error: ClipperError | None = None


def steps(archive: Archive, record: Record) -> list[Step]:
    """Return what taking an operation back would do to each file, as these stand now."""
    return [_step(archive, change) for change in record.changes]


def take_back(archive: Archive, history: History, record: Record, operation: Operation) -> Iterator[Result]:
    """Take an operation back within another one, and yield what became of each file."""
    by_act: dict[str, list[Change]] = {}
    for step in steps(archive, record):
        if step.error:
            yield Result(step.change.path, error=step.error)
        by_act.setdefault(step.act, []).append(step.change)
    yield from operation.change(
        (change.path, _back(history, record, change)) for change in by_act.get("changed back", ())
    )
    yield from operation.remove((change.path, change.after) for change in by_act.get("removed", ()))
    for change in by_act.get("brought back", ()):
        if operation.is_over():
            return
        try:
            raw = history.before(record, change)
        except ClipperError as error:
            yield Result(change.path, error=error)
            continue
        like = history.aside(record, change) if change.aside else None
        yield operation.restore(change.path, raw, like)


def _step(archive: Archive, change: Change) -> Step:
    now = ""
    try:
        with suppress(NotFoundError):
            now = files.digest(archive.read(change.path))
    except ClipperError as error:
        return Step(change, "skipped", error)
    if now == change.after:
        act: Literal["changed back", "removed"] = "changed back" if change.before else "removed"
        return Step(change, act if now else "brought back")
    if now == change.before:
        return Step(change, "as it was")
    what = "was changed since" if now else "is no longer there"
    if not change.after:
        what = "stands there again"
    return Step(change, "skipped", RefusedError(f"{safe(change.path)} {what}"))


def _back(history: History, record: Record, change: Change) -> Edit:
    """Return an edit that gives a file the bytes that it had before an operation, if they are still what that left."""

    def edit(raw: bytes) -> bytes:
        if files.digest(raw) != change.after:
            raise RefusedError("it was changed since")
        return history.before(record, change)

    return edit
