"""`clipper undo`: everything that a command did comes back, and nothing that was done since is touched."""

from pathlib import Path

import pytest

from tests.cli.commands.conftest import Run
from tests.conftest import CLIPS, FakeSystem
from tests.faults.oracle import state
from tests.running import Result

LETTER = "undated/letter.md"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


COMMANDS = [
    ("tag", "letter", "x"),
    ("tag", "--where", "has:tags", "-a", "x", "-r", "ceasefire"),
    ("edit", "rates", "--set", "source=BBC", "--unset", "tags"),
    ("remove", "letter", "broken", "rates"),
    ("remove", "--where", "date:2000..", "--yes"),
    ("add", "piece.txt"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_there_and_back_and_there_again(words: tuple[str, ...], run: Run, archive: Path) -> None:
    (archive.parent / "piece.txt").write_text("date 2026-01-02 [Source: Reuters]\n\nA new piece.\n")
    before = state(archive)
    assert run(*words).status == 0
    after = state(archive)
    assert after != before
    for number in range(1, 5):
        ran = run("undo")
        assert ran.status == 0
        assert ran.err.startswith(f"Took back operation {number}, ")
        assert state(archive) == (before if number % 2 else after)


def test_what_was_done_is_told(run: Run) -> None:
    run("remove", "letter", "rates")
    ran = run("undo")
    assert ran == Result(
        0, "", "Took back operation 1, remove letter rates: 2 brought back. `clipper undo` does it again.\n"
    )
    assert run("undo", "--quiet") == Result(0, "", "")


def test_an_older_operation_is_taken_back_by_its_number(run: Run, archive: Path) -> None:
    run("tag", "rates", "one")
    run("remove", "letter")
    ran = run("undo", "1")
    assert ran.err.startswith("Took back operation 1, tag rates one: 1 changed back.")
    assert (archive / "2025/2025-05-19-bbc-news-rates.md").read_bytes() == CLIPS["2025/2025-05-19-bbc-news-rates.md"]
    assert not (archive / LETTER).exists()


def test_what_was_changed_since_is_passed_over_and_named(run: Run, archive: Path) -> None:
    run("tag", "--where", "has:tags", "-a", "x")
    (archive / "2024/2024-11-02-asahi-地震.md").write_text("Rewritten.\n")
    (archive / "2025/2025-05-19-bbc-news-rates.md").unlink()
    ran = run("undo")
    assert ran.status == 1
    assert "clipper: 2025/2025-05-19-bbc-news-rates.md is no longer there\n" in ran.err
    assert "clipper: 2024/2024-11-02-asahi-地震.md was changed since; 1 of 3 done\n" in ran.err
    assert (archive / "2024/2024-11-02-asahi-地震.md").read_text() == "Rewritten.\n"


def test_what_stands_there_again_is_not_written_over(run: Run, archive: Path) -> None:
    run("remove", "letter")
    (archive / LETTER).write_text("Another letter.\n")
    assert run("undo") == Result(1, "", "clipper: undated/letter.md is there again\n")
    assert (archive / LETTER).read_text() == "Another letter.\n"


def test_a_clip_that_was_removed_comes_back_with_its_mode(run: Run, archive: Path) -> None:
    (archive / LETTER).chmod(0o640)
    run("remove", "letter")
    run("undo")
    assert (archive / LETTER).stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_gone_is_made_again(run: Run, archive: Path) -> None:
    run("remove", "letter")
    (archive / "undated").rmdir()
    assert run("undo").status == 0
    assert (archive / LETTER).read_bytes() == str(CLIPS[LETTER]).encode()


def test_a_protected_clip_is_changed_back_only_by_force(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    (archive / LETTER).chmod(0o444)
    ran = run("undo")
    assert ran == Result(1, "", "clipper: undated/letter.md is protected against writing. --force changes it anyway.\n")
    assert run("undo", "1", "--force").status == 0
    assert (archive / LETTER).read_bytes() == str(CLIPS[LETTER]).encode()


def test_a_dry_run_says_what_would_become_of_each_clip(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    before = state(archive)
    ran = run("undo", "--dry-run")
    assert ran == Result(0, "changed back\tundated/letter.md\n", "Would take back operation 1, tag letter x.\n")
    assert state(archive) == before


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("undo",), 1, "clipper: there is nothing to undo: the history is empty\n"),
        (("undo", "7"), 1, "clipper: the history has no operation 7. `clipper history` lists them.\n"),
        (("undo", "0"), 2, "clipper: invalid value"),
        (("undo", "letter"), 2, "clipper: invalid value"),
    ],
)
def test_where_there_is_nothing_to_take_back_it_says_so(
    words: tuple[str, ...], status: int, message: str, run: Run
) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith(message)


def test_an_operation_that_left_nothing_points_to_the_one_before(run: Run, archive: Path) -> None:
    run("tag", "rates", "one")
    run("tag", "letter", "x")
    (archive / LETTER).write_bytes(str(CLIPS[LETTER]).encode())
    ran = run("undo")
    assert ran.status == 1
    assert ran.err == (
        "clipper: operation 2, tag letter x, left nothing to take back. "
        "`clipper undo 1` takes back the one before it.\n"
    )


def test_rubbish_saved_in_the_editor_comes_back(run: Run, archive: Path, system: FakeSystem) -> None:
    before = state(archive)
    system.editor = lambda _: b"qqqq\n"
    assert run("edit", "rates").status == 0
    assert run("undo").status == 0
    assert state(archive) == before


def test_a_history_that_a_stranger_wrote_leads_nowhere(run: Run, archive: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    (archive / "2030").symlink_to(outer)
    run("remove", "letter")
    journal = archive / ".clipper/history/00000001.log"
    journal.write_bytes(journal.read_bytes().replace(LETTER.encode(), b"2030/evil.md"))
    ran = run("undo")
    assert ran == Result(1, "", "clipper: 2030/evil.md lies behind a link\n")
    assert [*outer.iterdir()] == []


def test_yes_is_taken_though_nothing_is_asked(run: Run, archive: Path) -> None:
    before = state(archive)
    run("tag", "letter", "x")
    for words in (("undo", "--yes"), ("undo", "-y")):
        ran = run(*words, terminal=True)
        assert (ran.status, "[y/N]" in ran.err) == (0, False)
    run("undo", "-y")
    assert state(archive) == before
