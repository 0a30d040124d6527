"""Headers in TOML and JSON are read strictly, with every value as text."""

import datetime as dt
import json
import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper import clipfile
from clipper.clipfile.foreign import json_source, toml_source
from clipper.clipfile.parsed import RepeatedKey
from clipper.errors import ClipperError, UnreadableError
from clipper.model.clip import Clip
from tests.clipfile.foreign.test_edit import in_braces, toml

FORMS = [
    b'+++\ntitle = "x"\n+++\n\nBody.\n',
    b'+++  \r\ntitle = "x"\r\n+++\t\r\n\r\nBody.\n',
    b'\xef\xbb\xbf\n\n+++\ntitle = "x"\n+++\nBody.\n',
    b'{"title": "x"}\n\nBody.\n',
    b'\xef\xbb\xbf\n{\n  "title": "x"\n}  \nBody.\n',
    b';;;\n"title": "x"\n;;;\nBody.\n',
    b';;;\n{"title": "x"}\n;;;\nBody.\n',
    b'---json\n{"title": "x"}\n---\nBody.\n',
    b'--- toml\ntitle = "x"\n---\nBody.\n',
    b"---yaml\ntitle: x\n---\nBody.\n",
    b"\n \n---\ntitle: x\n---\nBody.\n",
    b"--- \t\ntitle: x\n---  \nBody.\n",
    b"---\n\n\ntitle: x\n---\nBody.\n",
    b"---\ntitle: x\n...\nBody.\n",
    b"\xef\xbb\xbf\r\n--- \r\n\r\ntitle: x\r\n... \r\n\r\nBody.\n",
]


@pytest.mark.parametrize("raw", FORMS)
def test_a_header_between_the_fences_of_any_program_is_read(raw: bytes) -> None:
    assert clipfile.read(raw) == Clip(title="x", body="Body.\n")


def test_values_are_text_and_those_of_known_tables_count_as_keys_of_the_header() -> None:
    clip = clipfile.read(
        toml(
            'title = "A \\u00e9"\ndate = 2019-08-29T10:29:37-04:00\nn = 0x1F\nf = 1.50\nok = true\n'
            'at = 07:32:00\n[taxonomies]\ntags = [\n  "a", # one\n  \'b\',\n]\ncategories = ["c"]\n'
            '[extra]\nauthor = "Jane"\ntitle = "no"\n[params]\nmood.of = "day"\n'
        )
    )
    assert (clip.title, clip.date, clip.author) == ("A é", "2019-08-29T10:29:37-04:00", ("Jane",))
    assert clip.tags == ("a", "b", "c")
    assert clip.extra == {
        "n": "31",
        "f": "1.50",
        "ok": "true",
        "at": "07:32:00",
        "categories": ["c"],
        "extra": {"title": "no"},
        "mood": {"of": "day"},
    }


def test_a_new_file_of_the_same_clip_has_a_header_in_yaml_with_the_same_types() -> None:
    raw = toml('title = "1.10"\ndate = 2025-05-19\ncount = 1_000\nok = false\n[taxonomies]\ntags = ["no"]\n')
    assert clipfile.with_yaml_header(raw) == (
        b"---\ntitle: '1.10'\ndate: 2025-05-19\ncount: 1000\nok: false\ntags:\n- 'no'\n---\n\nBody.\n"
    )
    yaml = b"---\ntitle: x\n---\nBody.\n"
    assert clipfile.with_yaml_header(yaml) == yaml


REFUSED = [
    (toml("title = x y\n"), "TOML", 2),
    (toml('a = 1\n\na = "x"\n'), "overwrite", 4),
    (toml("a = 1\nb = 2024-02-30\n"), "TOML", 3),
    (toml("a = 1\nb = [[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]\n"), "nested deeper than 16", 3),
    (toml("a" + ".a" * 200 + " = 1\n"), "nested deeper than 16", 2),
    (toml("a = [" + "1," * 20_001 + "]\n"), "more than 20000 values", 2),
    (b"\n\n" + toml("a = 1\nb = \n"), "a value is missing", 5),
    (b'+++\ntitle = "x"\nBody\n', "not closed by a line `+++`", 1),
    (in_braces('{\n "a": 1,\n "b": x\n}'), "JSON", 3),
    (in_braces('{\n "a": NaN\n}'), "NaN", 1),
    (in_braces('{"a": 1'), "not closed by a brace", 1),
    (in_braces('{"a": "\\ud800"}'), "half a character", 1),
    (b';;;\n"a": 1,\n;;;\n', "JSON", 3),
    (b';;;\n"a": 1,\nBody\n', "not closed by a line `;;;`", 1),
]


@pytest.mark.parametrize(("raw", "message", "line"), REFUSED)
def test_an_invalid_header_is_an_error_with_its_line(raw: bytes, message: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        clipfile.read(raw)
    assert message in str(caught.value)
    assert caught.value.line == line


REPEATED = [
    (b"---\ntitle: a\nx: 1\ntitle: b\n---\n", ("title", 4, 2, False, False)),
    (b"\n---\ntitle: a\ntitle: 'a'\n---\n", ("title", 4, 3, True, False)),
    (b"---\nx:\n  k: [1]\n  k: [1]\n---\n", ("k", 4, 3, True, True)),
    (b'{"a": 1,\n"title": "a",\n"title": "b"\n}\n', ("title", 3, 2, False, False)),
    (b'{"a": {"b": [1],\n"b": [1]}}\n', ("b", 2, 1, True, True)),
]


@pytest.mark.parametrize(("raw", "repeated"), REPEATED)
def test_the_last_value_of_a_key_that_is_there_twice_counts_and_unlike_ones_are_not_changed(
    raw: bytes, repeated: tuple[str, int, int, bool, bool]
) -> None:
    assert clipfile.repeated_keys(raw) == (RepeatedKey(*repeated),)
    key, line, first_line, is_alike, is_inside = repeated
    assert clipfile.read(raw).title == ("" if is_inside else "a" if is_alike else "b")
    if is_alike:
        assert clipfile.with_tags(clipfile.with_tags(raw, add=["t"]), remove=["t"]) == raw
    changed_key = "title" if is_alike and not is_inside else "kicker"
    if is_alike and is_inside:
        return
    with pytest.raises(UnreadableError, match=f"“{key}” is there twice, first on line {first_line}") as caught:
        clipfile.with_field(raw, changed_key, ["new"])
    assert caught.value.line == line


def test_the_first_of_many_values_may_differ_too() -> None:
    raw = b"---\nt: a\nt: b\nt: a\n---\n"
    assert [key.is_alike for key in clipfile.repeated_keys(raw)] == [True, False]


def test_headers_of_a_newsroom_are_read_up_to_a_mebibyte() -> None:
    page = "<p class='x'>\\n\\t" * 60_000
    for raw in (toml(f'raw = "{page}"\ntitle = "x"\n'), f'---\nraw: "{page}"\ntitle: x\n---\n'.encode()):
        assert len(raw) > 900_000
        assert clipfile.read(raw).title == "x"
    with pytest.raises(UnreadableError, match="within 1024 KiB"):
        clipfile.read(toml(f'raw = "{page}{page}"\ntitle = "x"\n'))


_VALUES = st.recursive(
    st.text() | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
_PIECES = st.sampled_from(
    [
        *(
            "a",
            "=",
            " ",
            "\n",
            ".",
            '"',
            "'",
            '"""',
            "'''",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            ",",
            ":",
            "#",
            "\\",
            "\\n",
            "1",
        ),
        *(
            "1_0",
            "0x1",
            "1e5",
            "true",
            "nan",
            "2024-05-19",
            "07:32:00",
            "T",
            "Z",
            "+",
            "-",
            "é",
            "\r\n",
            "\t",
            "\0",
            "tags",
        ),
        *("\\u00e9", "\\ud83d", "null", "a = 1\n", "[a]\n", "[[a]]\n", 'b = "x"\n', "c = [1,\n2]\n", '"a": 1', "NaN"),
    ]
)


def as_text(value: Any) -> Any:
    """Return a value as it is read from a header: numbers, Booleans and dates are text."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value if value is None else str(value)


@given(st.lists(_PIECES, max_size=30).map("".join))
@example("a = 1\n'' . \"b\".c = {d.e = '''\nf''', g = [1, [2], # h\n]}\n[i]\n")
def test_toml_is_read_as_by_the_parser_of_python_or_refused(text: str) -> None:
    raw = toml(f"k = 1\n{text}\n")
    if "\n+++" in f"\n{text}":
        return
    try:
        expected = as_text(tomllib.loads(f"k = 1\n{text}\n", parse_float=str))
    except (tomllib.TOMLDecodeError, RecursionError):
        expected = None
    try:
        header = clipfile.read_header(raw)
    except UnreadableError:
        assert expected is None, text
        return
    assert header == expected


@given(st.dictionaries(st.text(), _VALUES), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_is_read_as_by_the_parser_of_python(members: dict[str, Any], indent: int | None, is_ascii: bool) -> None:
    members = {f"k{key}": value for key, value in members.items()}
    text = json.dumps({"k": 1, **members}, indent=indent, ensure_ascii=is_ascii)
    expected = as_text(json.loads(text, parse_float=str))
    try:
        assert clipfile.read_header(f"{text}\nBody.\n".encode()) == expected
    except UnicodeEncodeError:
        return
    except UnreadableError as error:
        assert "half a character" in str(error)


@given(st.lists(_PIECES, max_size=30).map("".join), st.sampled_from(["+++", ";;;", "---json", "---toml", "", "---"]))
def test_no_text_makes_an_error_of_another_kind(text: str, fence: str) -> None:
    raw = f'{fence}\n"a": {text}\n{fence[:3]}\n'.encode() if fence else f'{{"a": {text}}}\n'.encode()
    for change in (
        clipfile.read,
        lambda raw: clipfile.with_tags(raw, add=["x"]),
        lambda raw: clipfile.with_field(raw, "title", ["x"]),
        lambda raw: clipfile.with_field(raw, "a", []),
        lambda raw: clipfile.with_tags_renamed(raw, lambda tag: (f"{tag}x",)),
        clipfile.with_yaml_header,
    ):
        try:
            change(raw)
        except ClipperError:
            continue


@given(st.dictionaries(st.text(), _VALUES))
def test_the_places_of_values_are_those_of_the_parser(members: dict[str, Any]) -> None:
    text = json.dumps(members)
    for member in json_source.scan(text).members:
        assert json.loads(text[member.node.start : member.node.end]) == members[member.path[0]]
    keys = [json.dumps(key, ensure_ascii=False) for key in members if key.isprintable()]
    text = "".join(f"{key} = {key} # x\n" for key in keys)
    for member in toml_source.scan(text).members:
        assert tomllib.loads(f"x = {text[member.node.start : member.node.end]}")["x"] == member.path[0]
