"""Journals are written and read back: a torn one up to the tear, a malicious one without harm."""

import json
from pathlib import Path

import pytest

from clipper.errors import DiskError, NotFoundError
from clipper.store.history import Change, History, OperationRecord
from clipper.store.history.journal import Journal
from clipper.system import files


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


def digest(raw: bytes) -> str:
    return files.digest(raw)


def write_journal(
    history: History,
    *changes: tuple[str, bytes | None, bytes | None],
    complete: bool = True,
    when: str = "2026-11-22T10:15",
) -> OperationRecord:
    """Write the journal of an operation; each change is a path, and the bytes before and after."""
    journal = Journal(history.folder, when, ["tag", "a b", "x"], 0)
    for path, before, after in changes:
        digests = ("" if raw is None else digest(raw) for raw in (before, after))
        journal.append([(Change(path, next(digests), next(digests)), before or b"")])
    journal.close(len(changes), complete=complete)
    return history.record(journal.number)


def test_a_record_is_read_as_it_was_written(history: History) -> None:
    record = write_journal(
        history, ("a.md", b"old\n\nlines\n", b"new"), ("b.md", None, b"added"), ("ü\udcff.md", b"", b"x")
    )
    assert (record.number, record.command_line, record.count, record.is_complete) == (1, ("tag", "a b", "x"), 3, True)
    assert [(change.path, bool(change.old_digest), bool(change.new_digest)) for change in record.changes] == [
        ("a.md", True, True),
        ("b.md", False, True),
        ("ü\udcff.md", True, True),
    ]
    assert history.old_bytes(record, record.changes[0]) == b"old\n\nlines\n"
    assert history.old_bytes(record, record.changes[2]) == b""


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
    assert list(History(history.folder / "nowhere").latest()) == []
    with pytest.raises(NotFoundError, match="no operation 7"):
        history.record(7)


def test_the_last_change_of_a_file_counts_and_a_void_one_does_not(history: History) -> None:
    journal = Journal(history.folder, "2026-11-22", [], 0)
    for after in (b"one", b"two"):
        journal.append([(Change("a.md", digest(b"old"), digest(after)), b"old")])
    journal.append([(Change("b.md", "", digest(b"b")), b"")])
    journal.void("b.md")
    journal.close(1, complete=True)
    (change,) = history.record(1).changes
    assert (change.path, change.new_digest) == ("a.md", digest(b"two"))


def test_a_journal_with_only_void_changes_is_removed(history: History) -> None:
    journal = Journal(history.folder, "2026-11-22", [], 0)
    journal.append([(Change("b.md", "", digest(b"b")), b"")])
    journal.void("b.md")
    journal.close(0, complete=True)
    assert history.newest() is None


def test_a_journal_cut_at_any_byte_is_read_up_to_the_cut(history: History) -> None:
    old_bytes = [b'first\n{"path": 1}\n', b"second", b"\0\xff" * 9]
    write_journal(history, *((f"{number}.md", old, b"new") for number, old in enumerate(old_bytes)), complete=False)
    file = history.folder / "00000001.log"
    raw = file.read_bytes()
    counts = set()
    for length in range(len(raw) + 1):
        file.write_bytes(raw[:length])
        record = history.record(1)
        counts.add(record.count)
        for change, old in zip(record.changes, old_bytes, strict=False):
            assert history.old_bytes(record, change) == old
    assert counts == {0, 1, 2, 3}


def test_damaged_old_bytes_are_an_error(history: History) -> None:
    record = write_journal(history, ("a.md", b"old", b"new"))
    file = history.folder / "00000001.log"
    file.write_bytes(file.read_bytes().replace(b"old\n", b"odd\n"))
    with pytest.raises(DiskError, match="operation 1 no longer holds what it kept"):
        history.old_bytes(record, record.changes[0])


@pytest.mark.parametrize(
    "fields",
    [
        {"path": "../a.md"},
        {"path": "/etc/a.md"},
        {"path": "a//b.md"},
        {"path": ".clipper/a.md"},
        {"path": "a/.git/b.md"},
        {"path": "a.txt"},
        {"path": "a\0.md"},
        {"path": 7},
        {"size": -1},
        {"size": "1"},
        {"size": 10**9},
        {"aside": "../1.md"},
        {"aside": "/etc/passwd"},
        {"before": None},
    ],
)
def test_a_journal_is_read_up_to_a_line_that_clipper_did_not_write(fields: dict[str, object], history: History) -> None:
    head = {"clipper": 1, "when": "2026", "words": [], "undoes": 0}
    line = {"path": "a.md", "before": digest(b"x"), "after": "", "size": 1} | fields
    good = {"path": "good.md", "before": "", "after": digest(b"x")}
    lines = (json.dumps(fields).encode() for fields in (head, good, line))
    (history.folder / "00000001.log").write_bytes(b"\n".join(lines) + b"\nx\n")
    assert [change.path for change in history.record(1).changes] == ["good.md"]


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[" * 100_000 + b"\n", b"\xff\n", b'{"clipper": 2}\n', b"7\n", b"\0" * 5000]
)
def test_a_journal_with_another_first_line_is_an_empty_record(raw: bytes, history: History) -> None:
    (history.folder / "00000001.log").write_bytes(raw)
    assert history.record(1) == OperationRecord(1, "", ())
    assert [*history.latest()] == [OperationRecord(1, "", ())]


def test_other_files_beside_the_journals_are_ignored(history: History) -> None:
    for name in ("00000001 (conflicted copy).log", "1.log", "0000000a.log", "٠٠٠٠٠٠٠١.log", "00000009"):
        (history.folder / name).write_text("{}")
    write_journal(history, ("a.md", b"old", b"new"))
    assert [record.number for record in history.latest()] == [1]


def test_operations_older_than_a_day_are_deleted_with_their_files(history: History) -> None:
    for month in range(1, 7):
        write_journal(history, ("a.md", b"old", b"new"), when=f"2026-{month:02}-01T08:00:00+02:00")
    trash = history.folder / "00000002"
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
    versions = [*history.versions(lambda path: path == "a.md", b"three")]
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
