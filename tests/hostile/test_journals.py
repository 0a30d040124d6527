"""A history that comes from a stranger: it costs little time and memory, and reaches nothing outside the archive."""

import json
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clipper.store.archive import Archive
from clipper.store.history import journal_reader
from clipper.store.history.records import MAX_PACKED
from clipper.system import files
from tests.conftest import CLIPS, FakeSystem, Figure
from tests.effort import is_within, sample
from tests.faults.oracle import put_back
from tests.running import measure, run

MOST_SECONDS = 8.0
MOST_MEGABYTES = 200
HEAD = b'{"clipper": 1, "when": "2001-01-01T00:00:00+00:00", "words": ["tag", "x"], "undoes": 0}\n'
END = b'{"end": 1, "whole": true}\n'
CLIP = "undated/letter.md"
OLD = files.digest(b"old")
COMMANDS = (
    ("history",),
    ("history", CLIP),
    ("history", "--prune", "1d", "--dry-run"),
    ("undo",),
    ("redo",),
    ("undo", "--dry-run"),
    ("check",),
    ("tag", CLIP, "news"),
    ("remove", CLIP, "--yes"),
)


def line(**fields: Any) -> bytes:
    return json.dumps({"path": CLIP, "before": OLD, "after": ""} | fields).encode() + b"\n"


def sparse(journal: Path, *lines: bytes, size: int = 1 << 40) -> None:
    """Write a journal of a terabyte, of which nearly all is a hole."""
    with journal.open("wb") as file:
        file.writelines(lines)
        file.truncate(size)


def a_hole(journal: Path) -> None:
    sparse(journal)


def a_hole_after_the_head(journal: Path) -> None:
    sparse(journal, HEAD)


def old_bytes_of_a_terabyte(journal: Path) -> None:
    sparse(journal, HEAD, line(size=10**12 - 10**6))


def old_bytes_as_large_as_is_read(journal: Path) -> None:
    sparse(journal, HEAD, line(size=files.MAX_SIZE))


def more_old_bytes_than_there_are(journal: Path) -> None:
    journal.write_bytes(HEAD + line(size=10**15) + END)


def a_bomb(journal: Path) -> None:
    """Old bytes that are more than the memory of a command when they are unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(2 * MOST_MEGABYTES)) + packer.flush()
    journal.write_bytes(HEAD + line(size=len(packed), unpacked=MAX_PACKED) + packed + b"\n" + END)


def garbage(journal: Path) -> None:
    journal.write_bytes(HEAD + b"\x93\xff" * 50_000_000)


def lines_without_end(journal: Path) -> None:
    journal.write_bytes(HEAD + b'{"void": "a.md"}\n' * 6_000_000)


def changes_without_end(journal: Path) -> None:
    lines = (
        line(path=f"{number}.md", before="", after=f"{number:032}")
        for number in range(journal_reader.MAX_CHANGES + 50_000)
    )
    journal.write_bytes(HEAD + b"".join(lines))


def an_unhashable_path(journal: Path) -> None:
    journal.write_bytes(HEAD + b'{"void": {"a": []}}\n{"void": []}\n' + END)


FEW = 4
"""A journal meets each command of this number in a quick run, beginning with another than the journal before."""
JOURNALS = (
    a_hole,
    a_hole_after_the_head,
    old_bytes_of_a_terabyte,
    old_bytes_as_large_as_is_read,
    more_old_bytes_than_there_are,
    a_bomb,
    garbage,
    lines_without_end,
    an_unhashable_path,
    changes_without_end,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of the small archive, with an empty history."""
    root = tmp_path / "clips"
    put_back(root, {".clipper.toml": b""} | {path: str(text).encode() for path, text in CLIPS.items()})
    (root / ".clipper/history").mkdir(parents=True)
    yield root
    shutil.rmtree(root)  # some journals are large


@pytest.mark.sampled
@pytest.mark.parametrize("write", JOURNALS)
def test_a_hostile_journal_costs_little_time_and_memory(
    write: Callable[[Path], None], archive: Path, tmp_path: Path, figure: Figure
) -> None:
    seconds = megabytes = 0.0
    journal, written = archive / ".clipper/history/00000001.log", None
    every = len(COMMANDS) if write is changes_without_end else FEW  # there a command takes seconds
    for words in sample(COMMANDS, every, JOURNALS.index(write)):
        if written is None or not journal.exists() or journal.stat() != written:  # to write one takes a second
            write(journal)
        written = journal.stat()
        used = measure(tmp_path, "--archive", str(archive), *words)
        assert used.megabytes < MOST_MEGABYTES, (words, used.megabytes)
        assert is_within(used.seconds, MOST_SECONDS), (words, used.seconds)
        assert "Traceback" not in used.ran.err
        seconds, megabytes = max(seconds, used.seconds), max(megabytes, used.megabytes)
        for later in (archive / ".clipper/history").glob("0000000[2-9].log"):
            later.unlink()
        run_back(archive)
    figure("T7", f"journal: {write.__name__}", most_seconds=round(seconds, 2), most_MB=round(megabytes))


def run_back(archive: Path) -> None:
    """Write the clip anew that a command removed."""
    (archive / CLIP).write_bytes(str(CLIPS[CLIP]).encode())


@pytest.mark.parametrize(
    "path",
    [
        "../outside.md",
        "../../outside.md",
        "a/../../outside.md",
        "./a.md",
        "/etc/outside.md",
        "link/outside.md",
        "undated/link/outside.md",
        ".clipper/outside.md",
        ".clipper/history/00000002.log",
        "a/.git/outside.md",
        "a//b.md",
        "outside.txt",
        "a\0.md",
    ],
)
def test_a_journal_brings_no_file_back_outside_the_archive(
    path: str, archive: Path, system: FakeSystem, tmp_path: Path
) -> None:
    outside = tmp_path / "documents"
    outside.mkdir()
    (outside / "mine.md").write_bytes(b"mine")
    for link in (archive / "link", archive / "undated/link"):
        link.symlink_to(outside)
    journal = HEAD + line(path=path, size=3) + b"old\n" + line(path="back.md", size=3) + b"old\n" + END
    (archive / ".clipper/history/00000001.log").write_bytes(journal)

    ended = run(system, "--archive", str(archive), "undo", "1")

    assert "Traceback" not in ended.err
    assert {file.name for file in tmp_path.rglob("outside*")} == set()
    assert [file.name for file in outside.iterdir()] == ["mine.md"]
    # A path that no clip can have ends the journal; a path behind a link can be one, but is refused.
    assert (archive / "back.md").exists() == ("link" in path)


@pytest.mark.parametrize(
    "name", ["../00000002/1.md", "/etc/passwd", "1.md/../2.md", "..", "1.txt", "\N{ARABIC-INDIC DIGIT ONE}.md"]
)
def test_a_journal_names_no_file_of_another_operation(name: str, archive: Path, system: FakeSystem) -> None:
    (archive / ".clipper/history/00000001.log").write_bytes(HEAD + line(path="back.md", aside=name) + END)
    (archive / ".clipper/history/00000002").mkdir()
    (archive / ".clipper/history/00000002/1.md").write_bytes(b"of another operation")

    assert run(system, "--archive", str(archive), "undo", "1").status == 1

    assert not (archive / "back.md").exists()
    (archive / ".clipper/history/00000002/1.md").unlink()
    (archive / ".clipper/history/00000002").rmdir()


def test_the_highest_number_of_eight_digits_is_not_the_end_of_the_history(archive: Path, system: FakeSystem) -> None:
    (archive / ".clipper/history/99999999.log").write_bytes(HEAD + END)
    for tag in ("one", "two"):
        assert run(system, "--archive", str(archive), "tag", CLIP, tag).status == 0
    assert run(system, "--archive", str(archive), "undo").err.startswith("Took back operation 100000001, ")


@pytest.mark.parametrize("folder", ["tmp", "replaced"])
def test_a_staged_file_without_end_is_put_aside_and_not_read(
    folder: str, archive: Path, tmp_path: Path, figure: Figure
) -> None:
    (archive / f".clipper/{folder}").mkdir()
    sparse(archive / f".clipper/{folder}/0123456789abcdef")
    used = measure(tmp_path, "--archive", str(archive), "tag", CLIP, "news")
    assert used.ran.status == 0
    assert used.megabytes < MOST_MEGABYTES
    assert (archive / ".clipper/left/0123456789abcdef").stat().st_size == 1 << 40
    figure("T7", f"a file without end in {folder}", most_MB=used.megabytes)


def test_a_real_history_is_within_the_limit_of_changes(archive: Path) -> None:
    assert Archive(archive).open_own_folder("history")
    assert journal_reader.MAX_CHANGES >= 2 * 100_000
