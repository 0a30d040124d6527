"""Where the words of a quotation stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.quotation.alignment import align, occurs

TEXT = [
    *("the", "peace", "talks", "start", "at", "noon", "and", "the", "press", "waits"),
    *("outside", "until", "the", "talks", "end"),
]
_WORDS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([("talks start at noon", 0)], True),
        ([("talks end", 0)], True),
        ([("talks start", 0), ("the press waits", 3)], True),
        ([("talks start", 0), ("the press waits", 2)], False),
        ([("the press", 0), ("talks start", 9)], False),
        ([("the talks start", 0)], False),
        ([("the", 0), ("talks end", 0)], True),  # the second “the”, not the first
        ([], False),
    ],
)
def test_runs_stand_in_their_order_and_near_each_other(runs: list[tuple[str, int]], *, found: bool) -> None:
    assert occurs([(run.split(), gap) for run, gap in runs], TEXT) is found


@pytest.mark.parametrize(
    ("quoted", "cost"),
    [
        ("talks start at noon", 0),
        ("talks begin at noon", 1),
        ("talks start noon", 1),
        ("talks will start at noon", 1),
        ("nobody waits in here", 3),
    ],
)
def test_the_fewest_changes(quoted: str, cost: int) -> None:
    found = align(quoted.split(), TEXT)
    assert found
    assert found.cost == cost


def test_many_times_one_short_word_are_not_the_nearest_passage() -> None:
    found = align(
        ["the", "talks", "of", "the", "town", "start"], [*["the"] * 30, *["the", "talks", "in", "the", "town", "begin"]]
    )
    assert found
    assert found.cost == 2


def test_at_a_gap_words_are_left_out_for_nothing() -> None:
    found = align(["talks", "start", "press", "waits"], TEXT, gaps=[2], max_gap=10)
    assert found
    assert found.cost == 0


def test_without_a_common_word_there_is_none() -> None:
    assert align(["zeppelin"], TEXT) is None


@given(_WORDS, _WORDS)
def test_the_steps_lead_through_every_quoted_word(quoted: list[str], words: list[str]) -> None:
    found = align(quoted, words)
    if not found:
        assert not set(quoted) & set(words)
        return
    assert [step.quoted for step in found.steps if step.quoted is not None] == [*range(len(quoted))]
    kept = [step.kept for step in found.steps if step.kept is not None]
    assert kept == [*range(kept[0], kept[-1] + 1)] if kept else True
    changed = [s for s in found.steps if s.quoted is None or s.kept is None or quoted[s.quoted] != words[s.kept]]
    assert len(changed) == found.cost


@given(_WORDS, st.data())
def test_what_occurs_costs_nothing(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    quoted = words[start : data.draw(st.integers(start + 1, len(words)))]
    found = align(quoted, words)
    assert occurs([(quoted, 0)], words)
    assert found
    assert found.cost == 0
