"""Words are found in an article as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.quotation.article import Article
from clipper.analysis.quotation.tokens import plain_article, tokens
from clipper.output.plain import hunks

BODY = """Intro.

> “The **talks** start
at noon,” he said—“never again.” 1,234.5 people; 30% of them. 彼は「橋は残る。我々は間違っていた」と述べた。
A (well-known) man’s infra-
structure … قال إن «الجسر باق» أمس. Er sagte: „Die Brücke bleibt.“
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the TALKS  start at noon", "The talks start\nat noon"),
        ("“The talks start at noon,”", "The talks start\nat noon,"),
        ("Never again", "never again"),
        ("never again.", "never again."),
        ("1,234.5 people", "1,234.5 people"),
        ("30%", "30%"),
        ("橋は残る", "橋は残る"),
        ("は間違っていた", "は間違っていた"),
        ("well known man's", "well-known) man’s"),
        ("infrastructure", "infrastructure"),
        ("الجسر باق", "الجسر باق"),
        ("Die Brücke bleibt.", "Die Brücke bleibt."),
        ("Die Brucke bleibt", None),
        ("1234.5 people", None),
        ("", None),
        ("…", None),
    ],
)
def test_words_are_found_whatever_their_case_and_punctuation(words: str, found: str | None) -> None:
    article = Article(BODY)
    passage = article.find(words)
    assert (passage and article.text[passage.start : passage.end]) == found


def test_the_first_of_several_passages_is_taken() -> None:
    assert Article("No. We said no, no.").find("no") == (0, 2)


def test_the_nearest_passage_and_how_it_differs() -> None:
    difference = Article(BODY).nearest("The talks will start at noon")
    assert difference
    assert [*map(hunks.to_text, hunks.group_changes(difference))] == ["The talks [-will-] start at noon"]
    assert Article(BODY).nearest("Nobody ever said a word of this.") is None
    assert Article("").nearest("Nobody") is None
    assert Article(BODY).nearest("…") is None


def test_a_sign_that_is_a_word_ends_no_passage() -> None:
    article = Article("Up 30%% of them.")
    passage = article.find("30%")
    assert passage
    assert article.text[passage.start : passage.end] == "30%"


@given(st.text(max_size=60), st.data())
def test_any_words_of_a_text_are_found_and_are_those_words(body: str, data: st.DataObject) -> None:
    article = Article(body)
    words = tokens(plain_article(body))
    assert article.words == words
    if not words:
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    wanted = " ".join(words[start:end])
    if tokens(wanted) != words[start:end]:
        return  # a number and its sign would be one word then
    passage = article.find(wanted)
    assert passage
    assert tokens(article.text[passage.start : passage.end]) == words[start:end]
