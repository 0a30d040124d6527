"""`clipper timeline`: a picture on a terminal, lines in a pipe, JSON for other programs."""

import json
from pathlib import Path

import pytest

from clipper.output.plain import timeline, versus
from tests.cli.conftest import Run
from tests.conftest import WriteClip
from tests.output.hostile import plain, widest
from tests.running import Result

LEFT_OUT = "1 clip dated only by month is left out; --by month counts it.\n1 undated.\n1 unreadable.\n"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def test_a_pipe_gets_a_line_for_each_period(run: Run) -> None:
    assert run("timeline", "--by", "year", "--since", "2024").out == "2024\t1\n2025\t2\n"
    assert run("timeline", "date:2025", "--by", "day") == Result(
        0, "2025-05-19\t1\n", "1 clip dated only by month is left out; --by month counts it.\n"
    )
    assert run("timeline", "--by", "decade").out == "2000..2009\t1\n2010..2019\t0\n2020..2029\t3\n"
    assert run("timeline", "--by", "day", "--since", "2025").err == LEFT_OUT.partition("\n")[0] + "\n"


def test_asked_groups_stand_in_columns_with_their_names(run: Run) -> None:
    assert run("timeline", "--by", "year", "--since", "2024", "--of", "tag").out == (
        "period\tclips\teconomy\topinion\tworld\tothers\n2024\t1\t0\t1\t0\t0\n2025\t2\t1\t0\t0\t1\n"
    )


def test_what_is_not_counted_is_told(run: Run) -> None:
    ran = run("timeline", "-source:nobody", "--by", "day", "date:2024..")
    assert ran.err == "1 clip dated only by month is left out; --by month counts it.\n"
    assert run("timeline", "is:undated") == Result(0, "", "1 undated.\n")
    assert run("timeline", "is:unreadable").err == "1 unreadable.\n"


def test_json_has_these_keys(run: Run) -> None:
    data = json.loads(run("timeline", "--json", "--by", "year", "--of", "source").out)
    assert tuple(data) == timeline.KEYS
    assert (data["from"], data["to"], data["clips"], data["undated"], data["unreadable"]) == (
        "2000",
        "2025",
        4,
        1,
        1,
    )
    assert data["groups"][0] == {"name": "BBC News", "clips": 1}
    assert data["groups"][-1] == {"name": None, "clips": 0}
    assert data["periods"][-1] == {"period": "2025", "clips": 2, "counts": [1, 0, 1, 0, 0]}
    assert len(data["periods"]) == 26
    nothing = json.loads(run("timeline", "--json", "zeppelin").out)
    assert (nothing["from"], nothing["clips"], nothing["groups"], nothing["periods"]) == (None, 0, [], [])


def test_two_queries_stand_side_by_side(run: Run) -> None:
    arguments = ("timeline", "tag:world", "--versus", "tag:opinion", "--by", "decade")
    assert run(*arguments).out == (
        "2000..2009\t1\t0\t100.0\t1\t0\t0\t0\n2010..2019\t0\t0\t\t0\t0\t0\t0\n2020..2029\t1\t1\t50.0\t1\t0\t1\t0\n"
    )
    data = json.loads(run(*arguments, "--json").out)
    assert data["queries"] == ["tag:world", "tag:opinion"]
    assert data["share"] == 66.7
    assert tuple(data["periods"][0]) == versus.KEYS
    drawn = plain(run(*arguments, terminal=True).out)
    assert "2020..2029  1  50 % " in drawn
    assert "all         2  67 % " in drawn
    assert "pick-ups" not in drawn
    assert json.loads(run("timeline", "x9", "--versus", "x8", "--json").out)["share"] is None


@pytest.mark.usefixtures("wire")
def test_stories_and_pick_ups_are_counted_apart(run: Run) -> None:
    arguments = (
        "timeline",
        "source:wire OR source:paper",
        "--versus",
        "date:2021-03-02.. OR source:herald",
        "--by",
        "day",
    )
    assert [line.split("\t") for line in run(*arguments, "--until", "2021").out.splitlines()] == [
        ["2021-03-01", "1", "0", "100.0", "1", "0", "0", "0"],
        ["2021-03-02", "1", "1", "50.0", "0", "1", "1", "0"],
        ["2021-03-03", "1", "1", "50.0", "0", "1", "0", "1"],
        ["2021-03-04", "1", "1", "50.0", "0", "1", "0", "1"],
    ]
    data = json.loads(run(*arguments, "--json").out)
    assert (data["stories"], data["pickups"], data["versus_stories"], data["versus_pickups"]) == (1, 3, 4, 3)
    drawn = plain(run("--no-color", *arguments, terminal=True, width=70).out)
    assert "▓▓ its pick-ups" in drawn
    assert "\nstories " in drawn


@pytest.mark.parametrize("width", [20, 40, 60, 100, 200])
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--of", "tag"),
        ("--of", "nothing"),
        ("--heatmap",),
        ("--by", "month"),
        ("tag:world", "--versus", "is:undated"),
    ],
    ids=" ".join,
)
def test_a_terminal_gets_a_picture_that_fits(run: Run, words: tuple[str, ...], width: int) -> None:
    ran = run("timeline", *words, terminal=True, width=width)
    assert ran.status == 0
    assert ran.out
    assert widest(ran.out) <= width


def test_the_first_and_the_last_year_of_all_make_no_thousands_of_rows(run: Run, write_clip: WriteClip) -> None:
    for year in ("0001-01-01", "9999-12-31"):
        write_clip(f"{year}.md", f"---\ntitle: x{year}\ndate: {year}\n---\n\nBody {year}\n")
    assert len(run("timeline").out.splitlines()) == 100
    assert widest(run("timeline", terminal=True, width=60).out) <= 60
    assert run("timeline", "--by", "day").status == 2
    assert run("timeline", "--heatmap", "--year", "9999", terminal=True).status == 0
    assert run("timeline", "--heatmap", "--year", "1", terminal=True).status == 0


def test_a_heatmap_shows_the_last_year_or_the_one_that_is_named(run: Run) -> None:
    assert "1 clip on a day of 2025" in plain(run("timeline", "--heatmap", terminal=True).out)
    assert "1 clip on a day of 2024" in plain(run("timeline", "--heatmap", "--year", "2024", terminal=True).out)
    assert len(run("timeline", "--heatmap").out.splitlines()) == 365


def test_nothing_is_a_sentence(run: Run) -> None:
    assert run("timeline", "zeppelin") == Result(0, "", "")
    assert run("timeline", "zeppelin", terminal=True) == Result(0, "", "No clip matches zeppelin\n")
    assert plain(run("timeline", "x9", "--versus", "x8", terminal=True).out).startswith("██ x9\n██ x8\n")
    assert plain(run("timeline", "is:undated", terminal=True).out) == "no dated clips\n1 undated\n"


@pytest.mark.parametrize(
    "words",
    [("--heatmap", "--by", "day"), ("--versus", "x", "--of", "tag"), ("--year", "2025"), ("--by", "hour"), ("(",)],
    ids=" ".join,
)
def test_what_does_not_go_together_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("timeline", *words).status == 2
