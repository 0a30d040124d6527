"""The page on reliability shows what the proofs print, and every proof has its row."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import figure_line

DOCS = Path(__file__).parent.parent / "docs"
OUTPUT = """
.....
T1 kills=21 lost=0 (add)
.
T1 kills=1025 lost=0 (tag (many))
T7 files=200 most_seconds=0.25
T7 files=2 most_seconds=0.125
T1 is no figure, nor is x T1 kills=1
.T1 kills=1
"""


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "reliability.py"))


def test_the_page_has_a_row_for_each_proof_and_no_other(script: dict[str, Any]) -> None:
    page = (DOCS / "reliability.md").read_text("utf-8")
    rows = script["rows"](page)
    assert [*rows] == [*(f"T{number}" for number in range(1, 16)), "F1"]
    assert all(len(figures) == 3 for figures in rows.values())


def test_the_numbers_of_a_proof_are_added_up_and_of_the_most_the_largest_counts(script: dict[str, Any]) -> None:
    figures = script["parse"](OUTPUT)
    assert figures == {"T1": {"kills": 1046, "lost": 0}, "T7": {"files": 202, "most_seconds": 0.25}}
    assert [*map(script["cell"], figures.values())] == ["1,046 kills, 0 lost", "202 files, 0.25 seconds at most"]


def test_what_a_test_prints_is_parsed(script: dict[str, Any]) -> None:
    line = figure_line("T9", "of (all)", {"corruptions": 100, "most_seconds": 0.3})
    assert line == "T9 corruptions=100 most_seconds=0.3 (of (all))"
    assert script["parse"](f".\n{line}\n.") == {"T9": {"corruptions": 100, "most_seconds": 0.3}}


def test_a_quick_run_fills_its_column_and_leaves_the_slow_one(script: dict[str, Any]) -> None:
    empty = f"Above.\n\n{script['BEGIN']}{script['END']}\nBelow.\n"
    slow = script["fill"](empty, {"T5": {"kills": 1043}}, "slow")
    both = script["fill"](slow, {"T1": {"kills": 278}}, "quick")
    rows = script["rows"](both)
    assert (rows["T1"], rows["T5"]) == (["278 kills", "—", "—"], ["—", "1,043 kills", "—"])
    assert both.startswith("Above.\n\n<!--")
    assert both.endswith("-->\n\nBelow.\n")
    assert script["fill"](both, {"T1": {"kills": 278}}, "quick") == both


def test_the_script_runs_every_test_that_prints_figures_of_a_proof(script: dict[str, Any]) -> None:
    assert [path for path in script["WHERE"] if not (DOCS.parent / path).exists()] == []
    proofs = [DOCS.parent / path for path in script["WHERE"]]
    for file in (DOCS.parent / "tests").rglob("test_*.py"):
        if set(re.findall(r'\bfigure\(\s*f?"([A-Z]\d+)"', file.read_text("utf-8"))) & {*script["PROOFS"]}:
            assert any(file.is_relative_to(proof) for proof in proofs), file
