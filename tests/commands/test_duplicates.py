"""`clipper duplicates`: one story, however often it was kept."""

import json
from pathlib import Path
from random import Random

import pytest

from clipper.index import Index
from clipper.query import Everything
from tests.benchmarks.corpus import Corpus
from tests.commands.conftest import OTHER, Run, clip
from tests.conftest import unwatched
from tests.views.hostile import plain

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
    found = json.loads(run("duplicates", "--json").out)
    assert len(found) == len(rows)
    assert list(found[0]) == ["story", "kind", "share", "handle", "date", "source", "title", "url", "path"]


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
    assert run("duplicates", "--mark", "reprint", "--dry-run").err == "Would change 3 clips.\n"
    assert run("duplicates", "--mark", "reprint").err == "Changed 3 clips.\n"
    marked = {file.name for file in (archive / "w").iterdir() if b"reprint" in file.read_bytes()}
    assert marked == {"paper.md", "copy.md", "late.md"}


def test_nothing_was_kept_twice(run: Run) -> None:
    assert run("duplicates").out == ""
    assert run("duplicates", terminal=True).err == "No story was kept twice.\n"


def test_five_thousand_clips_of_one_text_are_one_story(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(5_000):
        (root / f"{number}.md").write_text(clip("One", "2020", "Wire", OTHER), encoding="utf-8")
    index = Index(root, tmp_path / "index", unwatched)
    found = list(index.stories(Everything()))
    index.close()
    assert len(found) == 5_000
    assert {story for story, *_ in found} == {found[0][0]}


def test_what_changes_changes_the_stories_as_if_they_were_found_from_the_beginning(tmp_path: Path) -> None:
    dice, root = Random(5), tmp_path / "changing"
    root.mkdir()
    for turn in range(25):
        name = root / f"{dice.randrange(8)}.md"
        if name.exists() and dice.random() < 0.5:
            name.unlink()
        else:
            words = Corpus().clip(dice.randrange(3)).body.split()
            words[dice.randrange(100)] = f"x{turn}"
            url = f"https://e.com/{dice.randrange(6)}"
            name.write_text(clip("x", f"20{turn + 10}", "Wire", " ".join(words), url), encoding="utf-8")
        told = []
        for file in ("kept", f"new{turn}"):
            index = Index(root, tmp_path / file, unwatched)
            told.append([(kind, share, kept.path) for _, kind, share, kept in index.stories(Everything())])
            index.close()
        assert told[0] == told[1]
