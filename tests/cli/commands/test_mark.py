"""`clipper mark`: clips are put into the basket, and taken out of it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import WriteClip
from tests.running import Result

TALKS = "2000/2000-05-19-reuters-ceasefire-talks.md"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def marked(run: Run, *words: str) -> list[str]:
    return sorted(run("list", "--marked", "--format", "handles", *words).out.split())


def test_clips_are_marked_listed_combined_and_cleared(run: Run, archive: Path) -> None:
    before = (archive / TALKS).read_bytes()
    assert marked(run) == []
    assert run("mark", "talks", "rates") == Result(
        0, "", "Marked 2 clips: “Ceasefire talks start” and “Rates: a pause”. `clipper undo` takes it back.\n"
    )
    assert marked(run) == ["shbzhczx", "tssgkhsj"]
    assert marked(run, "source:reuters") == ["shbzhczx"]
    assert marked(run, "-t", "economy") == ["tssgkhsj"]
    assert run("list", "tag:marked -tag:economy", "--format", "handles").out == "shbzhczx\n"
    assert run("tag", "--where", "tag:marked", "--add", "read").status == 0
    cleared = run("mark", "--clear")
    assert cleared == Result(
        0,
        "",
        "Took the mark from 2 clips: “Rates: a pause” and “Ceasefire talks start”. `clipper undo` takes it back.\n",
    )
    assert marked(run) == []
    assert (archive / TALKS).read_bytes() == before.replace(b"- ceasefire\n", b"- ceasefire\n- read\n")
    assert run("undo").status == 0
    assert marked(run) == ["shbzhczx", "tssgkhsj"]


def test_the_mark_of_one_clip_is_taken_away(run: Run) -> None:
    run("mark", "talks", "rates")
    assert run("mark", "talks", "--clear").err.startswith("Took the mark from “Ceasefire talks start”.")
    assert run("history").out.split("\n")[0].endswith("\ttook the mark from “Ceasefire talks start”")
    assert marked(run) == ["tssgkhsj"]


def test_handles_come_from_a_pipe(run: Run) -> None:
    assert run("mark", "-", "-q", stdin=run("list", "tag:world").out) == Result(0, "", "")
    assert marked(run) == ["shbzhczx", "tssgkhsj"]
    assert run("mark", "-", stdin="").err == "There is nothing to change.\n"


def test_a_clip_that_is_marked_stays_so(run: Run) -> None:
    run("mark", "talks")
    assert run("mark", "talks").err == "“Ceasefire talks start” needed no change.\n"


def test_an_unreadable_one_is_named_and_the_others_are_marked(run: Run) -> None:
    ran = run("mark", "broken", "talks")
    assert ran.status == 65
    assert "2024/broken.md:3" in ran.err
    assert marked(run) == ["shbzhczx"]


def test_a_large_basket_is_emptied_only_on_a_yes(run: Run, write_clip: WriteClip) -> None:
    for number in range(20):
        write_clip(f"{number}.md", f"---\ntitle: N{number}\ntags: [marked]\n---\n")
    told = "this would take the mark from 20 clips: “N0”, “N1”, “N10” and 17 more"
    refused = f"clipper: {told}. --dry-run shows them, --yes changes them.\n"
    assert run("mark", "--clear") == Result(1, "", refused)
    assert run("mark", "--clear", "--yes").status == 0
    assert marked(run) == []


def test_a_mark_is_never_proposed_as_a_tag(run: Run, write_clip: WriteClip) -> None:
    for number in range(4):
        write_clip(f"{number}.md", f"---\ntitle: Marked down {number}\ntags: [marked, shops]\n---\n\nShops sell.\n")
    write_clip("new.md", "---\ntitle: Marked down again\n---\n\nShops sell.\n")
    proposed = run("tag", "new", "--suggest").out
    assert "shops" in proposed
    assert "\tmarked\t" not in proposed


def test_something_must_be_named(run: Run) -> None:
    ran = run("mark")
    assert ran.status == 2
    assert ran.err == "clipper: name the clips to mark. `clipper list --marked` shows those that are.\n"
