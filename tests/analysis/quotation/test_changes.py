"""The changed words of a quotation, as they are written."""

from clipper.analysis.quotation.alignment import align
from clipper.analysis.quotation.changes import difference
from clipper.analysis.quotation.tokens import plain_article, tokens
from clipper.output.plain import hunks


def _shown(quoted: str, article: str) -> str:
    words = tokens(quoted)
    found = align(words, tokens(plain_article(article)))
    assert found
    changes = difference(quoted, article, found.steps, len(words))
    return " ".join(map(hunks.to_text, hunks.group_changes(changes)))


def test_what_is_missing_is_added_and_what_is_invented_is_removed() -> None:
    article = "He said: “I did **not** have that meeting, and I never will.”"
    assert _shown("I did have that meeting", article) == "I did {+not+} have that meeting"
    assert _shown("I did not really have a meeting", article) == "I did not [-really-] have [-a-] {+that+} meeting"


def test_amounts_and_characters_of_scripts_without_blanks() -> None:
    assert _shown("costs 55 million in all", "It costs $5.5 million in all.") == "costs [-55-] {+$5.5+} million in all"
    assert _shown("こんな雪は初めてだ", "「こんな雨は初めてだ」と話した。") == "こんな[-雪-]{+雨+}は初めてだ"
