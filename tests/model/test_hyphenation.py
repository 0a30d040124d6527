"""Words that are broken at line ends."""

import pytest

from clipper.model.hyphenation import broken_words, whole_words
from tests.effort import bounded


@pytest.mark.parametrize(
    ("value", "joined"),
    [
        ("the infra-\nstructure of", ["infrastructure"]),
        ("the infra-\r\n  structure of", ["infrastructure"]),
        ("Regierungs\xad\nerklärung und Bundes\u2010\nrat", ["Regierungserklärung", "Bundesrat"]),
        ("a well-known word", []),
        ("2024-\n2025 and A-\n4", []),
        ("a dash -\nand more", []),
        ("- item\n- item", []),
        ("infra-\n\nstructure", []),
    ],
)
def test_a_word_is_broken_by_a_hyphen_between_two_letters(value: str, joined: list[str]) -> None:
    assert [word.joined for word in broken_words(value)] == joined


def test_a_place_is_where_the_hyphen_and_the_line_end_are() -> None:
    (word,) = broken_words("the infra-\nstructure")
    assert "the infra-\nstructure"[word.end : word.start] == "-\n"


def test_long_runs_take_no_longer_than_others() -> None:
    with bounded(2):
        list(broken_words("a" * 500_000 + "-\n" + "b" * 500_000))
        list(broken_words("a-\n" * 100_000))
        list(broken_words("-" * 500_000 + " " * 500_000))


def test_a_text_with_whole_words() -> None:
    assert whole_words("the infra-\nstructure and Bundes-\nrat.") == "the infrastructure and Bundesrat."
    assert whole_words("nothing - broken") == "nothing - broken"
