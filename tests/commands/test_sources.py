"""`clipper sources`: counted under one name, and merged."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.conftest import WriteClip


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def test_outlets_are_counted_under_their_one_name(run: Run, archive: Path, write_clip: WriteClip) -> None:
    (archive / ".clipper.toml").write_text('[sources]\n"The BBC" = ["BBC News", "bbc.co.uk"]\n')
    write_clip("a.md", "---\nurl: https://news.bbc.co.uk/1\ndate: 2020\n---\n")
    assert "The BBC\t2\t2020\t2025-05-19\n" in run("sources").out
    assert [*json.loads(run("sources", "--json").out)[0]] == [
        *("source", "count", "first", "last", "spellings", "by_address")
    ]
    shown = run("sources", terminal=True, width=140).out
    assert "also BBC News; 1 by address" in shown
    assert "2 clips without one" in shown
    assert run("sources", "--sort", "size").status == 2


def test_names_become_one_in_every_clip(run: Run) -> None:
    assert run("sources", "merge", "bbc news", "Reuters", "BBC").err.startswith("Changed 2 clips.")
    assert "BBC\t2\t2000-05-19\t2025-05-19\n" in run("sources").out
    assert run("undo").status == 0
    assert "BBC News\t1\t" in run("sources").out
    assert run("sources", "merge", "Nobody", "BBC").status == 1
    assert run("sources", "merge", "BBC").status == 2


def test_an_alias_of_two_outlets_is_an_error_with_its_line(run: Run, archive: Path) -> None:
    (archive / ".clipper.toml").write_text('[sources]\nA = ["x"]\nB = ["X"]\n')
    ran = run("sources")
    assert (ran.status, ".clipper.toml:3: “X” names two outlets, A and B" in ran.err) == (2, True)
