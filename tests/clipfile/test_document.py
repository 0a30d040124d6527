"""Clips are read from files, and written to new ones."""

import datetime as dt

import frontmatter
import pytest

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.model.clip import Clip
from tests.clipfile.files import header

FIELDS_READ = [
    ("headline: A\n", "title", "A"),
    ("name: A\nheadline: B\n", "title", "B"),
    ("title:\nheadline: B\n", "title", "B"),
    ("datePublished: 2025-05-19\n", "date", "2025-05-19"),
    ("date: 2024-02-30\n", "date", "2024-02-30"),
    ("title: NO\n", "title", "NO"),
    ("title: 10:00\n", "title", "10:00"),
    ("title: 0123\n", "title", "0123"),
    ("title: 1.10\n", "title", "1.10"),
    ("title: ~\n", "title", ""),
    ("title: >\n  folded\n  text\n", "title", "folded text"),
    ("source: https://example.com/a\nsite: The Example\n", "url", "https://example.com/a"),
    ("source: https://example.com/a\nsite: The Example\n", "source", "The Example"),
    ("source: https://example.com/a\nurl: https://example.com/b\n", "url", "https://example.com/b"),
    ('author:\n- "[[Jane Doe]]"\n- "[[John Smith|JS]]"\n', "author", ("Jane Doe", "John Smith")),
    ("author: Jane Doe\n", "author", ("Jane Doe",)),
    ("tags: a, b ,, a\n", "tags", ("a", "b")),
    ("tags: [a, 'b c', '#d']\n", "tags", ("a", "b c", "d")),
    ("keywords: one\n", "tags", ("one",)),
    ("URL: https://example.com\n", "url", "https://example.com"),
    ("summary: s\n", "description", "s"),
    ("added: 2026-11-22\n", "clipped", "2026-11-22"),
]


@pytest.mark.parametrize(("lines", "field", "value"), FIELDS_READ)
def test_a_field_is_read_by_its_own_key_or_an_alias_and_stays_text(lines: str, field: str, value: object) -> None:
    assert getattr(clipfile.read(header(lines)), field) == value


def test_unknown_keys_are_kept_and_found_in_any_case() -> None:
    clip = clipfile.read(header("Mood: sombre\nx: {y: [1, 2]}\n"))
    assert clip.extra == {"Mood": "sombre", "x": {"y": ["1", "2"]}}
    assert clip.values("mood") == ("sombre",)
    assert clip.values("x") == ("1", "2")


REFUSED = [
    ("a: &x [1]\n", "anchor", 2),
    ("t: x\nb: *x\n", "alias", 3),
    ("a: !!binary aGk=\n", "type tag", 2),
    ("a: " + "[" * 60_000 + "\n", "nested deeper than 16", 2),
    ("tags:\n" + "- a\n" * 270_000, "not closed by a line `---` within 1024 KiB", 1),
    ("tags: [" + "a," * 21_000 + "]\n", "more than 20000 values", 2),
    ("a: " + "9" * 1_048_580 + "\n", "within 1024 KiB", 1),
    ("- a\n- b\n", "not a list of", 2),
    ("hello\n", "not a list of", 2),
    ("a:\n\tb: c\n", "", 3),
    ("a: x\x1b[31m\n", "U+001B", 2),
    ("a: 1\n--- x\nb: 2\n", "second document", 3),
    ("? [a]\n: b\n", "a key is plain text", 2),
    ("x: {a: {b: &c d}}\n", "anchor", 2),
]


@pytest.mark.parametrize(("lines", "message", "line"), REFUSED)
def test_an_invalid_or_ambiguous_header_is_an_error_with_its_line(lines: str, message: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        clipfile.read(header(lines))
    assert message in str(caught.value)
    assert caught.value.line == line


def test_a_byte_that_is_not_utf_8_is_an_error_with_its_line() -> None:
    with pytest.raises(UnreadableError, match="0xE9 is not UTF-8") as caught:
        clipfile.read(b"---\ntitle: x\nsource: caf\xe9\n---\n")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"---\n\nprose\n\n---\n\nmore",
        b"---\n\nsome: text: x\n\n---\nmore",
        b"---\nprose without an end",
        b"\n---\n\nprose: x: y\n\n---\n",
        b"---\nprose\n...\nmore",
        b"+++\nprose\n+++\n",
        b'{"a": 1} and more',
        b"{{< figure >}}\n",
        b"---",
    ],
)
def test_a_rule_at_the_top_is_no_header(raw: bytes) -> None:
    clip = clipfile.read(raw)
    assert clip.body.encode() == raw
    assert clip == Clip(body=clip.body)


@pytest.mark.parametrize("raw", ["---\ntitle: x\n---\n".encode("utf-16"), b"\x89PNG\r\n\x1a\n\0\0\0\r"])
def test_a_file_that_is_no_utf_8_text_is_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        clipfile.read(raw)


CLIP = Clip(
    title="Talks: “soon” 😀",
    date="2000-05-19",
    source="NO",
    author=("Jane Doe", "O'Brien, P."),
    url="https://example.com/a?b=c#d",
    tags=("world/ukraine", "2025", "yes"),
    clipped="2026-11-22T10:15:00+00:00",
    page="0123",
    extra={"mood": "1.10", "nested": {"a": ["b", None]}},
    body="  Indented.\r\n\r\nNo newline at the end",
)


@pytest.mark.parametrize("value", ["\x85", "a\u2028b", "\u2029\nb", "é\x85"])
def test_a_rare_line_end_in_a_value_is_escaped_and_read_back(value: str) -> None:
    clip = Clip(title="A", extra={"note": value, "list": [value, "plain"]})
    assert clipfile.read(clipfile.write(clip)) == clip


@pytest.mark.parametrize("value", ["\xa0", "a\xa0", "a\u2003", "\xa0b", "a\xa0b"])
def test_a_rare_blank_at_either_end_of_a_header_is_read_back(value: str) -> None:
    for clip in (Clip(extra={"note": value}), Clip(extra={value: "x"}), Clip(extra={"list": [value]})):
        assert clipfile.read(clipfile.write(clip)) == clip


def test_a_new_clip_is_written_in_the_fixed_order_and_reads_back() -> None:
    raw = clipfile.write(CLIP)
    assert raw.decode().startswith(
        "---\ntitle: 'Talks: “soon” 😀'\ndate: 2000-05-19\nsource: 'NO'\nauthor:\n- Jane Doe\n"
    )
    assert "\nclipped: 2026-11-22T10:15:00+00:00\npage: '0123'\nmood: '1.10'\n" in raw.decode()
    assert raw.endswith(b"---\n\n  Indented.\r\n\r\nNo newline at the end")
    assert clipfile.read(raw) == CLIP


def test_python_frontmatter_reads_the_values_with_their_types() -> None:
    post = frontmatter.loads(clipfile.write(CLIP).decode())
    assert post["date"] == dt.date(2000, 5, 19)
    assert post["clipped"] == dt.datetime(2026, 11, 22, 10, 15, tzinfo=dt.UTC)
    assert post["source"] == "NO"
    assert post["tags"] == ["world/ukraine", "2025", "yes"]
    assert post["page"] == "0123"
