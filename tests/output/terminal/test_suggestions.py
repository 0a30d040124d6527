"""Proposed tags as a person and as a program reads them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.suggestions import Suggestion
from clipper.output.plain import suggestions
from clipper.output.terminal.suggestions import render, render_heading
from clipper.output.terminal.theme import console
from tests.output.hostile import keeps, leaks, nasty, widest
from tests.output.samples import CEASEFIRE

ONE = Suggestion(
    "world/ukraine",
    93,
    (
        "“Ukraine” stands in the title (120 of the 131 other clips that say so have it)",
        "5 of the 8 most similar clips have it (kbtvwxyz, lbtvwxyz, mbtvwxyz, …)",
    ),
)
suggested = st.builds(Suggestion, nasty, st.integers(50, 100), st.lists(nasty, max_size=2).map(tuple))


def drawn(width: int, *drawings: object) -> str:
    from io import StringIO

    out = StringIO()
    for drawing in drawings:
        console(out, no_color=True, width=width).print(drawing)
    return out.getvalue()


def test_a_clip_stands_above_its_tags_and_each_reason_on_lines_of_its_own() -> None:
    assert drawn(60, render_heading(CEASEFIRE, unique_length=3, width=60), render(ONE)).splitlines() == [
        "",
        "Trump says Russia and Ukraine will start ceasefire talks",
        "kbtvwxyz  2000-05-19  Reuters  world/ukraine  world/russia …",
        "  world/ukraine  93 %",
        "    “Ukraine” stands in the title (120 of the 131 other",
        "    clips that say so have it)",
        "    5 of the 8 most similar clips have it (kbtvwxyz,",
        "    lbtvwxyz, mbtvwxyz, …)",
    ]


@pytest.mark.parametrize("width", [20, 60, 80, 200])
@given(keeps, suggested)
def test_whatever_it_says_it_fits_and_acts_on_nothing(width: int, kept: object, one: Suggestion) -> None:
    shown = drawn(width, render_heading(kept, unique_length=3, width=width), render(one))  # type: ignore[arg-type]
    assert not leaks(shown)
    assert widest(shown) <= width


@given(keeps, suggested)
def test_a_program_gets_whole_lines(kept: object, one: Suggestion) -> None:
    offers = [(kept, [one, one])]
    lines = "".join(suggestions.tsv(offers))  # type: ignore[arg-type]
    assert not leaks(lines.replace("\t", " "))
    assert [line.count("\t") for line in lines.splitlines()] == [3, 3]
    told = "".join(suggestions.json(offers))  # type: ignore[arg-type]
    assert not leaks(told)
    assert [found["score"] for found in json.loads(told)] == [one.score, one.score]
