"""The simple header: read without a YAML parser, and never otherwise than by one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.clipfile import header, simple_header


def by_parser(text: str) -> object:
    return header._StrictParser(text).parse()


SIMPLE = [
    "title: Talks begin\ndate: 2025-05-19\nsource: Reuters\n",
    "tags:\n- world/ukraine\n- ceasefire\nurl: https://example.com/a?b=c\n",
    "tags:\n  - a\n  - b\nx:\n",
    "title: \"Talks: “soon”\"\nauthor: 'Jane Doe'\ntags: []\n",
    "a: ~\nb: null\nc: NO\nd: 10:00\ne: it's\nf: ''\n",
    "",
]


@pytest.mark.parametrize("text", SIMPLE)
def test_a_simple_header_is_read_as_the_parser_reads_it(text: str) -> None:
    assert simple_header.parse(text) == by_parser(text)


NOT_SIMPLE = [
    "title: a: b\n",
    "title: a #b\n",
    "title: 'it''s'\n",
    'title: "a\\tb"\n',
    "title: |\n  a\n",
    "title: a\n  b\n",
    "tags: [a, b]\n",
    "tags:\n- a\n  - b\n",
    "tags: x\n- a\n",
    "title: a\ntitle: b\n",
    "# a comment\n",
    "title: a\x85b\n",
    "title: &x a\n",
    "title: !str a\n",
    "- a\n",
    "title: a ",
    "title:\ta\n",
    "\n",
]


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_whatever_is_not_simple_beyond_doubt_is_left_to_the_parser(text: str) -> None:
    assert simple_header.parse(text) is None


WORDS = [
    "a",
    "b c",
    "é",
    "日本",
    "no",
    "~",
    "null",
    "1.10",
    "10:00",
    "2025-05-19",
    "http://x.y/z?a=b#c",
    "it's",
    "a #b",
    "a: b",
    "a:",
    "-",
    "- a",
    "'q'",
    '"q"',
    "'a''b'",
    '"a\\n"',
    "[]",
    "[a]",
    "{}",
    "x, y",
    "&a",
    "*a",
    "!t",
    ">",
    "%x",
    "@x",
    "`x",
    "=",
    "<",
    "a'b",
    'a"b',
    "a{b",
    "a]b",
    "~x",
    "?x",
    "? x",
    "..",
    "...",
    "---",
    "--- a",
    ":a",
    ": a",
    "",
    "Null",
    "a\xa0",
    "\xa0",
    "a\u2028b",
    " a",
    "a ",
    "=x",
]
KEYS = ["title", "tags", "a-b", "x_1", "Date"]
INDENTS = ["", "", " ", "  "]


def some_lines(dice: Random) -> str:
    """Return a line of a header, or a key with its items."""
    word, key, indent = dice.choice(WORDS), dice.choice(KEYS), dice.choice(INDENTS)
    items = (f"\n{indent}- {dice.choice(WORDS)}" for _ in range(dice.randint(1, 3)))
    return dice.choice([f"{key}: {word}", f"{key}:", f"{indent}- {word}", f"{key}:{''.join(items)}"])


def some_header(dice: Random) -> str:
    return "".join(f"{some_lines(dice)}\n" for _ in range(dice.randint(1, 3)))


def reads_alike(text: str) -> bool:
    """Tell whether a header is simple, and so read as the parser reads it."""
    found = simple_header.parse(text)
    if found is not None:
        assert list(found.items()) == list(by_parser(text).items())  # type: ignore[attr-defined]
    return found is not None


@settings(max_examples=200)
@given(st.randoms())
def test_what_is_read_is_what_the_parser_reads_keys_in_the_same_order(dice: Random) -> None:
    reads_alike(some_header(dice))


def test_in_ten_thousand_headers_too() -> None:
    dice = Random(1)
    assert sum(reads_alike(some_header(dice)) for _ in range(10_000)) > 1000
