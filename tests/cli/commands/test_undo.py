"""`clipper undo`: everything that a command did comes back, and nothing that was done since is touched."""

import errno
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, FakeSystem
from tests.faults.oracle import state
from tests.faults.shim import Call, Shim
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
    for word, told, then in (("undo", "Took back", before), ("redo", "Did", after)) * 2:
        ran = run(word)
        assert ran.status == 0
        assert ran.err.startswith(f"{told} operation 1, {words[0]} ")
        assert state(archive) == then


def test_what_was_done_is_told(run: Run) -> None:
    run("remove", "letter", "rates")
    ran = run("undo")
    assert ran == Result(
        0, "", "Took back operation 1, remove letter rates: 2 brought back. `clipper redo` does it again.\n"
    )
    assert run("redo", "--quiet") == Result(0, "", "")


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
        (("redo",), 1, "clipper: there is nothing to redo. It goes on"),
        (("undo", "7"), 1, "clipper: the history has no operation 7. `clipper history` lists them.\n"),
        (("undo", "0"), 2, "clipper: OPERATION is a whole number from 1, not “"),
        (("undo", "letter"), 2, "clipper: OPERATION is a whole number from 1, not “"),
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
    for words in (("undo", "--yes"), ("redo", "-y"), ("undo", "-y")):
        ran = run(*words, terminal=True)
        assert (ran.status, "[y/N]" in ran.err) == (0, False)
    assert state(archive) == before


def test_each_further_undo_goes_further_back_and_each_redo_forward_again(run: Run, archive: Path) -> None:
    states = [state(archive)]
    for words in (("tag", "letter", "x"), ("tag", "rates", "y"), ("remove", "letter")):
        run(*words)
        states.append(state(archive))
    place = 3
    for word in ("undo", "undo", "redo", "undo", "undo", "redo", "redo", "redo"):
        place += 1 if word == "redo" else -1
        assert run(word).status == 0
        assert state(archive) == states[place]
    assert run("redo") == Result(
        1, "", "clipper: there is nothing to redo. It goes on from `clipper undo`, until a new operation.\n"
    )


def test_where_all_is_undone_it_points_to_redo(run: Run) -> None:
    run("tag", "letter", "x")
    run("undo")
    assert run("undo") == Result(
        1, "", "clipper: there is nothing to undo. `clipper redo` does again what was taken back.\n"
    )


def test_an_undo_can_be_undone_by_its_number(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    after = state(archive)
    run("undo")
    assert run("undo", "2").err.startswith("Took back operation 2, undo: 1 changed back.")
    assert state(archive) == after
    assert [line.split("\t")[3] for line in run("history").out.splitlines()] == ["done", "taken back by 3", "done"]
    assert run("undo").err.startswith("Took back operation 1, tag letter x: ")


def test_with_a_number_it_shows_first_what_it_would_do_and_asks(run: Run, archive: Path) -> None:
    run("tag", "letter", "x")
    run("remove", "rates")
    before = state(archive)
    ran = run("undo", "1", terminal=True, stdin="n\n")
    asked = "Take back operation 1, which changes 1 file? [y/N]: "
    assert (ran.status, ran.err) == (1, f"{asked}clipper: nothing was changed\n")
    assert ran.out == run("history", "1", terminal=True).out
    assert "Tagged “letter”: x" in ran.out
    assert state(archive) == before
    assert run("undo", "1", terminal=True, stdin="y\n").status == 0
    assert (archive / LETTER).read_bytes() == str(CLIPS[LETTER]).encode()


def test_of_many_files_the_first_are_shown(run: Run, archive: Path) -> None:
    for number in range(12):
        (archive / f"undated/n{number:02}.md").write_text("A text.\n")
    run("remove", "--where", "text", "--yes")
    (archive / "undated/n00.md").write_text("Another.\n")
    ran = run("undo", "1", terminal=True, stdin="y\n")
    assert "10 of 12 clips" in ran.out
    assert ran.err.startswith(
        "Would skip: undated/n00.md is there again.\nTake back operation 1, which changes 11 files?"
    )


def test_what_was_all_changed_since_is_not_asked_about(run: Run) -> None:
    run("tag", "letter", "x")
    run("tag", "letter", "y")
    ran = run("undo", "1", terminal=True)
    assert ran.status == 1
    assert ran.err == (
        "Would skip: undated/letter.md was changed since.\n"
        "clipper: nothing is left to take back: every file of it was changed since. "
        "`clipper undo` takes back what was done last, and goes back from there.\n"
    )


def test_of_many_files_that_are_skipped_the_first_are_named(run: Run, archive: Path) -> None:
    for number in range(12):
        (archive / f"undated/n{number:02}.md").write_text("A text.\n")
    run("remove", "--where", "text", "--yes")
    for number in range(1, 12):
        (archive / f"undated/n{number:02}.md").write_text("Another.\n")
    ran = run("undo", "1", terminal=True, stdin="n\n")
    assert ran.err.count("is there again") == 10
    assert "Would skip 1 more.\n" in ran.err


def test_after_the_history_was_pruned_nothing_that_is_gone_is_undone_or_done_again(run: Run) -> None:
    run("tag", "letter", "x")
    run("undo")
    run("history", "--prune", "tomorrow", "--yes")
    assert run("undo").err == "clipper: there is nothing to undo: the history is empty\n"
    assert run("redo").status == 1


@pytest.mark.parametrize(
    ("words", "failing"),
    [
        (("tag", "letter", "x"), "swap"),
        (("tag", "--where", "has:tags", "x", "--yes"), "swap"),
        (("remove", "letter"), "rename"),
        (("add", "piece.txt"), "link"),
        (("undo",), "link"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_a_command_that_changed_nothing_leaves_nothing_to_undo(
    words: tuple[str, ...], failing: str, run: Run, archive: Path
) -> None:
    (archive.parent / "piece.txt").write_text("date 2026-01-02 [Source: Reuters]\n\nA new piece.\n")
    run("remove", "broken")
    before, history = state(archive), run("history").out

    def fail(_: int, call: Call) -> None:
        if call.name == failing and (call.path.endswith(".md") or call.target.endswith(".md")):
            raise OSError(errno.EIO, "Input/output error")

    with Shim(archive, fail).watching():
        assert run(*words).status == 74

    assert state(archive) == before
    assert run("history").out == history
    assert [file.name for file in archive.glob(".clipper/history/*.log")] == ["00000001.log"]
    assert not (archive / ".clipper/history/00000002").exists()
