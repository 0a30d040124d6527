"""Each file gets its old bytes back, unless it was changed since."""

from pathlib import Path

import pytest

from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.store import undo
from clipper.store.archive import Archive
from clipper.store.history import History, OperationRecord
from tests.store.operation.operations import begin_operation, change, remove


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "clips")
    for name in ("changed.md", "removed.md"):
        archive.path(name).write_bytes(b"old")
    return archive


@pytest.fixture
def history(archive: Archive) -> History:
    with begin_operation(archive):
        pass
    return History(archive.open_own_folder("history"))


@pytest.fixture
def record(archive: Archive, history: History) -> OperationRecord:
    """Return the record of an operation that changed, removed and added a clip."""
    with begin_operation(archive) as operation:
        change(operation, "changed.md", lambda _: b"new")
        remove(operation, "removed.md")
        assert [*operation.add([Candidate(Clip(title="Added"), b"added")])] == ["undated/added.md"]
    record = history.newest()
    assert record
    return record


def undo_record(archive: Archive, history: History, record: OperationRecord) -> dict[str, str]:
    """Undo an operation, and return the error for each file, empty if it was undone."""
    with begin_operation(archive) as operation:
        results = [*undo.undo_operation(archive, history, record, operation)]
    return {result.path: str(result.error or "") for result in results}


def test_a_clip_is_changed_back_restored_or_removed(
    archive: Archive, history: History, record: OperationRecord
) -> None:
    assert {step.change.path: step.action for step in undo.steps(archive, record)} == {
        "changed.md": "changed back",
        "removed.md": "brought back",
        "undated/added.md": "removed",
    }
    results = undo_record(archive, history, record)
    assert results == {"changed.md": "", "undated/added.md": "", "removed.md": ""}
    assert archive.read("changed.md") == archive.read("removed.md") == b"old"
    assert not archive.path("undated/added.md").exists()
    assert {step.action for step in undo.steps(archive, record)} == {"as it was"}


def test_a_file_that_was_changed_since_is_skipped(archive: Archive, history: History, record: OperationRecord) -> None:
    archive.path("changed.md").write_bytes(b"theirs")
    archive.path("removed.md").write_bytes(b"theirs")
    archive.path("undated/added.md").unlink()
    assert undo_record(archive, history, record) == {
        "changed.md": "changed.md was changed since",
        "removed.md": "removed.md is there again",
    }
    assert archive.read("changed.md") == archive.read("removed.md") == b"theirs"


def test_an_undo_can_be_undone(archive: Archive, history: History, record: OperationRecord) -> None:
    undo_record(archive, history, record)
    newest = history.newest()
    assert newest
    undo_record(archive, history, newest)
    assert archive.read("changed.md") == b"new"
    assert archive.read("undated/added.md") == b"added"
    assert not archive.path("removed.md").exists()
