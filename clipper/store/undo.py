"""Undo an operation: restore the old bytes of each file, unless it was changed since."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from clipper.errors import ClipperError, NotFoundError, RefusedError
from clipper.store.archive import Archive
from clipper.store.history import Change, History, OperationRecord
from clipper.store.operation import FileResult, Operation
from clipper.system import files
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit

Action: TypeAlias = Literal["changed back", "brought back", "removed", "as it was", "skipped"]


class Step(NamedTuple):
    """What the undo does to one file; `error` says why it is skipped."""

    change: Change
    action: Action
    error: ClipperError | None = None


def steps(archive: Archive, record: OperationRecord) -> list[Step]:
    """Return what an undo of an operation would do to each file; nothing is written."""
    return [_step(archive, change) for change in record.changes]


def undo_operation(
    archive: Archive, history: History, record: OperationRecord, operation: Operation
) -> Iterator[FileResult]:
    """Undo the operation of a record within a new operation, and yield the result for each file."""
    by_action: dict[Action, list[Change]] = {}
    for step in steps(archive, record):
        if step.error:
            yield FileResult(step.change.path, error=step.error)
        by_action.setdefault(step.action, []).append(step.change)
    yield from operation.change(
        (change.path, _restoring_edit(history, record, change)) for change in by_action.get("changed back", ())
    )
    yield from operation.remove((change.path, change.new_digest) for change in by_action.get("removed", ()))
    for change in by_action.get("brought back", ()):
        if operation.should_stop():
            return
        try:
            raw = history.old_bytes(record, change)
            metadata_from = history.trash_file(record, change) if change.trash_name else None
        except ClipperError as error:
            yield FileResult(change.path, error=error)
            continue
        yield operation.restore(change.path, raw, metadata_from)


def _step(archive: Archive, change: Change) -> Step:
    digest = ""
    try:
        with suppress(NotFoundError):
            digest = files.digest(archive.read(change.path))
    except ClipperError as error:
        return Step(change, "skipped", error)
    if digest == change.new_digest:
        action: Action = "changed back" if change.old_digest else "removed"
        return Step(change, action if digest else "brought back")
    if digest == change.old_digest:
        return Step(change, "as it was")
    why = "was changed since" if digest else "is no longer there"
    if not change.new_digest:
        why = "is there again"
    return Step(change, "skipped", RefusedError(f"{safe(change.path)} {why}"))


def _restoring_edit(history: History, record: OperationRecord, change: Change) -> "Edit":
    """Return an edit that gives a file its old bytes, if it still has those that the operation wrote."""

    def edit(raw: bytes) -> bytes:
        if files.digest(raw) != change.new_digest:
            raise RefusedError("it was changed since")
        return history.old_bytes(record, change)

    return edit
