"""The help: an example on every page, options in groups, nothing cut off, and nothing that only Typer understands."""

import re
from itertools import chain

import pytest

from clipper.cli.commands import COMMANDS, SECOND
from clipper.model.keys import FIELDS
from tests.conftest import FakeSystem
from tests.running import Result, run

VERBS = [*COMMANDS, *chain.from_iterable((f"{verb} {word}" for word in words) for verb, words in SECOND.items())]
TOPICS = ["help query", "help templates"]


def page(system: FakeSystem, verb: str, width: int = 80, **named: bool) -> str:
    words = verb.split() if verb in TOPICS else [*verb.split(), "--help"]
    asked = run(system, *words, width=width, **named)  # type: ignore[arg-type]
    assert (asked.status, asked.err) == (0, "")
    return asked.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_page_has_an_example_and_says_what_every_option_takes(system: FakeSystem, verb: str) -> None:
    text = page(system, verb)
    usage, _, rest = text.partition("\n\n")
    assert usage.startswith(f"Usage: clipper {verb}")
    assert re.search(rf"(^  |`)clipper {verb}\b", rest, re.MULTILINE)
    assert not re.search(r"INTEGER|<\w+>|custom|range|\[default", rest)
    assert run(system, "help", *verb.split()) == Result(0, text, "")


@pytest.mark.parametrize("verb", [*VERBS, *TOPICS])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal_but_an_example(system: FakeSystem, verb: str, width: int) -> None:
    for line in page(system, verb, width).splitlines():
        assert len(line) <= width or line.startswith("  clipper "), line
        assert "…" not in line.replace("“…”", "")


@pytest.mark.parametrize(
    ("verb", "headings"),
    [
        ("add", ["Text", "Fields", "Pages", "Fetching", "Keeping", "Options"]),
        ("list", ["Query", "Output", "Options"]),
        ("tags", ["Query", "Output", "Options"]),
        ("tag", ["Query", "Change", "Output", "Options"]),
        ("check", ["Query", "Change", "Output", "Options"]),
        ("duplicates", ["Query", "Change", "Output", "Options"]),
        ("tags rename", ["Change", "Options"]),
        ("", ["Collect", "Read", "Share", "Maintain", "Setup", "Output", "Options"]),
    ],
)
def test_options_are_in_groups(system: FakeSystem, verb: str, headings: list[str]) -> None:
    assert re.findall(r"^([A-Z]\w+)$", page(system, verb), re.MULTILINE) == headings


def test_a_topic_fits_one_screen_and_names_the_fields(system: FakeSystem) -> None:
    for topic in TOPICS:
        assert len(page(system, topic).splitlines()) < 24
    templates = " ".join(page(system, "help templates").split())
    assert ", ".join(FIELDS) in templates
    for topic in TOPICS:
        assert f"`clipper {topic}`" in page(system, "")


def test_a_terminal_gets_colours_and_a_pipe_none_unless_asked(system: FakeSystem) -> None:
    pipe = page(system, "list")
    assert "\x1b" not in pipe
    drawn = page(system, "list", terminal=True)
    assert "\x1b[1mQuery\x1b[0m" in drawn
    assert re.sub(r"\x1b\[[0-9;]*m", "", drawn) == pipe
    assert run(system, "--color", "always", "list", "--help").out == drawn
    assert run(system, "list", "--color", "always", "--help").out == drawn
    assert run(system, "--color", "never", "list", "--help", terminal=True).out == pipe


def test_what_is_longer_than_the_terminal_goes_through_the_pager(system: FakeSystem) -> None:
    system.pages = []
    assert run(system, "help", "query", terminal=True, height=10).out == ""
    assert run(system, "help", "query", terminal=True, height=30).out
    assert len(system.pages) == 1


@pytest.mark.parametrize(("word", "near"), [("tgas", "tags"), ("qurey", "query"), ("rm", "remove")])
def test_help_about_what_there_is_not_names_what_there_is(system: FakeSystem, word: str, near: str) -> None:
    asked = run(system, "help", word)
    assert (asked.status, asked.out) == (2, "")
    assert near in asked.err
