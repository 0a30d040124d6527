"""A command loads only the modules that it needs, so that it starts at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.page.golden import FOLDER
from tests.running import environment

CLIPS = Path(__file__).parents[1] / "clips"
"""The repository's own archive: its files are old enough for the index to trust their times."""

PAGE = FOLDER / "json-ld-in-a-graph.html"
EXPORT = str(Path(__file__).parent / "intake" / "importers" / "exports" / "pinboard.json")

pytestmark = pytest.mark.skipif(
    "COVERAGE_PROCESS_CONFIG" in os.environ, reason="coverage loads modules of its own in each process that it measures"
)

YAML = {"yaml", "frontmatter"}
"""What only a header needs that is not simple."""

DRAWING = {"rich", "pygments", "markdown_it", "typer.rich_utils"}
READING = {"yaml", "frontmatter", "clipper.clipfile", "concurrent.futures", "multiprocessing"}
SETTINGS = {
    "clipper.cli.session",
    "clipper.config",
    "clipper.cli.options",
    "clipper.store.archive",
    "platformdirs",
    "tomllib",
}
INDEX = {"sqlite3", "clipper.library", "clipper.index", "clipper.query"}
WRITING = {"clipper.intake.text", "clipper.model.tags", "clipper.model.fields", "tempfile", "shlex"}
NETWORK = {"clipper.system.fetch.network", "urllib3", "certifi", "idna", "http.client", "ssl"}
"""What only the fetching of a page needs."""
PAGES = {"trafilatura", "lxml", "urllib3", "courlan", "justext", "email", "clipper.intake.page.extract", "gzip"}
SAVING = {
    "clipper.store.history",
    "clipper.store.operation",
    "clipper.store.undo",
    "clipper.library.outcome",
    "clipper.intake.novelty",
    "ctypes",
}


CITING = {
    "clipper.output.citation.ordering",
    "lxml",
    "rich.markdown",
    "zipfile",
    "html",
    "email",
    "csv",
    "json.decoder",
    "clipper.query.parser",
}
"""What a reference has no need of."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder with a complete index of the archive in its cache, words and stories included."""
    home = tmp_path_factory.mktemp("home")
    (home / "piece.txt").write_text("A piece that is not in the archive.\n", "utf-8")
    for query in ((), ("moon",), ("--stories",)):
        loaded(home, "list", *query)
    return home


def loaded(home: Path, *words: str, **variables: str) -> set[str]:
    """Return every module that a command loads."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "clipper", *words],
        env=environment(home, CLIPPER_ARCHIVE=str(CLIPS), **variables),
        cwd=home,
        capture_output=True,
        check=True,
        text=True,
    )
    lines = ended.stderr.splitlines()
    assert ended.stdout
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (["--version"], DRAWING | READING | INDEX | SETTINGS | WRITING | {"json", "hashlib", "clipper.text"}),
        (["list"], DRAWING | READING | SAVING | {"json", "csv", "shlex"} | WRITING - {"tempfile"}),
        (["list", "moon", "-tag:x"], DRAWING | READING | {"json", "csv", "shlex"}),
        (["list", "--format", "{title}"], DRAWING | READING | {"csv"}),
        (["export", "--to"], DRAWING | SAVING | NETWORK | {"email", "zipfile", "sqlite3"}),
        (["list", "--json"], DRAWING | READING | SAVING | {"csv"}),
        (["list", "moon", "--format", "csv"], DRAWING | READING | SAVING),
        (["show", "moon", "--raw"], DRAWING | READING | SAVING | {"clipper.query.parser", "clipper.output"}),
        (["show", "moon", "--json"], DRAWING | SAVING | YAML | {"concurrent.futures", "clipper.query.parser"}),
        (["show", "moon"], SAVING | YAML | {"concurrent.futures", "clipper.query.parser"}),
        (["check", "moon", "--json"], DRAWING | SAVING | {"csv", "clipper.intake.text", "clipper.model.fields"}),
        (["cite", "moon"], DRAWING | READING | SAVING | CITING),
        (
            ["cite", "moon", "--to", "bibtex"],
            DRAWING
            | SAVING
            | YAML
            | {"lxml", "zipfile", "email", "csv", "json.decoder", "html", "clipper.output.markup"},
        ),
        (["tags"], DRAWING | READING | SAVING | {"json", "csv"}),
        (
            ["tag", "moon", "--suggest", "--json"],
            DRAWING | SAVING | {"csv", "concurrent.futures", "clipper.query.parser"},
        ),
        (["sources"], DRAWING | READING | SAVING | {"json", "csv"}),
        (["search", "--json"], DRAWING | READING | SAVING | {"csv", "tomlkit"}),
        (["list", "--stories"], DRAWING | READING | SAVING | {"json", "csv"}),
        (["duplicates", "--json"], DRAWING | READING | SAVING | {"csv"}),
        (["duplicates", "--json", "--diff"], DRAWING | SAVING | {"csv", "concurrent.futures"}),
        (["timeline"], DRAWING | READING | SAVING | {"json", "csv"}),
        (["timeline", "--versus", "moon"], DRAWING | READING | SAVING | {"json", "csv"}),
        (["timeline", "--json"], DRAWING | READING | SAVING | {"csv"}),
        (["add", "--dry-run", "piece.txt"], DRAWING | PAGES | {"csv", "clipper.output.plain.explain"}),
        (
            ["add", "--dry-run", str(PAGE)],
            DRAWING | PAGES | {"csv", "clipper.output.plain.explain", "clipper.intake.text.split"},
        ),
        (["add", "--dry-run", "--explain", str(PAGE)], DRAWING | PAGES),
        (["import", EXPORT, "--dry-run"], DRAWING | SAVING - {"clipper.intake.novelty"} | {"trafilatura", "lxml"}),
        (["watch", "list", "--json"], DRAWING | READING | SAVING | {"csv", "feedparser", "lxml", "sqlite3", "tomlkit"}),
        (["config"], DRAWING | READING | {"sqlite3", "clipper.index", "clipper.output"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_nothing_that_it_does_not_need(home: Path, words: list[str], needless: set[str]) -> None:
    assert not loaded(home, *words) & (needless | NETWORK)


@pytest.mark.parametrize("line", ["clipper show ", "clipper list tag:", "clipper tag moon -a "])
def test_a_key_press_loads_neither_a_parser_nor_a_picture(home: Path, line: str) -> None:
    asked = {"_CLIPPER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    found = loaded(home, **asked)
    assert not found & (DRAWING | READING | {"json", "clipper.query.parser", "clipper.output"})
    assert "clipper.index" in found


def test_a_key_press_in_a_shell_that_shows_help_texts_loads_no_rich(home: Path) -> None:
    asked = {"_CLIPPER_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "clipper sh"}
    found = loaded(home, **asked, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert not found & (DRAWING | READING | SETTINGS - {"clipper.cli.options"})


def test_wrong_usage_is_told_before_anything_is_opened(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "clipper", "list", "--nope"],
        env=environment(home),
        cwd=home,
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode == 2
    assert not {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()} & (DRAWING | READING | INDEX)
