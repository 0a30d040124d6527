"""`clipper sources`: counted under one name, and merged."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
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


def test_where_no_clip_has_one_it_says_so(run: Run) -> None:
    assert run("sources", "no:source", terminal=True).err == "No clip says its source.\n"
    assert run("sources", "zeppelin", terminal=True).err == "No clip matches zeppelin\n"


def test_names_become_one_in_every_clip(run: Run) -> None:
    assert run("sources", "merge", "bbc news", "Reuters", "BBC").err.startswith(
        "Renamed outlet bbc news, Reuters to BBC in 2 clips: “"
    )
    assert "BBC\t2\t2000-05-19\t2025-05-19\n" in run("sources").out
    assert run("undo").status == 0
    assert "BBC News\t1\t" in run("sources").out
    assert run("sources", "merge", "Nobody", "BBC").status == 1
    assert run("sources", "merge", "BBC").status == 2


def test_an_alias_of_two_outlets_is_an_error_with_its_line(run: Run, archive: Path) -> None:
    (archive / ".clipper.toml").write_text('[sources]\nA = ["x"]\nB = ["X"]\n')
    ran = run("sources")
    assert (ran.status, ".clipper.toml:3: “X” names two outlets, A and B" in ran.err) == (2, True)


def test_names_become_one_in_the_settings_alone(run: Run, archive: Path) -> None:
    settings = archive / ".clipper.toml"
    settings.write_text('# mine\n[sources]\n"AP" = ["apnews.com"] # wire\nBBC = []\n')
    clips = {path: path.read_bytes() for path in archive.rglob("*.md")}
    assert run("sources", "merge", "bbc news", "bbc.co.uk", "BBC", "--alias", "--dry-run").out.endswith(
        'BBC = ["bbc news", "bbc.co.uk"]\n'
    )
    message = run("sources", "merge", "bbc news", "bbc.co.uk", "BBC", "--alias").err
    assert message == "One outlet now: BBC, bbc news, bbc.co.uk. `clipper undo` takes it back.\n"
    assert "BBC\t1\t" in run("sources").out
    run("sources", "merge", "AP", "Associated Press", "--alias")
    assert settings.read_text() == (
        '# mine\n[sources]\nBBC = ["bbc news", "bbc.co.uk"]\n"Associated Press" = ["AP", "apnews.com"]\n'
    )
    assert run("sources", "merge", "AP", "Associated Press", "--alias").err.startswith("One outlet already")
    assert {path: path.read_bytes() for path in archive.rglob("*.md")} == clips
    ran = run("sources", "merge", "AP", "Reuters", "--alias")
    assert (ran.status, "“AP” is another name of Associated Press" in ran.err) == (1, True)
    assert run("sources", "merge", "—", "Reuters", "--alias").status == 2
    assert "a character that cannot be seen" in run("sources", "merge", "a\nb", "Evil", "--alias").err
    assert run("undo").status == 0
    assert settings.read_text().splitlines()[2:] == ['"AP" = ["apnews.com"] # wire', 'BBC = ["bbc news", "bbc.co.uk"]']
