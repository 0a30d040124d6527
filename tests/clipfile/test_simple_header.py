"""Simple headers are parsed without the YAML parser, with the same result."""

from random import Random

import frontmatter
import pytest
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.clipfile import header, simple_header, strict_yaml
from clipper.clipfile.header_editor import HeaderEditor
from clipper.model.values import Value
from tests.effort import examples


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


@settings(max_examples=examples(50))
@given(st.randoms())
def test_a_random_header_is_parsed_as_by_the_yaml_parser_or_left_to_it(random: Random) -> None:
    is_simple(random_header(random))


def test_ten_thousand_random_headers_are_parsed_as_by_the_yaml_parser() -> None:
    random = Random(1)
    assert sum(is_simple(random_header(random)) for _ in range(10_000)) > 1000


def write_as_yaml(mapping: dict[str, Value]) -> str:
    post = frontmatter.Post("")
    post.metadata = {
        key: header._as_date(value) if key in simple_header.DATE_FIELDS else value for key, value in mapping.items()
    }
    return frontmatter.dumps(post, handler=YAMLHandler(), **header._DUMP_OPTIONS) + "\n"


def test_a_usual_header_is_written_without_the_yaml_writer() -> None:
    usual: dict[str, Value] = {
        "title": "It's a story (part 2), and A & B",
        "date": "2025-05-19",
        "url": "https://example.com/a?b=c&d=%20#e".partition("#")[0],
        "tags": ["world/ukraine", "été"],
        "clipped": "2025-05-19T10:11:12+00:00",
    }
    assert simple_header.write(usual) == write_as_yaml(usual)
    for key, value in (("title", "a: b"), ("title", "yes"), ("on", "a"), ("clipped", "2025-02-30"), ("tags", [])):
        assert simple_header.write({**usual, key: value}) == ""


keys = st.sampled_from(["title", "date", "clipped", "tags", "url", "x", "on", "No", "a_b-1"])
pieces = st.lists(
    st.sampled_from(
        [
            *"aZ0 é日-_.,:#&'/()+?!%~=<>[]{}|*@`\"\\\t\n\u2028\x85",
            "https://e.example/",
            "yes",
            "null",
            "2025-05-19",
            "T10:11:12+00:00",
            "1e5",
            "0x1",
        ]
    ),
    max_size=6,
).map("".join)


@settings(max_examples=examples(125), deadline=None)
@given(st.dictionaries(keys, pieces | st.lists(pieces, min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_is_written_without_the_yaml_writer_is_what_that_would_write(mapping: dict[str, Value]) -> None:
    dates = simple_header.DATE_FIELDS
    dated = {key: value for key, value in mapping.items() if key not in dates or isinstance(value, str)}
    if written := simple_header.write(dated):
        assert written == write_as_yaml(dated)


LISTS = [
    ("title: x\n", "title: x\ntags:\n- new/one\n"),
    ("tags:\n- a\n- b\nx: y\n", "tags:\n- b\n- new/one\nx: y\n"),
    ("x:\n- a\ntags:\n  - b\n  - a\n  - 'it'\n", "x:\n- a\ntags:\n  - b\n  - 'it'\n  - new/one\n"),
]


@pytest.mark.parametrize(("before", "after"), LISTS)
def test_items_are_put_into_a_simple_header_and_left_out_as_lines(before: str, after: str) -> None:
    assert simple_header.with_items(before, "tags", add=["new/one"], remove=["a"]) == after


@pytest.mark.parametrize("before", ["tags: a\n", "tags: []\n", "tags:\n", "tags:\n- a\n", "tags: [b]\n", ""])
def test_a_list_that_would_be_begun_or_end_otherwise_is_left_to_the_editor(before: str) -> None:
    assert simple_header.with_items(before, "tags", add=["new"], remove=["a"]) is None
    assert simple_header.with_items("title: x\n", "tags", add=["a: b"], remove=[]) is None


@settings(max_examples=examples(125), deadline=None)
@given(st.randoms(), st.lists(pieces.filter(str.strip), max_size=2), st.sets(st.sampled_from(WORDS), max_size=2))
def test_a_simple_header_gets_the_lines_that_the_editor_would_write(
    random: Random, add: list[str], remove: set[str]
) -> None:
    text = random_header(random)
    written = simple_header.with_items(text, "tags", add=add, remove=remove)
    if written is not None:
        editor = HeaderEditor(text)
        editor.remove_items("tags", remove)
        editor.add_items("tags", add)
        assert written == editor.text
