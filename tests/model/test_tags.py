"""Which tags may be, and which known ones a new one was perhaps meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import text
from clipper.model import tags, values


@pytest.mark.parametrize(
    "tag", ["a", "world/ukraine", "Süd-Korea", "climate change", "北京", "c#", "g7: summit", "x" * 100]
)
def test_a_tag_may_be_nearly_anything(tag: str) -> None:
    assert not tags.flaw(tag)


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("a,b", "comma"),
        (" a", "blank"),
        ("a\u00a0", "blank"),
        ("a  b", "blank"),
        ("a\u00a0b", "blank"),
        ("a\nb", "cannot be seen"),
        ("a\x1b[2Jb", "cannot be seen"),
        ("a\u202eb", "cannot be seen"),
        ("a\u200bb", "cannot be seen"),
        ("pay\u200dpal", "cannot be seen"),
        ("Regierungs\xaderklärung", "cannot be seen"),
        ("#a", "#"),
        ("/a", "empty level"),
        ("a/", "empty level"),
        ("a//b", "empty level"),
        ("x" * 101, "100"),
    ],
)
def test_a_tag_that_would_not_come_back_as_it_is_written_is_refused_with_the_reason(tag: str, wrong: str) -> None:
    flaw = tags.flaw(tag)
    assert wrong in flaw
    assert text.safe(flaw) == flaw


def test_a_tag_from_another_program_keeps_the_joiners_of_its_script_and_no_others() -> None:
    assert tags.sanitize("خبر\u200cها, pay\u200bpal") == "خبر\u200cها paypal"


@given(st.text(max_size=12))
def test_a_tag_that_passes_reads_back_from_a_header_unchanged(tag: str) -> None:
    if tags.flaw(tag):
        return
    assert values.parse_tags(tag) == values.parse_tags([tag]) == (tag,)


@pytest.mark.parametrize(
    ("tag", "known", "near"),
    [
        ("ukraine", "ukraine Ukraine", []),
        ("Ukraine", "ukraine", ["ukraine"]),
        ("Munchen", "münchen", ["münchen"]),
        ("UN", "un us", ["un"]),
        ("elections", "election", ["election"]),
        ("tax", "taxes taxi", []),
        ("taxes", "tax", ["tax"]),
        ("taxi", "tax", []),
        ("city", "cities", ["cities"]),
        ("ukrane", "ukraine", ["ukraine"]),
        ("urkaine", "ukraine", ["ukraine"]),
        ("ceesefyre", "ceasefire", ["ceasefire"]),
        ("cesefyre", "ceasfires", []),
        ("iran", "iraq", ["iraq"]),
        ("rain", "trains", []),
        ("world/ukrane", "ukraine world/ukraine", ["world/ukraine"]),
        ("World/ukrane", "world/ukraine", ["world/ukraine"]),
        ("wrold/ukraine", "world/ukraine", ["world/ukraine"]),
        ("world/us", "world/uk world/un", []),
        ("us/tax", "uk/tax", []),
        ("cease/fire", "ceasefire", ["ceasefire"]),
        ("vote2024", "vote2025", []),
        ("peace", "place pease peaces Peace", ["Peace", "peaces", "pease"]),
    ],
)
def test_near_misses_are_named_the_likeliest_first(tag: str, known: str, near: list[str]) -> None:
    assert tags.near_misses(tag, dict.fromkeys(known.split(), 1)) == near


def test_of_two_near_misses_alike_the_one_more_used_comes_first() -> None:
    assert tags.near_misses("ukrane", {"ukraine": 1, "ukrase": 9}) == ["ukrase", "ukraine"]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("ukraine", "Ukraine", "case"),
        ("résumé", "resume", "case"),
        ("world/elections", "world/election", "plural"),
        ("ukrane", "ukraine", "typo"),
        ("ceesefyre", "ceasefire", "typo"),
        ("world", "ukraine", ""),
        ("us", "uk", ""),
    ],
)
def test_what_sets_two_tags_apart_is_said(one: str, other: str, apart: str) -> None:
    assert tags.similarity(one, other) == tags.similarity(other, one) == apart


COUNTS = {"world/uk": 3, "World": 1, "peace": 2, "Peace": 1, "élan": 1}


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("peace", "peace"),
        ("Peace", "Peace"),  # both are in use
        ("PEACE", "peace"),  # the one with more clips
        ("WORLD/UK", "world/uk"),
        ("world/UK", "world/uk"),
        ("WORLD/Paris", "world/Paris"),
        ("World/Paris", "World/Paris"),
        ("PEACE/Talks", "peace/Talks"),
        ("Élan", "élan"),
        ("elan", "elan"),  # an accent is more than case
        ("peaceful", "peaceful"),
    ],
)
def test_a_tag_that_differs_in_case_only_is_spelled_as_the_known_one(tag: str, known: str) -> None:
    assert tags.known_spelling(tag, COUNTS) == known


def test_it_is_told_which_tags_are_spelled_in_another_way() -> None:
    assert tags.spell_as_known(["PEACE", "peace", "new"], COUNTS) == (
        ["peace", "new"],
        ["PEACE becomes peace, as this archive spells it."],
    )
