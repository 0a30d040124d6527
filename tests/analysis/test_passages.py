"""Where the words of a query stand in a text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import query
from clipper.analysis.passages import LENGTH, find_passage, phrases
from clipper.model.clip import Clip
from clipper.query import parser
from tests.effort import bounded


def marked(body: str, words: str, length: int = LENGTH, description: str = "") -> str:
    """Return the passage for a query, with brackets around what is marked; empty without one."""
    node = parser.parse(words, today=date(2026, 1, 1))
    passage = find_passage(Clip(body=body, description=description), phrases(node), length)
    if passage is None:
        return ""
    shown = passage.text
    for start, end in reversed(passage.marks):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    return shown


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("One.\n\nThe talks begin.\n\nThe peace talks end.", "peace talks", "The [peace] [talks] end."),
        ("The peace\ntalks end.", '"peace talks"', "The [peace talks] end."),
        ("The peace\r\n\r\ntalks end.", '"peace talks"', ""),
        ("A cease-fire holds.", '"cease fire"', "A [cease-fire] holds."),
        ("The Élysée and the e\u0301lyse\u0301e", "elysee", "The [Élysée] and the [élysée]"),
        ("Reuters says.", "reut*", "[Reuters] says."),
        ("Reuters says.", "reut", ""),
        ("Reuters says.", "nothing OR says", "Reuters [says]."),
        ("Reuters says.", "says NOT reuters", "Reuters [says]."),
        ("Reuters says.", "source:reuters", ""),
        ("東京で地震がありました", "地震", "東京で[地震]がありました"),
        ("talks", "talks OR talks*", "[talks]"),
        ("The infra-\nstructure is old.", "infrastructure", "The [infrastructure] is old."),
        ("The infra-\nstructure is old.", "infra", "The [infra]- structure is old."),
        ("", "talks", ""),
    ],
)
def test_the_words_of_the_query_are_marked(body: str, words: str, expected: str) -> None:
    assert marked(body, words) == expected


def test_what_only_the_description_says_is_found_there() -> None:
    assert marked("Text.", "peace", description="Peace at last") == "[Peace] at last"


def test_a_long_paragraph_is_cut_on_both_sides_of_the_match() -> None:
    body = "before " * 60 + "peace " + "after " * 60
    assert marked(body, "peace", 60) == "… before before [peace] after after after after after after …"
    assert marked("peace " + "after " * 60, "peace", 30) == "[peace] after after after after …"
    assert marked("before " * 60 + "peace", "peace", 30).endswith("before before before [peace]")


@given(st.text("ab é日-\n", max_size=80), st.integers(1, 30), st.booleans())
def test_every_mark_is_a_match_and_the_passage_is_bounded(body: str, length: int, prefix: bool) -> None:
    clip = Clip(body=body)
    node = query.Text(("a",), prefix)
    passage = find_passage(clip, phrases(node), length)
    if passage is None:
        assert not query.matches(node, clip)
        return
    assert passage.marks
    assert len(passage.text) <= length + len("…  …")
    for start, end in passage.marks:
        assert passage.text[start:end].startswith("a")


def test_a_huge_text_takes_no_longer_than_to_read_it() -> None:
    with bounded(5):
        assert marked("word " * 400_000, "nothing") == ""
        assert marked("x" * 1_900_000 + " peace", "peace", 40).endswith("[peace]")
