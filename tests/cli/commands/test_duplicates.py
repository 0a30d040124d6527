"""`clipper duplicates`: one story, however often it was kept."""

import json
from pathlib import Path

import pytest

from clipper.library import Library
from clipper.model.clip import Clip, StoredClip
from tests.cli.commands.conftest import clip
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.output.hostile import plain
from tests.running import Result

WIRE = "3 clips: reprint (“Talks”, “Another headline” and “Wire story”)"

pytestmark = pytest.mark.usefixtures("archive")


@pytest.mark.usefixtures("wire")
def test_a_pipe_gets_a_line_for_every_clip_and_json_has_the_public_keys(run: Run) -> None:
    rows = [line.split("\t") for line in run("duplicates").out.splitlines()]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("1", "first", "w/early.md"),
        ("1", "address", "w/late.md"),
        ("2", "first", "w/wire.md"),
        ("2", "near", "w/paper.md"),
        ("2", "exact", "w/copy.md"),
        ("2", "near", "w/wire.sync-conflict-2.md"),
    ]
    assert int(rows[3][2]) > 70
    data = json.loads(run("duplicates", "--json").out)
    assert len(data) == len(rows)
    assert list(data[0]) == ["story", "kind", "share", "handle", "date", "source", "title", "url", "path"]


@pytest.mark.usefixtures("wire")
def test_a_query_a_kind_and_a_limit_choose_stories(run: Run) -> None:
    for words, paths in (
        (("source:paper", "--kind", "near"), ["w/wire.md", "w/paper.md", "w/wire.sync-conflict-2.md"]),
        (("--kind", "exact"), ["w/wire.md", "w/copy.md"]),
        (("-n", "1"), ["w/early.md", "w/late.md"]),
        (("zeppelin",), []),
    ):
        assert [line.rpartition("\t")[2] for line in run("duplicates", *words).out.splitlines()] == paths
    assert (
        run("duplicates", "--kind", "x").status == run("duplicates", "(").status == run("duplicates", "-y").status == 2
    )


@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.usefixtures("wire")
def test_a_terminal_shows_stories_under_their_titles(run: Run, width: int) -> None:
    shown = plain(run("duplicates", terminal=True, width=width).out)
    assert all(len(line) <= width for line in shown.splitlines())
    assert "Wire story  +1 outlet" in shown
    assert "same address" in shown
    assert "2 stories · 6 clips" in shown


@pytest.mark.usefixtures("wire")
def test_all_but_the_earliest_and_the_copies_of_a_sync_program_are_marked(run: Run, archive: Path) -> None:
    assert run("duplicates", "--mark", "reprint", "--dry-run").err == f"Would tag {WIRE}.\n"
    assert run("duplicates", "--mark", "reprint").err == f"Tagged {WIRE}. `clipper undo` takes it back.\n"
    assert run("duplicates", "--mark", "reprint").err == "3 of 3 clips needed no change.\n"
    marked = {file.name for file in (archive / "w").iterdir() if b"reprint" in file.read_bytes()}
    assert marked == {"paper.md", "copy.md", "late.md"}


@pytest.mark.usefixtures("wire")
def test_many_are_marked_only_after_a_question(run: Run, write_clip: WriteClip) -> None:
    for number in range(20):
        write_clip(f"m/{number}.md", clip(f"Many {number}", "2020", "Wire", "Each says this."))
    ran = run("duplicates", "--mark", "reprint")
    told = "this would tag 22 clips: reprint (“Talks”, “Another headline”, “Wire story” and 19 more)"
    assert ran == Result(1, "", f"clipper: {told}. --dry-run shows them, --yes changes them.\n")
    assert run("duplicates", "--mark", "reprint", "--yes", "--quiet") == Result(0, "", "")


@pytest.mark.usefixtures("wire")
def test_what_differs_stands_below_each_pick_up(run: Run) -> None:
    lines = run("duplicates", "--diff", "source:herald").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "1", ""]
    assert lines[2].startswith("\t[-Talks begin.-] {+")
    rows = run("duplicates", "--diff", "source:wire").out.split("\n1\t")
    assert [row.count("\n") for row in rows] == [0, 2, 0, 2]
    assert "\n\t{+Note. Note. Note. Note. Note. Note.+} " in rows[1]
    assert rows[3].endswith(" {+More.+}\n")
    data = json.loads(run("duplicates", "--diff", "--json", "source:wire").out)
    assert [len(one["changes"] or ()) for one in data] == [0, 2, 0, 1]
    assert data[0]["changes"] is None
    assert data[3]["changes"] == [{"removed": "", "added": "More."}]
    assert not any(one["rough"] for one in data)
    assert "changes" not in json.loads(run("duplicates", "--json").out)[0]


@pytest.mark.usefixtures("wire")
def test_what_differs_is_in_colour_and_without_it_in_brackets(run: Run, system: FakeSystem) -> None:
    system.pages = []
    run("duplicates", "--diff", terminal=True, height=5)
    run("--no-color", "duplicates", "--diff", terminal=True, height=5)
    coloured, plainly = system.pages
    assert "\x1b[32mMore." in coloured
    assert "{+More.+}" not in plain(coloured)
    assert "{+More.+}" in plain(plainly)
    assert "no word differs" in plain(coloured)


@pytest.mark.usefixtures("wire")
def test_a_clip_that_can_no_longer_be_read_hides_no_other(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Library.read

    def gone(library: Library, stored: StoredClip) -> Clip:
        if stored.path == "w/paper.md":
            (archive / stored.path).unlink()
        return whole(library, stored)

    monkeypatch.setattr(Library, "read", gone)
    ran = run("duplicates", "--diff", "source:wire")
    assert ran.status == 1
    assert ran.out.splitlines()[-1].endswith("{+More.+}")
    assert ran.err.startswith("clipper: ")
    assert "w/paper.md" in ran.err
    assert ran.err.rstrip().endswith("3 of 4 done")


@pytest.mark.parametrize(
    "words", [("--mark", "x", "--diff"), ("--mark", "x", "--json"), ("--mark", "a,b"), ("--dry-run",)], ids=" ".join
)
def test_what_does_not_go_together_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("duplicates", *words).status == 2


def test_nothing_was_kept_twice(run: Run) -> None:
    assert run("duplicates").out == ""
    assert run("duplicates", terminal=True).err == "No story was kept twice.\n"
