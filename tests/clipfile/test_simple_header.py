"""Simple headers are parsed without the YAML parser, with the same result."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.clipfile import simple_header, strict_yaml


def parse_as_yaml(text: str) -> object:
    return strict_yaml._StrictParser(text).parse()


SIMPLE = [
    "title: Talks begin\ndate: 2025-05-19\nsource: Reuters\n",
    "tags:\n- world/ukraine\n- ceasefire\nurl: https://example.com/a?b=c\n",
    "tags:\n  - a\n  - b\nx:\n",
    "title: \"Talks: “soon”\"\nauthor: 'Jane Doe'\ntags: []\n",
    "a: ~\nb: null\nc: NO\nd: 10:00\ne: it's\nf: ''\n",
    "",
]


@pytest.mark.parametrize("text", SIMPLE)
def test_a_simple_header_is_parsed_as_by_the_yaml_parser(text: str) -> None:
    assert simple_header.parse(text) == parse_as_yaml(text)


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
def test_a_header_that_may_not_be_simple_is_left_to_the_yaml_parser(text: str) -> None:
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


def random_lines(random: Random) -> str:
    """Return a line of a header, or a key with its items."""
    word, key, indent = random.choice(WORDS), random.choice(KEYS), random.choice(INDENTS)
    items = (f"\n{indent}- {random.choice(WORDS)}" for _ in range(random.randint(1, 3)))
    return random.choice([f"{key}: {word}", f"{key}:", f"{indent}- {word}", f"{key}:{''.join(items)}"])


def random_header(random: Random) -> str:
    return "".join(f"{random_lines(random)}\n" for _ in range(random.randint(1, 3)))


def is_simple(text: str) -> bool:
    """Tell whether a header is simple; assert that it is then parsed as by the YAML parser, keys in the same order."""
    mapping = simple_header.parse(text)
    if mapping is not None:
        assert list(mapping.items()) == list(parse_as_yaml(text).items())  # type: ignore[attr-defined]
    return mapping is not None


@settings(max_examples=200)
@given(st.randoms())
def test_a_random_header_is_parsed_as_by_the_yaml_parser_or_left_to_it(random: Random) -> None:
    is_simple(random_header(random))


def test_ten_thousand_random_headers_are_parsed_as_by_the_yaml_parser() -> None:
    random = Random(1)
    assert sum(is_simple(random_header(random)) for _ in range(10_000)) > 1000
