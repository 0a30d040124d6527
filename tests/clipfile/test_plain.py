"""The simple header: read without a YAML parser, and never otherwise than by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.clipfile import header, plain


def by_parser(text: str) -> object:
    return header._Gate(text).read()


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
    assert plain.read(text) == by_parser(text)


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
    assert plain.read(text) is None


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
KEY = st.sampled_from(["title", "tags", "a-b", "x_1", "Date"])
WORD = st.sampled_from(WORDS)
INDENT = st.sampled_from(["", "", " ", "  "])
LINE = st.one_of(
    st.builds("{}: {}".format, KEY, WORD),
    st.builds("{}:".format, KEY),
    st.builds("{}- {}".format, INDENT, WORD),
    st.builds(
        lambda key, items, indent: "\n".join([f"{key}:", *(f"{indent}- {item}" for item in items)]),
        KEY,
        st.lists(WORD, min_size=1, max_size=3),
        INDENT,
    ),
)


@settings(max_examples=4000, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=3))
def test_what_is_read_is_what_the_parser_reads_keys_in_the_same_order(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    found = plain.read(text)
    if found is not None:
        assert list(found.items()) == list(by_parser(text).items())  # type: ignore[attr-defined]
