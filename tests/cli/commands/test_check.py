"""`clipper check`: what is wrong is told, and only what is certain is mended."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import CLIPS, WriteClip
from tests.running import Result

REUTERS = "2000/2000-05-19-reuters-ceasefire-talks.md"
SMALL = """\
unreadable	xjgtfkbg	2024/broken.md:3	an alias (`*`) is not allowed
no-header	cpszkkwz	undated/letter.md:1	no title, no date and no source
"""
DOUBLED = "---\ntitle: One\nheadline: One\ndate: 2025\nsource: Reuters\ntags: [Economy]\n---\n\nBody\n"
MENDED = "---\ntitle: One\nheadline: One\ndate: 2025\nsource: Reuters\ntags: [economy]\n---\n\nBody\n"
TOLD = "doubled-key\twmtmnfkm\t2025/doubled.md:3\t“headline” says the same as “title”"
ASKED = "Mend “One”? [y/N]: "


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


@pytest.fixture
def doubled(write_clip: WriteClip) -> Path:
    """Return a clip that says one thing in two keys, which stay, and has a tag in a rarer spelling."""
    for name in ("a", "b"):
        write_clip(
            f"2025/{name}.md", f"---\ntitle: {name}\ndate: 2025\nsource: Reuters\ntags: [economy]\n---\n\n{name}\n"
        )
    return write_clip("2025/doubled.md", DOUBLED)


def test_a_pipe_gets_a_line_for_each_finding(run: Run, archive: Path) -> None:
    ran = run("check")
    assert ran == Result(1, SMALL, "clipper: 2 things in 2 clips need attention\n")
    assert sorted(path.relative_to(archive).as_posix() for path in archive.rglob("*.md")) == sorted(CLIPS)
    assert not (archive / ".clipper").exists()


def test_a_terminal_gets_a_report(run: Run) -> None:
    ran = run("check", terminal=True)
    assert (ran.status, ran.err) == (1, "clipper: 2 things in 2 clips need attention\n")
    for words in ("Clips that cannot be read", "2024/broken.md", "no title, no date and no source", "To mend it: "):
        assert words in ran.out


def test_the_keys_of_json_are_these(run: Run) -> None:
    data = json.loads(run("check", "--json").out)
    assert [list(one) for one in data] == [["kind", "handle", "path", "line", "what", "why", "mend", "fix"]] * 2
    assert data[0] == {
        "kind": "unreadable",
        "handle": "xjgtfkbg",
        "path": "2024/broken.md",
        "line": 3,
        "what": "an alias (`*`) is not allowed",
        "why": "Nothing in them is found, and no command changes them.",
        "mend": "clipper edit xjgtfkbg",
        "fix": "",
    }
    assert run("check", "tag:world", "--json").out == "[]\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_where_nothing_is_wrong_that_is_said(run: Run, terminal: bool) -> None:
    assert run("check", "tag:world", terminal=terminal) == Result(0, "", "Nothing is wrong with 2 clips.\n")
    assert run("check", "--source", "reuters", "--quiet", terminal=terminal) == Result(0, "", "")
    assert run("check", "zeppelin", terminal=terminal).err == "Nothing is wrong with 0 clips.\n"


def test_a_query_chooses_the_clips(run: Run) -> None:
    assert run("check", "is:unreadable").out == SMALL.splitlines(keepends=True)[0]
    assert run("check", "-is:unreadable").out == SMALL.splitlines(keepends=True)[1]
    assert run("check", "is:unreadable").err == "clipper: 1 thing in 1 clip needs attention\n"


def test_a_long_group_is_cut_on_a_terminal_and_whole_in_a_pipe(run: Run, write_clip: WriteClip) -> None:
    for number in range(1200):
        write_clip(f"notes/{number}.md", f"Note {number}.\n")
    drawn = run("check", terminal=True).out
    assert drawn.count("no title, no date and no source") == 10
    assert "and 1 191 more; -n 0 shows all" in drawn
    assert run("check", "-n", "0", terminal=True).out.count("notes/") == 1200
    assert len(run("check").out.splitlines()) == 1202
    assert len(run("check", "-n", "2", "--json").out.splitlines()) == 5


def test_a_dry_run_of_a_mend_shows_the_plan(run: Run, doubled: Path) -> None:
    ran = run("check", "--fix", "--dry-run")
    assert ran.status == 0
    assert [line.split("\t")[0::3] for line in ran.out.splitlines()] == [
        ["tag-spelling", "“Economy” becomes “economy”"],
    ]
    assert ran.err == "1 clip would be mended.\n"
    assert "“Economy” becomes “economy”" in run("check", "--fix", "--dry-run", terminal=True).out
    assert [one["fix"] for one in json.loads(run("check", "--fix", "--dry-run", "--json").out)] == [
        "“Economy” becomes “economy”",
    ]
    assert run("check", "tag:world", "--fix", "--dry-run") == Result(0, "", "0 clips would be mended.\n")
    assert doubled.read_text() == DOUBLED


def test_what_is_certain_is_mended_and_the_rest_is_told(run: Run, doubled: Path, archive: Path) -> None:
    assert run("check").err.endswith("need attention. `clipper check --fix` mends 1 of them.\n")
    ran = run("check", "--fix", "--yes")
    told = SMALL.replace("no-header", f"{TOLD}\nno-header")
    assert ran == Result(
        1, told, "Mended “One”. `clipper undo` takes it back.\nclipper: 3 things in 3 clips need attention\n"
    )
    assert doubled.read_text() == MENDED
    for path, content in CLIPS.items():
        assert (archive / path).read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert run("undo").status == 0
    assert doubled.read_text() == DOUBLED
    assert run("check", "--fix", "--yes", "--quiet").status == 1
    assert run("check", "--fix", "--yes").err == "clipper: 3 things in 3 clips need attention\n"
    assert run("check", "path:x", "tag:economy", "--fix", "--json", "--yes", "-q") == Result(0, "", "")


def test_a_terminal_is_shown_the_plan_and_asked(run: Run, doubled: Path) -> None:
    ran = run("check", "--fix", terminal=True, stdin="n\n")
    assert (ran.status, ran.err) == (1, f"{ASKED}clipper: nothing was changed\n")
    assert "“Economy” becomes “economy”" in ran.out
    assert doubled.read_text() == DOUBLED
    ran = run("check", "--fix", terminal=True, stdin="y\n")
    assert ran.err.startswith(f"{ASKED}Mended “One”. `clipper undo` takes it back.\n")
    assert doubled.read_text() == MENDED


def test_nobody_to_ask_is_no_yes(run: Run, doubled: Path) -> None:
    ran = run("check", "--fix")
    assert ran == Result(1, "", "clipper: this would mend “One”. --dry-run shows how, --yes does it.\n")
    assert doubled.read_text() == DOUBLED


def test_what_cannot_be_mended_is_told_and_the_rest_is_done(run: Run, doubled: Path, write_clip: WriteClip) -> None:
    write_clip("2025/nested.md", "---\ntitle: x\ndate: 2025\nsource: y\ntags: [[Economy]]\n---\n\nBody\n")
    ran = run("check", "--fix", "--yes")
    assert ran.status == 65
    assert ran.err.startswith("Mended “One”. `clipper undo` takes it back.\n")
    assert "clipper: 2025/nested.md:5: “tags” is written in a way" in ran.err
    assert doubled.read_text() == MENDED


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--nope"], "there is no option --nope"),
        (["-word"], "to leave a word out, write NOT word"),
        (["--yes"], "--yes goes with --fix; alone, check changes nothing"),
        (["--dry-run"], "--dry-run goes with --fix; alone, check changes nothing"),
        (["--fix", "--json"], "--fix asks first, which --json cannot: add --yes or --dry-run"),
        (["-n", "-1"], "-1"),
        (["(a"], "this parenthesis is not closed"),
        (["--since", "05/06/2025"], "can be"),
    ],
)
def test_what_has_no_meaning_is_wrong_usage(run: Run, words: list[str], message: str) -> None:
    ran = run("check", *words)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_is_said_to_be_right_while_a_folder_cannot_be_read(
    run: Run, lock_folder: Callable[[str], None]
) -> None:
    lock_folder("/clips/")
    for words in ((), ("--fix", "--yes")):
        ran = run("check", "tag:opinion", *words)
        skipped, left_out = ran.err.splitlines()
        assert ran.status == 74
        assert skipped == "Skipped .: a folder that cannot be read: permission denied."
        assert left_out == "clipper: . is left out: a folder that cannot be read: permission denied"
