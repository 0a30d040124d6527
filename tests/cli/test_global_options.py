"""The options of the output stand before a verb or after it: colours, the pager, silence."""

import re

import pytest

from clipper.library import Library
from tests.cli.conftest import Run
from tests.conftest import FakeSystem

pytestmark = pytest.mark.usefixtures("archive")


READING = [
    *(["list"], ["tags"], ["sources"], ["check"], ["duplicates", "--kind", "near"], ["timeline"], ["history"]),
    *(["show", "ceasefire"], ["search"], ["config"]),
]


@pytest.mark.parametrize("words", [["list"], ["tags"], ["sources"], ["check"], ["timeline"], ["show", "ceasefire"]])
def test_what_is_longer_than_the_terminal_goes_through_the_pager_in_colours(
    run: Run,
    system: FakeSystem,
    words: list[str],
) -> None:
    whole = run(*words, terminal=True)
    system.pages = []
    paged = run(*words, terminal=True, height=3)
    assert (paged.status, paged.out) == (whole.status, "")
    assert [without_ids(page) for page in system.pages] == [without_ids(whole.out)]
    assert "\x1b[" in whole.out
    for unpaged in (["--no-pager", *words], [*words, "--no-pager"]):
        assert without_ids(run(*unpaged, terminal=True, height=3).out) == without_ids(whole.out)
    assert run(*words, height=3).out
    assert len(system.pages) == 1


def without_ids(drawn: str) -> str:
    """Return what was drawn without the random numbers of its links."""
    return re.sub(r"id=\d+", "", drawn)


def test_histories_and_duplicates_are_paged_too(run: Run, system: FakeSystem, library: Library) -> None:
    twin = library.archive.root / "twin.md"
    twin.write_bytes((library.archive.root / "undated/letter.md").read_bytes())
    run("tag", "rates", "x", "-q")
    system.pages = []
    for words in (["duplicates"], ["history"], ["history", "rates"]):
        assert run(*words, terminal=True, height=2).out == ""
    assert len(system.pages) == 3


@pytest.mark.parametrize("variables", [{"PAGER": ""}, {"CLIPPER_PAGER": "", "PAGER": "less"}])
def test_an_empty_pager_is_none(run: Run, system: FakeSystem, variables: dict[str, str]) -> None:
    system.variables = variables
    assert run("list", terminal=True, height=3).out == run("list", terminal=True).out
    system.config_file.parent.mkdir()
    system.config_file.write_text('pager = ""\n')
    system.variables = {"PAGER": "less"}
    assert run("list", terminal=True, height=3).out == run("list", terminal=True).out
    assert re.search("^pager +none$", run("config").out, re.MULTILINE)


def test_a_pipe_gets_what_a_terminal_gets_if_it_asks_for_colours(run: Run) -> None:
    drawn = run("list", terminal=True).out
    assert run("list", "--color", "always").out == run("--color", "always", "list").out == drawn
    assert run("list", "--color", "always", "--format", "tsv").out == run("list").out
    plain = run("list", "--color", "never", terminal=True).out
    assert plain == run("list", "--no-color", terminal=True).out
    assert "\x1b[36m" in drawn
    assert "\x1b[36m" not in plain


def test_another_word_for_colours_is_refused(run: Run) -> None:
    assert run("list", "--color", "yes").err == "clipper: --color is auto, always or never, not “yes”\n"
    assert run("list", "--color", "yes").status == 2


def test_an_error_is_in_colours_where_they_are_asked_for(run: Run) -> None:
    assert run("show", "zeppelin").err.startswith("clipper: no clip is called “zeppelin”")
    assert run("show", "zeppelin", "--color", "always").err.startswith("\x1b[1;31mclipper:\x1b[0m no clip")


@pytest.mark.parametrize("words", READING, ids=" ".join)
@pytest.mark.parametrize("terminal", [False, True])
def test_quiet_leaves_nothing_but_errors(run: Run, words: list[str], terminal: bool) -> None:
    loud = run(*words)
    for quiet in (run("-q", *words, terminal=terminal), run(*words, "--quiet", terminal=terminal)):
        assert (quiet.status, quiet.out) == (loud.status, "")
        assert all(line.startswith("clipper: ") for line in quiet.err.splitlines())


def test_quiet_changes_what_it_should(run: Run, library: Library) -> None:
    assert run("tag", "rates", "x", "-q") == (0, "", "")
    assert run("add", "-q", stdin="A new text.\n") == (0, "", "")
    assert run("undo", "-q") == (0, "", "")
    assert run("undo", "-q") == (0, "", "")
    assert run("remove", "rates", "-q") == (0, "", "")
    assert run("init", "-q") == (0, "", "")
    assert library.archive.root.is_dir()
