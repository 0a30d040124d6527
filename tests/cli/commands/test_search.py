"""`clipper search`: a query is saved under a name, asked as `@name`, shown and dropped."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.output.hostile import plain, widest


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


def test_a_search_is_saved_asked_and_dropped(run: Run, archive: Path) -> None:
    before = (archive / ".clipper.toml").read_bytes()
    assert run("search", "save", "World", "tag:world", "-source:BBC News").err == "Saved @world; 1 clip matches now.\n"
    assert (archive / ".clipper.toml").read_bytes() == before + (
        b'\n[searches]\nworld = "tag:world -source:\\"BBC News\\""\n'
    )
    assert run("list", "@world", "--format", "{title}").out == "Ceasefire talks start\n"
    assert run("tag", "--where", "@world", "x").err.startswith("Tagged “Ceasefire talks start”: x.")
    assert run("list", "-@world", "is:untagged", "--format", "handles").out.count("\n") == 2
    assert run("search", "remove", "@world").status == 0
    assert run("list", "@world").status == 2
    assert run("undo").status == 0
    assert run("list", "@world", "--format", "{title}").out == "Ceasefire talks start\n"


def test_those_there_are_are_shown(run: Run) -> None:
    assert "No search is saved." in run("search", terminal=True).err
    run("search", "save", "b", "tag:world")
    run("search", "save", "a", "@b", "OR", "moon")
    assert [line.split("\t")[:3] for line in run("search").out.splitlines()] == [
        ["a", "2", "@b OR moon"],
        ["b", "2", "tag:world"],
    ]
    assert json.loads(run("search", "--json").out)[0]["query"] == "@b OR moon"
    shown = run("search", terminal=True, width=30).out
    assert plain(shown).splitlines()[0] == "@a  2  @b OR moon"
    assert widest(shown) <= 30


def test_who_asks_for_one_that_is_dropped_is_told(run: Run, archive: Path) -> None:
    (archive / ".clipper.toml").write_text(
        '[searches]\na = "x"\nb = "y -@A"\nc = "@a.b"\n"a.b" = "z"\n[rules]\n"(@a)" = "t"\n'
    )
    assert "It is still used by @b, the rule “(@a)”: an error now." in run("search", "remove", "a").err
    added = run("add", stdin="A text.\n")
    assert (added.status, "--no-rules keeps it without them" in added.err) == (2, True)
    assert run("add", "--no-rules", stdin="A text.\n").status == 0


def test_a_name_is_not_taken_twice(run: Run) -> None:
    run("search", "save", "a", "moon")
    assert run("search", "save", "A", "sun").err == "clipper: @a is saved already: moon. --force replaces it.\n"
    assert run("search", "save", "a", "sun", "--force", "--quiet").err == ""
    assert run("search").out.split("\t")[2] == "sun"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("save", "a b", "x"), "“a b” cannot be the name of a search: it has letters, digits, dots and hyphens"),
        (("save", "a", " "), "a search is a name and a query"),
        (("save", "a", "(x"), "this parenthesis is not closed\n  (x\n  ^"),
        (("save", "a", "x", "@a"), "@a refers to itself\n  x @a\n    ^"),
        (("remove", "a"), "no saved search is called @a"),
        (("moon",), "search shows the saved searches; its other forms are search save and search remove"),
    ],
)
def test_what_is_no_search_is_refused(run: Run, archive: Path, words: tuple[str, ...], message: str) -> None:
    before = (archive / ".clipper.toml").read_bytes()
    ran = run("search", *words)
    assert ran.status in {1, 2}
    assert message in ran.err
    assert (archive / ".clipper.toml").read_bytes() == before


def test_one_with_a_mistake_is_shown_with_its_place_beside_the_others(run: Run, archive: Path) -> None:
    (archive / ".clipper.toml").write_text('[searches]\na = "(x"\nb = "tag:world"\n')
    ran = run("search")
    assert ran.status == 2
    assert [line.split("\t")[:2] for line in ran.out.splitlines()] == [["a", ""], ["b", "2"]]
    assert ".clipper.toml:2: this parenthesis is not closed" in ran.err
    assert run("list", "@b").status == 0
    assert plain(run("search", terminal=True).out).splitlines()[0] == "@a  ?  (x"


def test_one_of_ones_own_settings_is_asked_too_and_dropped_there(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "config/config.toml"
    own.parent.mkdir()
    own.write_text('[searches]\nmine = "tag:world"\n')
    assert run("list", "@mine", "--format", "handles").out.count("\n") == 2
    assert "@mine is not saved in this archive but in" in run("search", "remove", "mine").err
