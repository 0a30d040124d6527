"""Journals are read as they were written: a torn one up to the tear, a malicious one without harm."""

import json
from pathlib import Path

import pytest

from clipper.store.history import Change, History, OperationRecord
from clipper.store.history.journal import Journal
from clipper.system import files
from tests.store.history.journals import write_journal


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


def test_the_last_change_of_a_file_counts_and_a_void_one_does_not(history: History) -> None:
    assert history.folder
    journal = Journal(history.folder, "2026-11-22", [], 0)
    for after in (b"one", b"two"):
        journal.append([(Change("a.md", files.digest(b"old"), files.digest(after)), b"old")])
    journal.append([(Change("b.md", "", files.digest(b"b")), b"")])
    journal.cancel("b.md")
    journal.close(1, complete=True)
    (change,) = history.record(1).changes
    assert (change.path, change.new_digest) == ("a.md", files.digest(b"two"))


def test_a_journal_with_only_void_changes_is_removed(history: History) -> None:
    assert history.folder
    journal = Journal(history.folder, "2026-11-22", [], 0)
    journal.append([(Change("b.md", "", files.digest(b"b")), b"")])
    journal.cancel("b.md")
    journal.close(0, complete=True)
    assert history.newest() is None


def test_a_journal_cut_at_any_byte_is_read_up_to_the_cut(history: History, tmp_path: Path) -> None:
    old_bytes = [b'first\n{"path": 1}\n', b"second", b"\0\xff" * 9]
    write_journal(history, *((f"{number}.md", old, b"new") for number, old in enumerate(old_bytes)), complete=False)
    file = tmp_path / "00000001.log"
    raw = file.read_bytes()
    counts = set()
    for length in range(len(raw) + 1):
        file.write_bytes(raw[:length])
        record = history.record(1)
        counts.add(record.count)
        for change, old in zip(record.changes, old_bytes, strict=False):
            assert history.old_bytes(record, change) == old
    assert counts == {0, 1, 2, 3}


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
def test_a_journal_is_read_up_to_a_line_that_clipper_did_not_write(
    fields: dict[str, object], history: History, tmp_path: Path
) -> None:
    head = {"clipper": 1, "when": "2026", "words": [], "undoes": 0}
    line = {"path": "a.md", "before": files.digest(b"x"), "after": "", "size": 1} | fields
    good = {"path": "good.md", "before": "", "after": files.digest(b"x")}
    lines = (json.dumps(fields).encode() for fields in (head, good, line))
    (tmp_path / "00000001.log").write_bytes(b"\n".join(lines) + b"\nx\n")
    assert [change.path for change in history.record(1).changes] == ["good.md"]


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[" * 100_000 + b"\n", b"\xff\n", b'{"clipper": 2}\n', b"7\n", b"\0" * 5000]
)
def test_a_journal_with_another_first_line_is_an_empty_record(raw: bytes, history: History, tmp_path: Path) -> None:
    (tmp_path / "00000001.log").write_bytes(raw)
    assert history.record(1) == OperationRecord(1, "", ())
    assert [*history.latest()] == [OperationRecord(1, "", ())]
