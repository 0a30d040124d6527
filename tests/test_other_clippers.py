"""A folder into which another program saves its clips is an archive as it stands: nothing is converted."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FakeSystem
from tests.intake.importers.golden import EXPORTS
from tests.output.hostile import plain
from tests.running import run as run_clipper

COUNCIL = "Clippings/What the council decided.md"
TERMINAL = "Clippings/From the command line.md"
BANK = "Clippings/The bank waits.md"


@pytest.fixture
def run(system: FakeSystem) -> Run:
    """Return what runs clipper in a vault of the Obsidian Web Clipper, into which MarkDownload saves too."""
    shutil.copytree(EXPORTS / "obsidian", system.cwd, dirs_exist_ok=True)
    shutil.copy(EXPORTS / "markdownload" / "The bank waits.md", system.cwd / BANK)

    def run(*words: str, **named: object) -> object:
        return run_clipper(system, *words, **named)  # type: ignore[arg-type]

    assert run_clipper(system, "init", "-q").status == 0
    return run  # type: ignore[return-value]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def paths(run: Run, *query: str) -> list[str]:
    return [line.split("\t")[-1] for line in run("list", *query).out.splitlines()]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ([], ["Clippings/Sport/Cup.md", COUNCIL, TERMINAL, BANK]),
        (["author:doe"], [COUNCIL, TERMINAL, BANK]),
        (['author:"john smith"'], [COUNCIL]),
        (["tag:clippings"], [COUNCIL, TERMINAL]),
        (["tag:rates"], [BANK]),
        (["url:herald.example"], ["Clippings/Sport/Cup.md", COUNCIL, TERMINAL]),
        (["url:https://www.ledger.example/bank-waits/"], [BANK]),
        (["has:source"], []),
        (["date:2025-03-04"], [COUNCIL]),
        (["is:undated"], [TERMINAL, BANK]),
        (["clipped:2025-03"], [COUNCIL, TERMINAL]),
        (["clipped:2024-05-19"], [BANK]),
        (["description:roads"], [COUNCIL]),
        (["highlighted"], [COUNCIL]),
    ],
)
def test_it_is_listed_and_found_by_all_that_it_says(query: list[str], expected: list[str], run: Run) -> None:
    assert paths(run, *query) == expected


def test_it_is_shown(run: Run) -> None:
    shown = json.loads(run("show", "council", "--json").out)
    assert shown["author"] == ["Jane Doe", "John Smith"]
    assert (shown["url"], shown["source"], shown["date"]) == ("https://herald.example/council", "", "2025-03-04")
    drawn = plain(run("show", "council", terminal=True).out)
    assert "What the council decided" in drawn
    assert "Jane Doe" in drawn
    assert "[[" not in drawn
    # What says no title is known by the name of its file.
    assert "The bank waits" in plain(run("list", terminal=True).out)


def test_a_tag_comes_in_the_way_in_which_the_others_stand_and_nothing_else_changes(
    run: Run, system: FakeSystem
) -> None:
    before = files(system.cwd)
    for name in (COUNCIL, TERMINAL, BANK):
        assert run("tag", name, "world/council").status == 0
    after = files(system.cwd)
    assert after == before | {
        COUNCIL: before[COUNCIL].replace(b'  - "clippings"\n', b'  - "clippings"\n  - world/council\n'),
        TERMINAL: before[TERMINAL].replace(b'"clippings"', b'"clippings, world/council"'),
        BANK: before[BANK].replace(b"[bank,rates]", b"[bank,rates, world/council]"),
    }
    assert paths(run, "tag:world") == [COUNCIL, TERMINAL, BANK]
    assert run("tag", "--where", "tag:world/council", "-r", "world/council", "--yes").status == 0
    assert files(system.cwd) == before


def test_a_field_is_set_under_the_key_that_stands_there(run: Run, system: FakeSystem) -> None:
    before = files(system.cwd)
    assert run("edit", TERMINAL, "--set", "date=2025-03-05").status == 0
    assert run("edit", COUNCIL, "--set", "url=https://herald.example/new").status == 0
    assert files(system.cwd) == before | {
        TERMINAL: before[TERMINAL].replace(b"published:\n", b"published: 2025-03-05\n"),
        COUNCIL: before[COUNCIL].replace(b'"https://herald.example/council"', b"https://herald.example/new"),
    }


def test_check_finds_no_fault_in_how_it_is_written(run: Run, system: FakeSystem) -> None:
    before = files(system.cwd)
    kinds = {line.split("\t")[0] for line in run("check").out.splitlines()}
    assert kinds <= {"no-date", "no-source", "no-title"}
    assert files(system.cwd) == before


def test_what_the_other_program_saves_next_is_there_at_once(run: Run, system: FakeSystem) -> None:
    assert len(paths(run)) == 4
    new = (EXPORTS / "obsidian" / COUNCIL).read_text().replace("What the council decided", "What the council forgot")
    (system.cwd / "Clippings" / "What the council forgot.md").write_text(new)
    assert "Clippings/What the council forgot.md" in paths(run)
    # The text counts beside the address: another text there is another capture of the page, and clipper says so.
    assert "kept as another capture" in run("add", "--url", "https://herald.example/cup", stdin="Another text.\n").err
