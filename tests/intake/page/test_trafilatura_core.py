"""trafilatura without what is not needed finds the same articles, and is loaded whole where something is missing."""

import json
import subprocess
import sys
from types import ModuleType

import pytest

from clipper.intake.page import extract, trafilatura_core
from tests.intake.page.golden import FOLDER

SCRIPT = """
import json, sys
from clipper.intake.page import extract, trafilatura_core
whole = sys.argv[1] == "whole"
trafilatura_core.core(whole=whole)
bodies = [extract.read(open(name, "rb").read(), "", None).fields["body"] for name in sys.argv[2:]]
print(json.dumps([bodies, sorted(name for name in ("courlan", "htmldate") if hasattr(sys.modules[name], "__file__"))]))
"""
PAGES = [str(FOLDER / f"{name}.html") for name in ("json-ld-in-a-graph", "data-table", "old-table-layout", "gallery")]


def read(how: str) -> list[list[str]]:
    words = [sys.executable, "-c", SCRIPT, how, *PAGES]
    found: list[list[str]] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return found


def test_the_same_articles_are_found_without_what_only_fetches_and_dates() -> None:
    (lean_ones, loaded), (whole_ones, all_of_it) = read("lean"), read("whole")
    assert lean_ones == whole_ones
    assert (loaded, all_of_it) == ([], ["courlan", "htmldate"])


def test_what_was_left_out_says_so_when_it_is_needed() -> None:
    nothing = trafilatura_core._Nothing("courlan")
    with pytest.raises(trafilatura_core.NeededError, match="validate_url"):
        nothing.validate_url("x")
    assert nothing.version() == ""
    assert not isinstance("x", nothing.Response)
    with pytest.raises(AttributeError):
        nothing.__path__  # noqa: B018 - asking is the point


def test_a_page_for_which_something_is_missing_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (FOLDER / "data-table.html").read_bytes()
    whole = extract.read(raw, "", None)
    before, asked = trafilatura_core.core, []

    def core(*, whole: bool = False) -> ModuleType:
        asked.append(whole)
        if not whole:
            raise trafilatura_core.NeededError
        return before()

    monkeypatch.setattr(trafilatura_core, "core", core)
    assert extract.read(raw, "", None) == whole
    assert asked == [False, True]
