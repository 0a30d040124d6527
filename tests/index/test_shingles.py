"""Sketches: another edition of a text is recognised, another text is not, in three scripts."""

from random import Random

import pytest

from clipper.index import shingles
from tests.conftest import Figure
from tests.index.wires import LANGUAGES, Wire

PAIRS = 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_editions_are_alike_and_strangers_are_not(language: str, figure: Figure) -> None:
    wire, dice = Wire(language), Random(language)
    found = 0
    kept: list[shingles.Sketch] = []
    for number in range(PAIRS):
        story = wire.story(number)
        editions = [edit(story, dice).text for edit in (wire.changed, wire.cut, wire.noted)]
        sketch, *sketches = (shingles.read(shingles.sketch(text)) for text in (story.text, *editions))
        found += sum(shingles.are_alike(sketch, edition) for edition in sketches)
        kept.append(sketch)
    false = sum(shingles.are_alike(sketch, earlier) for n, sketch in enumerate(kept) for earlier in kept[:n])
    figure("duplicates", language, editions=3 * PAIRS, found=found, strangers=PAIRS * (PAIRS - 1) // 2, false=false)
    assert found == 3 * PAIRS
    assert not false


def test_a_text_too_short_to_tell_has_no_sketch_and_is_like_nothing() -> None:
    short = shingles.read(shingles.sketch("A short note."))
    assert not short.own
    assert not shingles.are_alike(short, short)
    assert shingles.share(short, short) == 0
