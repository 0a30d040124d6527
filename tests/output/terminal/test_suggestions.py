"""Suggested tags as a person reads them."""

import pytest
from hypothesis import given

from clipper.analysis.suggestions import Suggestion
from clipper.model.clip import StoredClip
from clipper.output.terminal.suggestions import render, render_heading
from tests.output.drawing import draw
from tests.output.hostile import leaks, stored_clips, suggestions, widest
from tests.output.samples import CEASEFIRE

UKRAINE = Suggestion(
    "world/ukraine",
    93,
    (
        "“Ukraine” is in the title (120 of the 131 other clips with it have the tag)",
        "5 of the 8 most similar clips have it (kbtvwxyz, lbtvwxyz, mbtvwxyz, …)",
    ),
)


def test_a_clip_stands_above_its_tags_and_each_reason_on_lines_of_its_own() -> None:
    heading = render_heading(CEASEFIRE, unique_length=3, width=60)
    assert draw(heading, render(UKRAINE), width=60).splitlines() == [
        "",
        "Trump says Russia and Ukraine will start ceasefire talks",
        f"{CEASEFIRE.handle}  2000-05-19  Reuters  world/ukraine  world/russia …",
        "  world/ukraine  93 %",
        "    “Ukraine” is in the title (120 of the 131 other clips",
        "    with it have the tag)",
        "    5 of the 8 most similar clips have it (kbtvwxyz,",
        "    lbtvwxyz, mbtvwxyz, …)",
    ]


@pytest.mark.parametrize("width", [20, 60, 80, 200])
@given(stored_clips, suggestions)
def test_whatever_it_says_it_fits_and_acts_on_nothing(width: int, stored: StoredClip, suggestion: Suggestion) -> None:
    shown = draw(render_heading(stored, unique_length=3, width=width), render(suggestion), width=width)
    assert not leaks(shown)
    assert widest(shown) <= width
