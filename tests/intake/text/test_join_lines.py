"""A text out of a PDF becomes paragraphs, and its broken words whole."""

import textwrap
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake.text.join_lines import has_broken_words, join_lines
from tests.benchmarks.corpus import Corpus

POEM = "So much depends\nupon\na red wheel\nbarrow"
PDF = """\
The committee wants to renew the infra-
structure of the region. It is a well-
known problem that the infrastructure is
old, and well-known that money is scarce.

A second para-
graph follows."""


def test_lines_are_joined_and_broken_words_are_whole() -> None:
    assert join_lines(PDF) == (
        "The committee wants to renew the infrastructure of the region. It is a well-known problem that the"
        " infrastructure is old, and well-known that money is scarce.\n\nA second paragraph follows."
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "He spoke of the Anglo-\nAmerican treaty at some length today.",
            "He spoke of the Anglo-American treaty at some length today.",
        ),
        (POEM, POEM),
        ("# Title\nText", "# Title\nText"),
        ("- one\n- two", "- one\n- two"),
        ("", ""),
        ("One line.\n", "One line.\n"),
        ("One\r\n\r\nTwo", "One\n\nTwo"),
    ],
)
def test_what_is_joined_and_what_stays(value: str, expected: str) -> None:
    assert join_lines(value) == expected


@cache
def long_text() -> str:
    return " ".join(Corpus().clip(1).body.split())


@given(st.integers(46, 100), st.integers(0, 800))
def test_prose_that_was_wrapped_is_prose_again(width: int, start: int) -> None:
    prose = long_text()[start : start + 900].strip(" -")
    wrapped = textwrap.fill(prose, width, break_on_hyphens=False)
    assert join_lines(wrapped) == prose or "-\n" in wrapped


def test_joined_lines_are_joined_once() -> None:
    assert join_lines(join_lines(PDF)) == join_lines(PDF)


def test_it_is_offered_where_a_third_of_the_lines_end_with_a_broken_word() -> None:
    assert has_broken_words(PDF)
    assert not has_broken_words("One infra-\nstructure only.")
    assert not has_broken_words(textwrap.fill(" ".join(["word"] * 200), 60))
    assert not has_broken_words("")
