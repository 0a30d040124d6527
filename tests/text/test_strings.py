"""Texts without what cannot be seen or a terminal acts on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import text


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("plain\ttext\nof two lines", "plain\ttext\nof two lines"),
        ("\x1b[31mred\x1b[0m\x07\x9b2J", "[31mred[0m2J"),
        ("a\u202eb\u200fc\ufeffd", "abcd"),
        ("Zürich 東京 👩\u200d🚀", "Zürich 東京 👩\u200d🚀"),
    ],
)
def test_a_harmless_text_has_lost_only_what_is_shown_as_a_stand_in(value: str, wanted: str) -> None:
    assert text.strip_unsafe(value) == wanted


@given(st.text())
def test_a_harmless_text_is_safe_and_made_so_once(value: str) -> None:
    harmless = text.strip_unsafe(value)
    assert text.is_safe(harmless)
    assert text.strip_unsafe(harmless) == harmless
    assert text.safe_lines(harmless) == harmless
