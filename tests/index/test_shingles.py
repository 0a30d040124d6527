"""Shingles: another edition of a text is known again, another text is not, in three ways of writing."""

from random import Random

import pytest

from clipper.index import shingles
from tests.benchmarks.corpus import Corpus
from tests.conftest import Figure

PAIRS = 60
GERMAN = "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat"


def text(language: str, dice: Random) -> list[str]:
    """Return the words, or the characters, of a text of 500."""
    if language == "english":
        return Corpus().words.draw(dice, 500)
    if language == "german":
        known = [
            *GERMAN.split(),
            *(f"{a}{b}ung" for a in ["ver", "zer", "ent", "be", "ge"] for b in ["stell", "lös", "öff", "fäll"]),
        ]
        return dice.choices(known, k=500)
    kana, kanji = [chr(0x3041 + n) for n in range(80)], [chr(0x4E00 + 7 * n) for n in range(600)]
    return [dice.choice(kana if dice.random() < 0.6 else kanji) for _ in range(1000)]


@pytest.mark.parametrize("language", ["english", "german", "japanese"])
def test_editions_are_alike_and_strangers_are_not(language: str, figure: Figure) -> None:
    dice, blank = Random(language), "" if language == "japanese" else " "
    found, kept = 0, []
    for _ in range(PAIRS):
        words = text(language, dice)
        changed = [*words]
        for place in dice.sample(range(len(words)), 12):
            changed[place] = dice.choice(words)
        editions = (words, changed, words[: -len(words) // 5], text(language, dice)[:30] + words)
        one, *others = [shingles.read(shingles.sketch(blank.join(edition))) for edition in editions]
        found += sum(shingles.alike(one, other) for other in others)
        kept.append(one)
    false = sum(shingles.alike(one, other) for n, one in enumerate(kept) for other in kept[:n])
    figure("duplicates", language, editions=3 * PAIRS, found=found, strangers=PAIRS * (PAIRS - 1) // 2, false=false)
    assert found == 3 * PAIRS
    assert not false


def test_a_text_too_short_to_tell_has_no_sketch_and_is_like_nothing() -> None:
    short = shingles.read(shingles.sketch("A short note."))
    assert not short.numbers
    assert not shingles.alike(short, short)
    assert shingles.share(short, short) == 0
