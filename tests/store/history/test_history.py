"""The history lists, finds, returns and deletes what its operations changed."""

import operator
from pathlib import Path

import pytest

from clipper.errors import DiskError, NotFoundError
from clipper.store.history import History
from tests.store.history.journals import write_journal


def test_the_newest_record_is_first_and_has_no_changes(history: History) -> None:
    for number in range(12):
        write_journal(history, (f"{number}.md", b"old", b"new"))
    assert [record.number for record in history.latest(3)] == [12, 11, 10]
    assert [(record.count, record.changes) for record in history.latest(1)] == [(1, ())]
    newest = history.newest()
    assert newest
    assert newest.changes[0].path == "11.md"
    assert history.count() == 12


def test_an_empty_history_has_nothing(history: History) -> None:
    assert history.newest() is None
    assert list(History(None).latest()) == []
    with pytest.raises(NotFoundError, match="no operation 7"):
        history.record(7)


def test_damaged_old_bytes_are_an_error(history: History, tmp_path: Path) -> None:
    record = write_journal(history, ("a.md", b"old", b"new"))
    file = tmp_path / "00000001.log"
    file.write_bytes(file.read_bytes().replace(b"old\n", b"odd\n"))
    with pytest.raises(DiskError, match="operation 1 no longer holds what it kept"):
        history.old_bytes(record, record.changes[0])


def test_other_files_beside_the_journals_are_ignored(history: History, tmp_path: Path) -> None:
    for name in ("00000001 (conflicted copy).log", "1.log", "0000000a.log", "٠٠٠٠٠٠٠١.log", "00000009"):
        (tmp_path / name).write_text("{}")
    write_journal(history, ("a.md", b"old", b"new"))
    assert [record.number for record in history.latest()] == [1]


def test_operations_older_than_a_day_are_deleted_with_their_files(history: History, tmp_path: Path) -> None:
    for month in range(1, 7):
        write_journal(history, ("a.md", b"old", b"new"), when=f"2026-{month:02}-01T08:00:00+02:00")
    trash = tmp_path / "00000002"
    trash.mkdir()
    (trash / "1.md").write_bytes(b"removed")
    assert history.size() > 6 * 100
    old = history.older_than("2026-04-01")
    assert [record.number for record in old] == [3, 2, 1]
    history.forget(old)
    assert [record.number for record in history.latest()] == [6, 5, 4]
    assert not trash.exists()
    assert write_journal(history, ("a.md", b"old", b"new")).number == 7


def test_the_versions_of_a_file_go_back_to_its_beginning(history: History) -> None:
    write_journal(history, ("a.md", None, b"one"))
    write_journal(history, ("b.md", b"other", b"x"), ("a.md", b"one", b"two"))
    write_journal(history, ("a.md", b"two by another program", b"three"))
    versions = [*history.versions("a.md", operator.eq, b"three")]
    assert [(version.record.number, version.before, version.after) for version in versions] == [
        (3, b"two by another program", b"three"),
        (2, b"one", None),
        (1, None, b"one"),
    ]


@pytest.mark.parametrize("name", ["2026/talks.md", "2026/talks", "talks", "TALKS", "alk"])
def test_a_removed_file_is_found_by_its_name(name: str, history: History) -> None:
    write_journal(history, ("2026/talks.md", b"old", None), ("2026/other.md", b"old", None))
    assert history.find_paths(name) == ["2026/talks.md"]
    assert history.find_paths("nothing") == []
