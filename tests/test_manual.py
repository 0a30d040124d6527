"""The manual describes every command as it is: its options, its JSON keys, and links that lead somewhere."""

import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clipper.cli.commands import COMMANDS, SECOND
from clipper.library import Library
from tests.conftest import FakeSystem
from tests.running import run

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "manual.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "manual.py"))


def section(verb: str) -> str:
    return PAGE.partition(f"\n### {verb}\n")[2].partition("\n### ")[0]


def test_the_options_are_those_of_the_commands(script: dict[str, Any]) -> None:
    assert script["usage"](PAGE) == PAGE, "python docs/manual.py writes them anew"


def test_every_command_has_its_section_with_its_options(script: dict[str, Any]) -> None:
    assert [verb for verb in script["verbs"]() if f"<!-- usage: {verb} -->" not in section(verb)] == []


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("list", ["list", "--json"]),
        ("show", ["show", "ceasefire", "--json", "--neighbours"]),
        ("timeline", ["timeline", "--json"]),
        ("timeline", ["timeline", "tag:world", "--versus", "tag:economy", "--json"]),
        ("tags", ["tags", "--json"]),
        ("tags", ["tags", "--unused-twins", "--json"]),
        ("sources", ["sources", "--json"]),
        ("tag", ["tag", "--where", "ceasefire OR peace", "--suggest", "--json"]),
        ("check", ["check", "--json"]),
        ("duplicates", ["duplicates", "--json", "--diff"]),
        ("history", ["history", "--json"]),
        ("history", ["history", "ceasefire", "--json"]),
        ("search", ["search", "--json"]),
        ("import", ["import", "x.csv", "--dry-run", "--json"]),
    ],
    ids=" ".join,
)
def test_every_json_key_is_in_the_section_of_its_command(
    verb: str, words: list[str], library: Library, system: FakeSystem
) -> None:
    system.variables["CLIPPER_ARCHIVE"] = str(library.archive.root)
    (system.cwd / "x.csv").write_text("title,url,time_added,tags,status\nA,https://e.example/a,1600322788,,unread\n")
    again = "The talks start at noon.\n\nPeace is far.\n"
    assert run(system, "add", "--force", "--tag", "peace", stdin=f"date 2001 [Source: AP]\n\n{again}").status == 0
    assert run(system, "tag", "ceasefire-talks", "new").status == 0
    assert run(system, "search", "save", "peace", "peace").status == 0
    values = json.loads(run(system, *words).out)
    keys = {key for value in (values if isinstance(values, list) else [values]) for key in value}
    assert keys
    described = section(verb) + (section("list") if verb == "show" else "")
    assert {key for key in keys if f"`{key}`" not in described} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in LINK.findall(re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)):
        if "://" not in link:
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            assert target.exists(), link
            if anchor:
                headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), flags=re.MULTILINE)
                anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
                assert anchor in anchors, link


def test_the_table_of_contents_leads_to_every_command() -> None:
    contents = PAGE.partition("\n## ")[0]
    verbs = [*COMMANDS, *(f"{verb} {second}" for verb, seconds in SECOND.items() for second in seconds)]
    assert [verb for verb in verbs if f"](#{verb.replace(' ', '-')})" not in contents] == []


def test_every_extra_is_named_where_clipper_is_installed() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    install = PAGE.partition("\n## Install\n")[2].partition("\n## ")[0]
    assert {extra for extra in extras if f"`{extra}` " not in install} == set()


def test_no_line_of_the_manual_is_too_long_to_read() -> None:
    assert [line for line in PAGE.splitlines() if len(line) > 140] == []
