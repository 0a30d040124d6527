"""How a quote is written in a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import text
from clipper.model.quotes import Quote, parse, spell


@pytest.mark.parametrize(
    ("item", "quote"),
    [
        ("Peace is far — Jane Doe", Quote("Peace is far", "Jane Doe")),
        ("Peace is far", Quote("Peace is far")),
        ("Peace — so she said — is far — Jane Doe", Quote("Peace — so she said — is far", "Jane Doe")),
        ("— Jane Doe", Quote("— Jane Doe")),
        ("", Quote("")),
    ],
)
def test_an_item_is_words_and_a_name(item: str, quote: Quote) -> None:
    assert parse(item) == quote


def test_a_long_dash_in_words_without_a_name_is_written_as_a_short_one() -> None:
    assert spell(Quote("He came — and went")) == "He came – and went"
    assert spell(Quote("He came — and went", "Jane — Doe")) == "He came — and went — Jane – Doe"


_LINES = st.text(st.sampled_from("ab —–\n"), min_size=1).map(text.one_line).filter(str.strip)


@given(_LINES, _LINES | st.just(""))
def test_a_quote_that_is_written_is_read_again_dashes_aside(words: str, speaker: str) -> None:
    def plain(value: str) -> str:
        return value.replace("—", "–")

    read = parse(spell(Quote(words, speaker)))
    assert [*map(plain, read)] == [plain(words), plain(speaker.strip("— "))]
