"""What a mistyped word was meant to be."""

import pytest

from clipper.model.spelling import did_you_mean, nearest

WORDS = ("list", "show", "timeline", "tags", "Reuters")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lits", "list"), ("LISTE", "list"), ("timelin", "timeline"), ("reutres", "Reuters"), ("zeppelin", ""), ("", "")],
)
def test_a_word_is_compared_without_case(word: str, meant: str) -> None:
    assert nearest(word, WORDS) == meant
    assert did_you_mean(word, WORDS) == (f"; did you mean {meant}?" if meant else "")
