"""The words by which quotations are compared: accents and amounts count, case and punctuation do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.quotation.changes import as_written
from clipper.analysis.quotation.tokens import plain_article, tokens, without_added_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s a WELL-known case", "it's a well—known case"),
        ("“So,” he said: it  is\nover!", "so he said it is over"),
        ("Stra\u00dfe", "STRASSE"),
        ("cafe\u0301", "caf\u00e9"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_case_punctuation_and_blanks_are_no_difference(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resume", "résumé"),
        ("$5 million", "€5 million"),
        ("5 million", "$5 million"),
        ("10 percent", "10 % percent"),
        ("1.5 degrees", "15 degrees"),
        ("1,000", "1.000"),
        ("at 7:30", "at 73:0"),
        ("हिन्दी", "हन्द"),
        ("雨は", "雪は"),
    ],
)
def test_accents_amounts_and_letters_are(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_private_characters_cannot_forge_a_sign() -> None:
    assert tokens("1\ue0005") == ["1", "5"]


def test_of_an_article_the_signs_of_markdown_and_broken_lines_go() -> None:
    body = "We **did** [not](https://example.com/a_b) build infra-\nstructure.[^1]\n\n> At all ![x](y.png)\n"
    assert tokens(plain_article(body)) == ["we", "did", "not", "build", "infrastructure", "at", "all"]


def test_a_changed_capital_is_one_word() -> None:
    assert without_added_marks("[T]he end of [the] war") == "The end of [the] war"


@given(st.text(max_size=60))
def test_each_word_has_its_written_form(value: str) -> None:
    assert len(as_written(value)) == len(tokens(" ".join(value.split())))
