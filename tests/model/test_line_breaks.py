"""Which line breaks of a text are meant: those of poems, transcripts and tables, and never those of wrapped prose."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.line_breaks import is_table, meant_breaks, wrap_width
from tests.benchmarks.corpus import Corpus

BLAKE = """\
Tyger Tyger, burning bright,
In the forests of the night;
What immortal hand or eye,
Could frame thy fearful symmetry?"""
HAIKU = "An old silent pond\nA frog jumps into the pond\nSplash! Silence again."
UNEVEN = "so much depends\nupon\na red wheel\nbarrow\nglazed with rain\nwater"
GERMAN = """\
Der Mond ist aufgegangen,
Die goldnen Sternlein prangen
Am Himmel hell und klar;
Der Wald steht schwarz und schweiget"""
ADDRESS = "The Courier\n12 Market Street\nPortsmouth"
PAIR = "LONDON\nThe talks began on Monday."
ALL_MEANT = [
    BLAKE,
    HAIKU,
    UNEVEN,
    GERMAN,
    ADDRESS,
    PAIR,
    "a\tb\nc\td",
    "Name\tShare\nAnn\t12 percent of all the votes that were cast" * 2,
]

TRANSCRIPT = """\
MASON: We have been told for months that the talks would begin, and that
both sides would send their ministers. Is that still so?
PESKOV: It is.
MASON: When?"""
DIALOGUE = "— Vous venez ?\n— Pas avant que la pluie ait cessé, dit-elle en regardant\nla fenêtre.\n— Bien."
PROSE = " ".join(Corpus().clip(1).body.split())


def paragraph(value: str, width: int | None = None) -> list[bool]:
    return meant_breaks(value.split("\n"), wrap_width(value) if width is None else width)


@pytest.mark.parametrize("value", ALL_MEANT)
def test_what_is_no_prose_keeps_its_lines(value: str) -> None:
    assert all(paragraph(value))
    assert all(paragraph(value, width=72))


def test_in_a_transcript_a_line_begins_with_each_speaker() -> None:
    assert paragraph(TRANSCRIPT) == [False, True, True]
    assert paragraph(DIALOGUE) == [True, False, True]


@pytest.mark.parametrize("width", range(40, 101))
def test_prose_that_is_wrapped_is_joined_again(width: int) -> None:
    for start in range(0, 1500, 100):
        lines = textwrap.wrap(PROSE[start : start + 900], width)
        assert not any(meant_breaks(lines, width))


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyzABC", min_size=1, max_size=14), min_size=2, max_size=80),
    st.integers(46, 100),
)
def test_no_words_of_prose_look_like_verse_if_only_full_lines_are_broken(words: list[str], width: int) -> None:
    lines = textwrap.wrap(" ".join(words), width)
    assert not any(meant_breaks(lines, wrap_width("\n".join(lines))))


@pytest.mark.parametrize(
    "value",
    [
        "One sentence stands on each line of this text, which is longer than verse would be.\nAnother follows it.",
        "The committee said on Tuesday that it would not meet before\nthe summer.",
        "今週のニュースレターでは、提案されている方法に関する継続的な議論の要約と、\nその他の変更を掲載しています。",
    ],
)
def test_a_line_break_in_prose_means_nothing(value: str) -> None:
    assert not any(paragraph(value, width=72))


def test_a_table_has_a_tab_in_each_line() -> None:
    assert is_table(["a\tb", "c\td"])
    assert not is_table(["a\tb"])
    assert not is_table(["a\tb", "\tc"])


def test_a_text_without_wrapped_lines_has_no_width() -> None:
    assert wrap_width("One.\n\nTwo.\r\n\r\nThree.") == 0
    assert wrap_width(textwrap.fill(PROSE, 72)) in range(66, 73)
    assert meant_breaks(["one"], 72) == meant_breaks([], 0) == []
