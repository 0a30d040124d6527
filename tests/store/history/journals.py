"""Journals for the tests."""

from clipper.store.history import Change, History, OperationRecord
from clipper.store.history.journal import Journal
from clipper.system import files


def write_journal(
    history: History,
    *changes: tuple[str, bytes | None, bytes | None],
    complete: bool = True,
    when: str = "2026-11-22T10:15",
) -> OperationRecord:
    """Write the journal of an operation; each change is a path, and the bytes before and after."""
    assert history.folder
    journal = Journal(history.folder, when, ["tag", "a b", "x"], 0)
    for path, before, after in changes:
        digests = ("" if raw is None else files.digest(raw) for raw in (before, after))
        journal.append([(Change(path, next(digests), next(digests)), before or b"")])
    journal.close(len(changes), complete=complete)
    return history.record(journal.number)
