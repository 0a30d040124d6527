"""Poems, transcripts and tables with tabs are drawn in the lines in which they were written."""

import textwrap

import pytest

from tests.effort import bounded
from tests.output.terminal.test_article import text_of


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Tyger Tyger,\nIn the forests of the night;\nWhat?",
            "  Tyger Tyger,\n  In the forests of the night;\n  What?",
        ),
        ("> A *frog*\n> jumps into the pond\n> again", "  │ A frog\n  │ jumps into the pond\n  │ again"),
        ("MASON: When?\nPESKOV: Soon,\nperhaps.", "  MASON: When?\n  PESKOV: Soon, perhaps."),
        ("**Q:** When?\n**A:** Soon.", "  Q: When?\n  A: Soon."),
        ("Party\tVotes\nGreens\t*12* %\nOthers", "  Party Votes Greens 12 % Others"),
        ("Party\tVotes\nGreens\t*12* %", "  Party    Votes\n  Greens   12 %"),
        ("a\tb\tc\nd\te", "  a   b   c\n  d   e"),
        ("one `two\nthree` four\nfive", "  one two three four five"),
    ],
)
def test_lines_that_are_meant_stay(body: str, expected: str) -> None:
    assert text_of(body) == expected


def test_prose_that_was_wrapped_at_72_columns_is_joined() -> None:
    prose = "The committee said on Tuesday that it would meet again before the summer, and then decide. " * 5
    assert text_of(textwrap.fill(prose, 72)) == text_of(prose)


def test_many_lines_take_no_longer_than_others() -> None:
    with bounded(5):
        text_of("a\tb\n" * 3_000)
        text_of("Tyger Tyger\nburning bright\n" * 3_000)
