"""The sentence that says which clip was kept."""

import pytest
from hypothesis import given

from clipper.model.clip import Clip, StoredClip
from clipper.output.terminal.kept import render
from tests.output.drawing import draw
from tests.output.hostile import leaks, stored_clips, widest
from tests.output.samples import CEASEFIRE


def test_it_names_the_clip() -> None:
    shown = draw(render(CEASEFIRE, unique_length=3), width=100)
    assert shown == f"Kept {CEASEFIRE.handle[:3]} · 2000-05-19 · Reuters · {CEASEFIRE.clip.title}\n"


def test_what_it_does_not_know_is_left_out_or_named() -> None:
    stored = StoredClip("undated/a-letter.md", "kbtvwxyz", Clip(), 4)
    shown = draw(render(stored, unique_length=2, verb="Would keep"), width=60)
    assert shown == "Would keep kb · undated · a-letter\n"


def test_a_long_title_is_cut() -> None:
    (line,) = draw(render(CEASEFIRE, unique_length=3), width=40).splitlines()
    assert line.endswith("…")


@pytest.mark.parametrize("width", [20, 60, 200])
@given(stored_clips)
def test_whatever_a_clip_holds_it_fits_and_acts_on_nothing(width: int, stored: StoredClip) -> None:
    shown = draw(render(stored, unique_length=3), width=width)
    assert not leaks(shown)
    assert widest(shown) <= width
