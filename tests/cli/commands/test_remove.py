"""`clipper remove`: clips leave the archive, and can be found again."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS
from tests.running import Result

ASKED = "Remove “letter”? [y/N]: "


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def stands(archive: Path) -> list[str]:
    return sorted(path for path in CLIPS if (archive / path).exists())


def without(*paths: str) -> list[str]:
    return sorted(CLIPS.keys() - set(paths))


def kept_aside(archive: Path) -> list[bytes]:
    """Return the bytes of all that was removed."""
    return [file.read_bytes() for file in (archive / ".clipper").rglob("*.md")]


def test_a_clip_that_was_named_is_put_aside(run: Run, archive: Path) -> None:
    content = (archive / "undated/letter.md").read_bytes()
    ran = run("remove", "letter")
    assert ran.status == 0
    assert ran.out.split("\t")[0] == "cpszkkwz"
    assert ran.err == "Removed “letter”. `clipper undo` brings it back.\n"
    assert stands(archive) == without("undated/letter.md")
    assert kept_aside(archive) == [content]
    assert run("show", "letter").status == 1
    assert run("remove", "letter").err == "clipper: no clip is called “letter”. `clipper list` shows the handles.\n"


def test_several_are_removed_together_and_an_unreadable_one_too(run: Run, archive: Path) -> None:
    ran = run("remove", "broken", "rates", "broken", "--yes", "--quiet")
    assert ran == Result(0, "", "")
    assert stands(archive) == without("2024/broken.md", "2025/2025-05-19-bbc-news-rates.md")
    assert len(kept_aside(archive)) == 2


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_a_terminal_is_asked_and_no_answer_is_no(run: Run, archive: Path, answer: str) -> None:
    ran = run("remove", "letter", terminal=True, stdin=answer)
    assert (ran.status, ran.err) == (1, f"{ASKED}clipper: nothing was removed\n")
    assert "cps" in ran.out
    assert stands(archive) == without()


def test_a_yes_on_the_terminal_or_on_the_command_line_removes(run: Run, archive: Path) -> None:
    assert run("remove", "letter", terminal=True, stdin="y\n").err.startswith(f"{ASKED}Removed “letter”. ")
    assert run("remove", "rates", "-y", terminal=True).err.startswith("Removed “Rates: a pause”. ")
    assert len(stands(archive)) == len(CLIPS) - 2


def test_a_query_needs_a_yes_where_nobody_can_be_asked(run: Run, archive: Path) -> None:
    ran = run("remove", "--where", "tag:world")
    assert ran == Result(
        1, "", "clipper: this would remove 2 clips: “Rates: a pause” and “Ceasefire talks start”. Add --yes.\n"
    )
    assert stands(archive) == without()
    assert run("remove", "--where", "tag:world", "--yes").status == 0
    assert len(stands(archive)) == len(CLIPS) - 2
    assert run("remove", "--where", "tag:world").err == "No clip matches tag:world\n"


def test_a_dry_run_shows_what_would_go(run: Run, archive: Path) -> None:
    ran = run("remove", "--where", "tag:world", "--dry-run")
    assert (ran.status, ran.err) == (0, "Would remove 2 clips: “Rates: a pause” and “Ceasefire talks start”.\n")
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == ["tssgkhsj", "shbzhczx"]
    assert stands(archive) == without()
    assert not (archive / ".clipper").exists()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((), 2, "name the clips, or the query that finds them with --where"),
        (("letter", "--where", "x"), 2, "name the clips, or the query"),
        (("letter", "zeppelin"), 1, "no clip is called “zeppelin”"),
        (("--where", "(a"), 2, "this parenthesis is not closed"),
    ],
)
def test_what_cannot_be_done_removes_nothing(
    run: Run, archive: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    ran = run("remove", "--yes", *words)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err
    assert stands(archive) == without()


def test_a_dash_stands_for_the_names_on_stdin(run: Run) -> None:
    named = run("list", "tag:world").out
    assert run("remove", "-", "-q", stdin=named) == Result(0, "", "")
    assert run("list", "tag:world").out == ""
    assert run("remove", "-", stdin="zeppelin\n").status == 1
