"""Quotations that are pieced together from several places."""

from clipper.analysis.quotation.pieces import pieces

TEXTS = {
    "a.md": ["we", "were", "wrong", "about", "the", "bridge", "last", "year"],
    "b.md": ["and", "the", "bridge", "stays", "where", "it", "is"],
}


def test_the_paths_of_the_parts_in_their_order() -> None:
    assert pieces(["were", "wrong", "about", "the", "bridge", "stays", "where", "it", "is"], TEXTS) == ["a.md", "b.md"]


def test_a_last_part_may_begin_in_the_part_before_it() -> None:
    assert pieces(["were", "wrong", "about", "the", "bridge", "stays", "where"], TEXTS) == ["a.md", "b.md"]


def test_a_word_that_is_nowhere_spoils_it() -> None:
    assert pieces(["were", "wrong", "about", "the", "new", "bridge", "stays", "where", "it", "is"], TEXTS) == []


def test_parts_of_a_few_words_are_chance() -> None:
    assert pieces(["we", "were", "stays", "where", "wrong", "about"], TEXTS) == []
    assert pieces(["we"], {}) == []
