"""Clips are moved together with a change: never over another file, and never without their originals."""

from typing import Any

import pytest

from clipper.store import undo
from clipper.store.archive import Archive
from clipper.store.history import History, OperationRecord
from clipper.store.operation import FileResult
from tests.conftest import WriteClip
from tests.faults.shim import Call, Shim
from tests.store.operation.operations import begin_operation, change

OLD, NEW = "2001/vote.md", "2002/vote.md"


@pytest.fixture
def archive(archive: Archive, write_clip: WriteClip) -> Archive:
    write_clip(OLD, "old")
    write_clip("2001/vote.html.gz", "page")
    return archive


def move(archive: Archive, shim: Shim | None = None, new: bytes = b"new") -> FileResult:
    with begin_operation(archive) as operation, (shim or Shim(archive.root)).watching():
        (result,) = operation.change([(OLD, lambda raw: raw.replace(b"old", new))], lambda *_: "2002/vote")
    return result


def record_of(archive: Archive) -> OperationRecord:
    record = history(archive).newest()
    assert record
    return record


def history(archive: Archive) -> History:
    return History(archive.open_own_folder("history"))


def take_back(archive: Archive) -> list[str]:
    with begin_operation(archive) as operation:
        results = [*undo.undo_operation(archive, history(archive), record_of(archive), operation)]
    return [str(result.error) for result in results if result.error]


def files_of(archive: Archive) -> dict[str, bytes]:
    found = (file for file in archive.root.rglob("*") if file.is_file())
    named = {file.relative_to(archive.root).as_posix(): file for file in found}
    return {path: file.read_bytes() for path, file in named.items() if path[0] != "."}


MOVED = {NEW: b"new", "2002/vote.html.gz": b"page"}
BEFORE = {OLD: b"old", "2001/vote.html.gz": b"page"}


def test_a_clip_moves_with_its_original_and_its_change_in_one_operation(archive: Archive) -> None:
    assert move(archive) == FileResult(OLD, changed=True, moved_to=NEW)
    assert files_of(archive) == MOVED
    record = record_of(archive)
    assert (record.count, record.moved, record.is_complete, record.titles) == (1, 1, True, ("vote",))


def test_the_mode_of_the_file_moves_too(archive: Archive) -> None:
    archive.path(OLD).chmod(0o640)
    move(archive)
    assert archive.path(NEW).stat().st_mode & 0o777 == 0o640


def test_one_undo_takes_both_back_and_its_undo_does_both_again(archive: Archive) -> None:
    move(archive)
    assert [step.action for step in undo.steps(archive, record_of(archive))] == ["moved back"]
    assert take_back(archive) == []
    assert files_of(archive) == BEFORE
    assert record_of(archive).titles == ("vote",)
    assert {step.action for step in undo.steps(archive, history(archive).record(1))} == {"as it was"}
    assert take_back(archive) == []
    assert files_of(archive) == MOVED


@pytest.mark.parametrize("taken", ["2002/vote.md", "2002/VOTE.md", "2002/vote.html.gz"])
def test_a_name_that_is_taken_for_any_of_the_files_gets_a_number(
    taken: str, archive: Archive, write_clip: WriteClip
) -> None:
    write_clip(taken, "theirs")
    assert move(archive).moved_to == "2002/vote-2.md"
    assert files_of(archive) == {taken: b"theirs", "2002/vote-2.md": b"new", "2002/vote-2.html.gz": b"page"}


@pytest.mark.parametrize("taken", ["2002/vote.md", "2002/vote.html.gz"])
def test_a_name_that_is_taken_at_the_last_moment_gets_a_number(
    taken: str, archive: Archive, write_clip: WriteClip
) -> None:
    def plan(_: int, call: Call) -> None:
        if call.name == "link" and call.target == taken and not archive.path(taken).exists():
            write_clip(taken, "theirs")

    assert move(archive, Shim(archive.root, plan)).moved_to == "2002/vote-2.md"
    assert files_of(archive) == {taken: b"theirs", "2002/vote-2.md": b"new", "2002/vote-2.html.gz": b"page"}
    assert take_back(archive) == []
    assert files_of(archive) == {taken: b"theirs"} | BEFORE


def test_a_clip_that_another_program_saves_meanwhile_moves_with_what_was_saved(archive: Archive) -> None:
    saves: list[Any] = []

    def plan(_: int, call: Call) -> None:
        if call.name == "rename" and call.path == OLD and not saves:
            saves.append(archive.path(OLD).write_bytes(b"old, and saved"))

    assert move(archive, Shim(archive.root, plan)).moved_to == NEW
    assert files_of(archive) == MOVED | {NEW: b"new, and saved"}
    assert take_back(archive) == []
    assert files_of(archive) == BEFORE | {OLD: b"old, and saved"}


def test_a_clip_that_another_program_saves_again_and_again_stays(archive: Archive) -> None:
    def plan(number: int, call: Call) -> None:
        if call.name == "rename" and call.path == OLD:
            archive.path(OLD).write_bytes(b"old %d" % number)

    result = move(archive, Shim(archive.root, plan))
    assert str(result.error) == f"{OLD} was changed by another program"
    assert {*files_of(archive)} == {*BEFORE}
    assert archive.read(OLD).startswith(b"old ")
    assert history(archive).newest() is None


def test_a_clip_that_is_removed_meanwhile_leaves_nothing(archive: Archive) -> None:
    def plan(_: int, call: Call) -> None:
        if call.name == "rename" and call.path == OLD:
            archive.path(OLD).unlink()

    assert str(move(archive, Shim(archive.root, plan)).error) == f"there is no clip {OLD}"
    assert files_of(archive) == {"2001/vote.html.gz": b"page"}


def test_a_move_without_a_change_leaves_the_bytes(archive: Archive) -> None:
    assert move(archive, new=b"old").moved_to == NEW
    assert files_of(archive) == MOVED | {NEW: b"old"}


def test_a_moved_clip_that_was_changed_since_stays_with_its_original(archive: Archive) -> None:
    move(archive)
    archive.path(NEW).write_bytes(b"theirs")
    assert take_back(archive) == [f"{NEW} was changed since"]
    assert files_of(archive) == MOVED | {NEW: b"theirs"}


def test_a_clip_does_not_move_back_over_another(archive: Archive, write_clip: WriteClip) -> None:
    move(archive)
    write_clip(OLD, "theirs")
    assert take_back(archive) == [f"{OLD} is there again"]
    assert files_of(archive) == MOVED | {OLD: b"theirs"}


def test_a_moved_clip_that_was_removed_is_not_brought_back_by_the_undo_of_the_move(archive: Archive) -> None:
    move(archive)
    archive.path(NEW).unlink()
    assert take_back(archive) == [f"{NEW} is no longer there"]


def test_the_versions_of_a_clip_go_back_beyond_its_move(archive: Archive) -> None:
    with begin_operation(archive) as operation:
        change(operation, OLD, lambda _: b"old")
        change(operation, OLD, lambda _: b"older, then old")
    archive.path(OLD).write_bytes(b"old")
    move(archive)
    with begin_operation(archive) as operation:
        change(operation, NEW, lambda _: b"newer")
    versions = history(archive).versions(NEW, lambda path, former: path == former, b"newer")
    found = [(version.change.path, version.change.moved_from, version.before, version.after) for version in versions]
    assert found == [
        (NEW, "", b"new", b"newer"),
        (NEW, OLD, b"old", b"new"),
        (OLD, "", b"old", None),
    ]
