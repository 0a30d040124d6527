"""`clipper note`: a note of the user's in a clip."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, FakeSystem
from tests.running import Result

TALKS = "2000/2000-05-19-reuters-ceasefire-talks.md"
RATES = "2025/2025-05-19-bbc-news-rates.md"
ADDED = "Added a note to “Ceasefire talks start”. `clipper undo` takes it back.\n"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def before(path: str) -> bytes:
    content = CLIPS[path]
    return content if isinstance(content, bytes) else content.encode()


def test_a_note_goes_to_the_end_and_can_be_found_shown_and_undone(run: Run, archive: Path) -> None:
    assert run("note", "talks", "Compare", "with 1995.") == Result(0, "", ADDED)
    assert (archive / TALKS).read_bytes() == before(TALKS) + b"\n## Note\n\nCompare with 1995.\n"
    assert run("note", "talks", "-q", stdin="Second.\n\nThird.\n") == Result(0, "", "")
    assert (archive / TALKS).read_bytes().endswith(b"1995.\n\nSecond.\n\nThird.\n")
    assert run("list", "compare 1995", "--format", "handles").out == "shbzhczx\n"
    assert run("undo").status == run("undo", "1").status == 0
    assert (archive / TALKS).read_bytes() == before(TALKS)


def test_the_line_ends_of_the_file_stay(run: Run, archive: Path) -> None:
    assert run("note", "rates", "-", stdin="One.\nTwo.").status == 0
    assert (archive / RATES).read_bytes() == before(RATES) + b"\r\n\r\n## Note\r\n\r\nOne.\r\nTwo.\r\n"


def test_without_a_text_the_editor_opens(run: Run, system: FakeSystem, archive: Path) -> None:
    system.editor = lambda raw: raw + b"Typed.\n"
    assert run("note", "talks", terminal=True) == Result(0, "", ADDED)
    assert (archive / TALKS).read_bytes().endswith(b"## Note\n\nTyped.\n")
    assert not (system.folder / "edited").exists()


def test_an_empty_note_is_none(run: Run, system: FakeSystem, archive: Path) -> None:
    assert run("note", "talks") == Result(1, "", "clipper: the note is empty\n")
    assert run("note", "talks", " ").status == 1
    system.editor = lambda raw: raw
    assert run("note", "talks", terminal=True).status == 1
    assert (archive / TALKS).read_bytes() == before(TALKS)


def test_what_was_typed_in_the_editor_is_kept_if_it_cannot_be_written(
    run: Run, system: FakeSystem, archive: Path
) -> None:
    system.editor = lambda _: b"Typed."
    ran = run("note", "broken", terminal=True)
    copy = system.folder / "edited" / "clip.md"
    assert (ran.status, ran.out) == (65, "")
    assert ran.err.startswith("clipper: 2024/broken.md:3: ")
    assert f"what you wrote is in {copy}" in ran.err
    assert copy.read_bytes() == b"Typed."
    assert (archive / "2024/broken.md").read_bytes() == before("2024/broken.md")


def test_a_dry_run_writes_nothing(run: Run, archive: Path) -> None:
    assert run("note", "talks", "x", "--dry-run").err == "Would add a note to “Ceasefire talks start”.\n"
    assert (archive / TALKS).read_bytes() == before(TALKS)
    assert not (archive / ".clipper").exists()


def test_a_protected_file_is_written_only_by_force(run: Run, archive: Path) -> None:
    (archive / TALKS).chmod(0o444)
    assert "protected" in run("note", "talks", "x").err
    assert run("note", "talks", "x", "--force").status == 0


def test_a_note_leaves_the_evidence_of_the_text_whole(run: Run) -> None:
    text = "date 2001-01-01 [Source: AP]\n\nA text that is kept.\n"
    handle = run("add", "--evidence", stdin=text).out[:8]
    assert run("note", handle, "Mine.").status == run("note", handle, "Mine too.").status == 0
    assert "changed-text" not in run("check").out
    assert run("edit", handle, "--set", "title=Other").status == 0
    assert "changed-text" not in run("check").out
