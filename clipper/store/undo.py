"""Undo an operation: restore the old bytes of each file, unless it was changed since."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from clipper.errors import ClipperError, NotFoundError, RefusedError
from clipper.store.archive import Archive, clip_path, is_original
from clipper.store.history import Change, History, OperationRecord
from clipper.store.operation import FileResult, NewFile, Operation
from clipper.system import files
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit

Action: TypeAlias = Literal["changed back", "moved back", "brought back", "removed", "as it was", "skipped"]


class Step(NamedTuple):
    """What the undo does to one file; `error` says why it is skipped.

    A file that is `moved back` goes where `source` says that it was.
    """

    change: Change
    action: Action
    error: ClipperError | None = None
    source: Change | None = None


def steps(archive: Archive, record: OperationRecord) -> list[Step]:
    """Return what an undo of an operation would do to each file; nothing is written."""
    by_path = {change.path: change for change in record.changes}
    moves = [(change, by_path[change.moved_from]) for change in record.changes if change.moved_from in by_path]
    in_moves = {change.path for move in moves for change in move}
    found = [_step(archive, change) for change in record.changes if change.path not in in_moves]
    actions: dict[str, Action] = {}
    for new, old in moves:  # a clip comes before its originals
        if not is_original(new.path):
            steps_of_clip = _steps_of_move(archive, new, old)
            found += steps_of_clip
            actions[new.path] = steps_of_clip[0].action
        elif actions.get(clip_path(new.path)) not in {"moved back", "skipped"}:  # else an original goes with its clip
            found += [_step(archive, new), _step(archive, old)]
    return found


def undo_operation(
    archive: Archive, history: History, record: OperationRecord, operation: Operation
) -> Iterator[FileResult]:
    """Undo the operation of a record within a new operation, and yield the result for each file."""
    by_action: dict[Action, list[Step]] = {}
    for step in steps(archive, record):
        if step.error:
            yield FileResult(step.change.path, error=step.error)
        by_action.setdefault(step.action, []).append(step)
    changes = {action: [step.change for step in found] for action, found in by_action.items()}
    yield from operation.change(
        (change.path, _restoring_edit(history, record, change, change)) for change in changes.get("changed back", ())
    )
    yield from operation.remove((change.path, change.new_digest) for change in changes.get("removed", ()))
    moves = [(step.change, step.source) for step in by_action.get("moved back", ()) if step.source]
    names = {new.path: old.path.removesuffix(".md") for new, old in moves}
    yield from operation.change(
        ((new.path, _restoring_edit(history, record, new, old)) for new, old in moves), lambda path, *_: names[path]
    )
    yield from operation.restore(_removed_file(history, record, change) for change in changes.get("brought back", ()))


def _removed_file(history: History, record: OperationRecord, change: Change) -> NewFile | FileResult:
    """Return a file that is to be created again, or the result if the history does not have its bytes any more."""
    try:
        raw = history.old_bytes(record, change)
        metadata_from = history.trash_file(record, change) if change.trash_name else None
    except ClipperError as error:
        return FileResult(change.path, error=error)
    return NewFile(change.path, raw, metadata_from)


def _steps_of_move(archive: Archive, new: Change, old: Change) -> list[Step]:
    """Return the steps for a clip that was moved: the two files of a move that was not finished are both there."""
    step, step_of_old = _step(archive, new), _step(archive, old)
    if step.error:
        return [step]
    if step_of_old.error:
        return [Step(new, "skipped", step_of_old.error)]
    if step_of_old.action == "as it was":
        return [step, step_of_old]
    if step.action == "as it was":
        return [Step(new, "skipped", RefusedError(f"{safe(new.path)} is no longer there"))]
    return [Step(new, "moved back", source=old)]


def _step(archive: Archive, change: Change) -> Step:
    try:
        digest = _digest(archive, change.path)
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


def _digest(archive: Archive, path: str) -> str:
    """Return the digest of a file; empty if there is none."""
    try:
        return files.digest(archive.read(path))
    except NotFoundError:
        return ""


def _restoring_edit(history: History, record: OperationRecord, written: Change, before: Change) -> "Edit":
    """Return an edit that gives a file the bytes of another change, if it still has those that were written."""

    def edit(raw: bytes) -> bytes:
        if files.digest(raw) != written.new_digest:
            raise RefusedError("it was changed since")
        return history.old_bytes(record, before)

    return edit
