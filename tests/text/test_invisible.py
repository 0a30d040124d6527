"""Characters that cannot be seen: shown as stand-ins, unless a script needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper import text

JOINED = [
    "می\u200cخواهم",  # Persian: I want
    "کتاب\u200cها",  # books
    "خبر\u200cها",  # news: the letter before never joins
    "۲۰\u200cساله",  # 20 years old
    "سال ۱۴۰۳ ه\u200d.ش",  # the calendar, abbreviated
    "क्\u200dष और क्\u200cष",  # Hindi: a half form, and none
    "അവന്\u200d",  # Malayalam: a final letter without its vowel
    "ශ්\u200dරී ලංකා",  # Sri Lanka
    "র\u200d্যাব",  # Bengali
    "ᠮᠠ᠋ ᠰᠠᠷ\u180eᠠ",  # Mongolian: another form of a letter, a parted vowel
    "ภาษา\u200bไทย",  # Thai: a place to break the line
    "ព័ត៌មាន\u200bថ្មី «VOA»\u200bថា",  # Khmer: the other side may be a mark
    "ສະບາຍ\u200bດີ",  # Lao
    "葛\U000e0100城市",  # Japanese: a form of a character
    "שָ\u034f\u05b8",  # Hebrew: marks in this order
    "👩\u200d👩\u200d👧\u200d👦 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f",
    "1\ufe0f\u20e3 ☎\ufe0e ☎\ufe0f",
    "⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙",
]
"""Texts in which each invisible character has a task."""


@pytest.mark.parametrize("value", JOINED)
def test_what_a_script_needs_stays(value: str) -> None:
    assert text.safe(value) == text.safe_lines(value) == text.strip_unsafe(value) == value
    assert text.is_safe(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("pay\u200bpal", "pay<U+200B>pal"),
        ("pay\u200cpal pay\u200dpal", "pay<U+200C>pal pay<U+200D>pal"),
        ("a\u2060b\ufeffc", "a<U+2060>b<U+FEFF>c"),
        ("Regierungs\xaderklärung", "Regierungs<U+00AD>erklärung"),
        ("a\u3164b\u115f\u1160\uffa0", "a<U+3164>b<U+115F><U+1160><U+FFA0>"),
        ("a\u034fb a\u180eb a\u2800b", "a<U+034F>b a<U+180E>b a<U+2800>b"),
        ("a\ufe0f 1\ufe0f 葛\ufe0f", "a<U+FE0F> 1<U+FE0F> 葛<U+FE0F>"),
        ("☎\ufe0f\ufe0f", "☎\ufe0f<U+FE0F>"),
        ("می\u200c\u200cخواهم", "می<U+200C><U+200C>خواهم"),
        ("می\u200c", "می<U+200C>"),
        ("ไทย\u200b\u200bไทย ไทย\u200b", "ไทย<U+200B><U+200B>ไทย ไทย<U+200B>"),
        ("👩\u200d", "👩<U+200D>"),
        ("\ufff9a\ufffab\ufffb", "<U+FFF9>a<U+FFFA>b<U+FFFB>"),
        ("♪\U0001d173\U0001d159", "♪<U+1D173><U+1D159>"),
        ("a\U000e0041\U000e0fff", "a<U+E0041><U+E0FFF>"),
        ("a\ufff0\u2065", "a<U+FFF0><U+2065>"),
    ],
)
def test_what_no_script_needs_is_shown_by_its_number(value: str, shown: str) -> None:
    assert text.safe(value) == shown
    assert not text.is_safe(value)
    assert not text.is_plain(value)


@pytest.mark.parametrize(
    "value", ["Zürich: „So geht es“ – 東京 §5 ½\xa0€", "Привет, мир", "नमस्ते", "שלום", "한국어", "e\u0301"]
)
def test_what_can_be_seen_stays(value: str) -> None:
    assert text.safe(value) == value


@given(
    st.lists(
        st.sampled_from(
            "ab1 人人ب ه ক ্ क ไก☎👩🏽\u20e3\u200b\u200c\u200d\ufe0f\u180e\u034f\u2800\xad\u2060\ufeff\ud800"
        )
    )
)
def test_a_text_is_made_safe_once_and_for_all(letters: list[str]) -> None:
    value = "".join(letters)
    assert text.safe(text.safe(value)) == text.safe(value)
    assert text.is_safe(text.safe(value))
    assert text.is_safe(text.strip_unsafe(value))
    assert text.is_safe(value) == (text.safe(value) == value)


def test_a_piece_keeps_the_joiner_that_the_next_piece_may_need() -> None:
    assert text.safe_piece("می\u200c") == text.strip_unsafe_piece("می\u200c") == "می\u200c"
    assert text.safe_piece("می\u2060") == "می<U+2060>"
    assert text.strip_unsafe_piece("می\u2060") == "می"
    assert text.safe_pieces(["می\u200c", "خواهم", "\u200c", "!"]) == ["می\u200c", "خواهم", "<U+200C>", "!"]
