"""What differs between two editions: both texts can be read from it, and no text takes long."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import text
from clipper.analysis.diff import ADDED, REMOVED, SAME, Difference, compare
from tests.benchmarks.corpus import Corpus
from tests.effort import bounded

WORDS = [
    "the",
    "The",
    "bank",
    "rate",
    "“rate”",
    '"rate"',
    "fell.",
    "日本",
    "銀行は",
    "—",
    "-",
    "\u3000",
    "é",
    "x\n\ny",
    "",
]
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


def told(before: str, after: str) -> str:
    """Return a difference with what is gone in brackets and what is new in braces."""
    marks = {SAME: "{}", REMOVED: "[{}]", ADDED: "{{{}}}"}
    return "".join(marks[kind].format("".join(words)) for kind, words in compare(before, after).runs).lstrip()


def side(difference: Difference, kind: str) -> list[str]:
    return [word for run in difference.runs for word in run.words if run.kind in {SAME, kind}]


def compared(words: list[str]) -> list[str]:
    """Return words as they are compared: without blanks, with one kind of quotes and dashes."""
    return [word.strip().replace("“", '"').replace("”", '"').replace("—", "-") for word in words]


@given(texts, texts)
def test_both_texts_can_be_read_from_what_differs(before: str, after: str) -> None:
    difference = compare(before, after)
    assert compared(side(difference, REMOVED)) == compared(text.spaced_words(before))
    assert compared(side(difference, ADDED)) == compared(text.spaced_words(after))
    assert difference.is_empty is (compared(text.spaced_words(before)) == compared(text.spaced_words(after)))


@given(texts)
def test_a_text_does_not_differ_from_itself_however_its_lines_break(value: str) -> None:
    assert compare(value, value.replace(" ", "\n ")).is_empty


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The guns fall silent today.", "The guns stop today.", "The guns[ fall silent]{ stop} today."),
        ("Talks begin.", "GENEVA - Talks begin.", "{ GENEVA -} Talks begin."),
        ("It is over. Editor's note.", "It is over.", "It is over.[ Editor's note.]"),
        ("a b c d", "a x c y", "a[ b]{ x} c[ d]{ y}"),
        ("a b1 b2 c d1 d2 e", "a x1 x2 c y1 y2 e", "a[ b1 b2 c d1 d2]{ x1 x2 c y1 y2} e"),
        ("銀行は火曜日に決めた", "銀行は水曜日に決めた", "銀行は[火]{水}曜日に決めた"),
        ("“So”, he said", '"So", he says', '"So", he[ said]{ says}'),
        ("", "", ""),
        ("", "New.", "{ New.}"),
        (" old ", "", "[ old]"),
    ],
)
def test_words_are_compared_as_they_are_written(before: str, after: str, expected: str) -> None:
    assert told(before, after) == expected


def test_a_long_text_is_compared_by_sentences_and_then_by_words() -> None:
    words = Corpus().words.draw(Random(1), 9_000)
    sentences = [word + "." * (place % 12 == 11) for place, word in enumerate(words)]
    changed = [*sentences]
    changed[4_000], changed[8_000:8_012] = "CHANGED", []
    changed.insert(10, "ADDED")
    difference = compare(" ".join(sentences), " ".join(changed))
    assert [run.words for run in difference.runs if run.kind == ADDED] == [(" ADDED",), (" CHANGED",)]
    assert not difference.rough
    assert sum(len(run.words) for run in difference.runs if run.kind == REMOVED) == 13


@pytest.mark.parametrize("shape", ["two words", "one word", "strangers", "no blanks", "many sentences", "one line"])
def test_whatever_the_texts_are_it_takes_seconds_at_the_most(shape: str) -> None:
    dice = Random(shape)
    one, other = {
        "two words": lambda: (" ".join(dice.choices("ab", k=1_999)), " ".join(dice.choices("ab", k=1_999))),
        "one word": lambda: ("a " * 400_000, "b " + "a " * 400_001),
        "strangers": lambda: (" ".join(dice.choices("abcdef", k=200_000)), " ".join(dice.choices("uvwxyz", k=200_000))),
        "no blanks": lambda: ("日月" * 100_000, "月日" * 100_000),
        "many sentences": lambda: ("a. b. " * 75_000, "b. a. c. " * 50_000),
        "one line": lambda: ("x" * 3_000_000, "y" * 3_000_000),
    }[shape]()
    with bounded(8):
        difference = compare(one, other)
    assert not difference.is_empty
    assert difference.rough is (shape in {"strangers", "no blanks", "many sentences"})
