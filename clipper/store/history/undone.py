"""Which operations are undone, and what the next undo and the next redo take.

A redo is the undo of an undo. All functions take records newest first, and read only as many as they need.
"""

from collections.abc import Callable, Iterable, Iterator

from clipper.store.history.records import OperationRecord


def undone_by(records: Iterable[OperationRecord]) -> Iterator[tuple[OperationRecord, OperationRecord | None]]:
    """Yield each record with the one that undid it; None if there is none, or if that was undone itself."""
    undone: dict[int, OperationRecord] = {}
    for record in records:
        undo = undone.get(record.number)
        yield record, undo
        if record.undoes and not undo:
            undone.setdefault(record.undoes, record)


def undoable(records: Iterable[OperationRecord]) -> Iterator[OperationRecord]:
    """Yield the operations that the next undos take: no undos themselves, and not wholly undone."""
    for record, undo in undone_by(records):
        if not record.undoes and not (undo and undo.is_complete):
            yield record


def with_undone(
    records: Iterable[OperationRecord], find: Callable[[int], OperationRecord | None]
) -> dict[int, OperationRecord]:
    """Return records by their numbers, with all that they undid, and what that undid; `find` is as for `next_redo`."""
    known = {record.number: record for record in records}
    for record in [*known.values()]:
        while record.undoes and record.undoes not in known and (found := find(record.undoes)):
            record = known[found.number] = found  # noqa: PLW2901 - down the chain
    return known


def next_redo(
    records: Iterable[OperationRecord], find: Callable[[int], OperationRecord | None]
) -> tuple[OperationRecord, OperationRecord] | None:
    """Return the undo that the next redo undoes, and the operation that it does again; None if there is none.

    After a new operation there is nothing to redo. `find` returns the record with a number; None if it was pruned.
    """
    for record, undo in undone_by(records):
        if not record.undoes:
            return None
        undone = find(record.undoes)
        if not undo and undone and not undone.undoes:
            return record, undone
    return None
