"""What a clip says in a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.excerpt import excerpt
from clipper.model.clip import Clip
from tests.effort import bounded


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One *bold* [word](https://e.com/a(b)) and `code`.\nTwo.", "One bold word and code. Two."),
        ("# Talks\n\nThe talks begin.\n\nMore.", "The talks begin. More."),
        ("Talks\n\nThe talks begin.", "The talks begin."),
        ("![A map](m.png)\n\n| a | b |\n|---|---|\n\n> Said he.", "Said he."),
        ("[[Minsk II|Minsk]] and <https://e.com/>", "Minsk and https://e.com/"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("", ""),
    ],
)
def test_the_beginning_of_the_text_without_its_signs(body: str, expected: str) -> None:
    assert excerpt(Clip(title="Talks", body=body)) == expected


def test_the_description_is_the_excerpt_of_a_clip_that_has_one() -> None:
    assert excerpt(Clip(description="In short.", body="At length.")) == "In short."


@given(st.text("ab *_[]()<>#|\n.!", max_size=300), st.integers(10, 60))
def test_it_is_one_line_of_bounded_length(body: str, length: int) -> None:
    found = excerpt(Clip(body=body), length)
    assert len(found) <= length
    assert "\n" not in found


def test_no_sign_of_markdown_takes_long() -> None:
    with bounded(2):
        for sign in ("[", "![", "[[", "<a", "*", "> ", "[a](", "\n\n"):
            excerpt(Clip(body=sign * 5_000))


def test_the_note_of_the_user_is_in_no_excerpt() -> None:
    assert excerpt(Clip(title="x", body="The strike is over.\n\n## Note\n\nCall them back.\n")) == "The strike is over."
    assert excerpt(Clip(title="x", body="## Note\n\nCall them back.\n")) == ""
