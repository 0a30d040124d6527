"""Tags, fields and keys are changed in a header in TOML or JSON, and no other byte."""

import tomllib
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.errors import ClipperError, RefusedError, UnreadableError
from tests.clipfile.foreign import generated
from tests.conftest import Figure
from tests.effort import examples
from tests.hostile import foreign_forms

NEW_TAGS = ["new", "world/ukraine/2025", "Öl neu", "日本語", "2026", "c++", "it's", "a: b", "a #b", "[z]", "-q", "@p"]
NEW_TAGS += ["!r", 'say "so"', "back\\slash", "x,y"]
MAKERS = [generated.toml_file, generated.json_file]


def toml(lines: str) -> bytes:
    return f"+++\n{lines}+++\n\nBody.\n".encode()


def in_braces(text: str) -> bytes:
    return f"{text}\n\nBody.\n".encode()


def add_tags(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, add=tags)


def remove_tags(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, remove=tags)


ADDED = [
    (toml('title = "x"\n'), toml('title = "x"\ntags = [ "new" ]\n')),
    (toml(""), toml('tags = [ "new" ]\n')),
    (toml("# c\n\n[a]\nb = 1\n"), toml('tags = [ "new" ]\n# c\n\n[a]\nb = 1\n')),
    (toml("x = 1 # y\n\n# c\n[a]\nb = 1\n"), toml('x = 1 # y\ntags = [ "new" ]\n\n# c\n[a]\nb = 1\n')),
    (toml('tags = ["a", "b"] # c\n'), toml('tags = ["a", "b", "new"] # c\n')),
    (toml('tags = ["a", "b",]\n'), toml('tags = ["a", "b", "new",]\n')),
    (toml("tags = []\n"), toml('tags = ["new"]\n')),
    (toml('tags = [\n  "a", # 1\n  "b", # 2\n]\n'), toml('tags = [\n  "a", # 1\n  "b", # 2\n  "new",\n]\n')),
    (toml('tags = [\n  "a", # 1\n  "b" # 2\n]\n'), toml('tags = [\n  "a", # 1\n  "b", # 2\n  "new"\n]\n')),
    (toml("tags = [\n  # none\n]\n"), toml('tags = [\n  # none\n"new"]\n')),
    (toml('tags = "a, b"\n'), toml('tags = "a, b, new"\n')),
    (toml("tags = ''\n"), toml("tags = 'new'\n")),
    (toml('keywords = ["a"]\n'), toml('keywords = ["a", "new"]\n')),
    (toml("[taxonomies]\ntags = ['a']\n"), toml("[taxonomies]\ntags = ['a', \"new\"]\n")),
    (toml("x = 1\n[taxonomies]\n[extra]\ny = 1\n"), toml('x = 1\n[taxonomies]\ntags = [ "new" ]\n[extra]\ny = 1\n')),
    (toml("taxonomies.tags = ['a']\n"), toml("taxonomies.tags = ['a', \"new\"]\n")),
    (toml("taxonomies = {tags = ['a']}\n"), toml("taxonomies = {tags = ['a', \"new\"]}\n")),
    (in_braces("{}"), in_braces('{"tags": [ "new" ]}')),
    (in_braces('{"title":"x"}'), in_braces('{"title":"x", "tags": [ "new" ]}')),
    (in_braces('{\n  "title": "x"\n}'), in_braces('{\n  "title": "x",\n  "tags": [ "new" ]\n}')),
    (in_braces('{"tags": ["a"]}'), in_braces('{"tags": ["a", "new"]}')),
    (in_braces('{"tags": [\n  "a"\n]}'), in_braces('{"tags": [\n  "a",\n  "new"\n]}')),
    (in_braces('{"tags": "a"}'), in_braces('{"tags": "a, new"}')),
    (b';;;\n"title": "x"\n;;;\n', b';;;\n"title": "x", "tags": [ "new" ]\n;;;\n'),
    (b'---json\n{"tags": []}\n---\n', b'---json\n{"tags": ["new"]}\n---\n'),
]


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_a_tag_is_added_in_the_style_of_the_list_and_removed_without_a_trace(before: bytes, after: bytes) -> None:
    assert add_tags(before, "new") == after
    assert remove_tags(after, "new") == before
    crlf = (before.replace(b"\n", b"\r\n"), after.replace(b"\n", b"\r\n"))
    assert (add_tags(crlf[0], "new"), remove_tags(crlf[1], "new")) == (crlf[1], crlf[0])


REMOVED = [
    ('["a", "b", "c"]', ["a"], '["b", "c"]'),
    ('["a", "b", "c"]', ["b"], '["a", "c"]'),
    ('["a", "b", "c"]', ["a", "b"], '["c"]'),
    ('["a", "b", "c"]', ["a", "b", "c"], "[]"),
    ('["a",]', ["a"], "[]"),
    ('[\n  "a", # 1\n  "b", # 2\n  "c" # 3\n]', ["b"], '[\n  "a", # 1\n  "c" # 3\n]'),
    ('[\n  "a", # 1\n  "b", # 2\n  "c" # 3\n]', ["c"], '[\n  "a", # 1\n  "b" # 2\n]'),
    ('["a", # 1\n "b"]', ["b"], '["a", # 1\n ]'),
    ('["a", # 1\n "b"]', ["a"], '[# 1\n "b"]'),
    ('[\n  "a"\n  , "b"\n]', ["a"], '[\n  "b"\n]'),
    ('["#a", [1], "b"]', ["a"], '[[1], "b"]'),
    ('"a, b, c"', ["b"], '"a, c"'),
]


@pytest.mark.parametrize(("before", "removed", "after"), REMOVED)
def test_tags_are_removed_from_any_position(before: str, removed: list[str], after: str) -> None:
    assert remove_tags(toml(f"tags = {before}\n"), *removed) == toml(f"tags = {after}\n")


SET = [
    (toml('title = "Old" # c\n'), "title", ["A “new” one"], toml('title = "A “new” one" # c\n')),
    (toml("headline = 'Old'\n"), "title", ["New"], toml('headline = "New"\n')),
    (toml('title = """\nOld\n"""\nx = 1\n'), "title", ["New"], toml('title = "New"\nx = 1\n')),
    (toml("date = 2024-05-19\n"), "date", ["2025-05-20"], toml("date = 2025-05-20\n")),
    (toml('date = "2024-05-19"\n'), "date", ["2025-05-20"], toml('date = "2025-05-20"\n')),
    (toml("[a]\n"), "date", ["2025-05"], toml('date = "2025-05"\n[a]\n')),
    (toml("x = 1\n[a]\n"), "date", ["2025-05-20"], toml("x = 1\ndate = 2025-05-20\n[a]\n")),
    (toml("author = 'A'\n"), "author", ["B, C", "D"], toml('author = ["B, C", "D"]\n')),
    (toml("authors = [\n  'A',\n]\n"), "author", ["B", "C"], toml('authors = [\n  "B",\n  "C",\n]\n')),
    (toml("[extra]\nmood = 1\n"), "mood", ["grim"], toml('[extra]\nmood = "grim"\n')),
    (toml("a = 1\ntitle = 'x' # c\nb = 2\n"), "title", [], toml("a = 1\nb = 2\n")),
    (toml("[extra]\nmood = 1\nx = 2\n"), "mood", [], toml("[extra]\nx = 2\n")),
    (toml("x = 1\n"), "a key", ["v"], toml('x = 1\n"a key" = "v"\n')),
    (in_braces('{"title": "Old", "x": 1}'), "title", ["New"], in_braces('{"title": "New", "x": 1}')),
    (in_braces('{"title": "Old", "x": 1}'), "title", [], in_braces('{"x": 1}')),
    (in_braces('{"x": 1, "title": "Old"}'), "title", [], in_braces('{"x": 1}')),
    (in_braces('{"params": {"mood": 1, "x": 2}}'), "mood", ["grim"], in_braces('{"params": {"mood": "grim", "x": 2}}')),
    (in_braces('{"params": {"mood": 1, "x": 2}}'), "mood", [], in_braces('{"params": {"x": 2}}')),
    (in_braces('{"x": 1}'), "author", ["A"], in_braces('{"x": 1, "author": [ "A" ]}')),
]


@pytest.mark.parametrize(("before", "key", "values", "after"), SET)
def test_a_field_is_set_or_removed_and_the_rest_stays(before: bytes, key: str, values: list[str], after: bytes) -> None:
    assert clipfile.with_field(before, key, values) == after


REFUSED = [
    (toml("[author]\nname = 'A'\n"), "author", ["B"]),
    (toml("[[author]]\nname = 'A'\n"), "author", ["B"]),
    (toml("author.name = 'A'\n"), "author", []),
    (toml("author = {name = 'A'}\n"), "author", ["B"]),
    (toml("extra = {mood = 1}\n"), "mood", []),
    (in_braces('{"author": {"name": "A"}}'), "author", ["B"]),
    (in_braces('{"title": "a", "title": "b"}'), "author", ["B"]),
]


@pytest.mark.parametrize(("raw", "key", "values"), REFUSED)
def test_what_cannot_be_changed_without_harm_is_refused(raw: bytes, key: str, values: list[str]) -> None:
    with pytest.raises(ClipperError) as caught:
        clipfile.with_field(raw, key, values)
    assert "clipper edit" in f"{caught.value}{caught.value.hint}"


RENAMED = [
    ('["a", "world", \'world\'] # c', '["a", "globe", \'globe\'] # c'),
    ('[\n  "world", # 1\n  "b",\n]', '[\n  "globe", # 1\n  "b",\n]'),
    ('"a, world , b"', '"a, globe , b"'),
    ('["world", "globe"]', '["globe"]'),
    ('["one", 1, true]', '["one", 1, true]'),
]


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_tag_is_renamed_in_its_place(before: str, after: str) -> None:
    assert clipfile.with_tags_renamed(toml(f"tags = {before}\n"), renaming("world", "globe")) == toml(
        f"tags = {after}\n"
    )


def test_a_tag_becomes_two_or_none_in_its_place() -> None:
    raw = in_braces('{"tags": ["a", "world", "b"]}')
    split = clipfile.with_tags_renamed(raw, lambda tag: ("x", "y") if tag == "world" else (tag,))
    assert split == in_braces('{"tags": ["a", "x", "y", "b"]}')
    assert clipfile.with_tags_renamed(raw, lambda tag: () if tag == "world" else (tag,)) == in_braces(
        '{"tags": ["a", "b"]}'
    )


def renaming(old: str, new: str) -> Callable[[str], tuple[str, ...]]:
    return lambda tag: (new,) if tag == old else (tag,)


def tag_there_and_back(raw: bytes, tag: str) -> str:
    """Add a tag to a file and remove it; return `identical` if the bytes are restored, or `refused`."""
    try:
        before = clipfile.read(raw)
        once = add_tags(raw, tag)
    except (UnreadableError, RefusedError):
        return "refused"
    if tag in before.tags:
        return "identical" if once == raw else "wrong"
    after = clipfile.read(once)
    assert after.tags == (*before.tags, tag)
    assert after.replace(tags=()) == before.replace(tags=())
    assert remove_tags(once, tag) == raw
    return "identical"


@settings(max_examples=examples(50))
@given(st.randoms(), st.sampled_from(NEW_TAGS), st.sampled_from(MAKERS))
def test_adding_and_removing_a_tag_restores_the_file_or_is_refused(
    random: Random, tag: str, make: Callable[[Random], bytes]
) -> None:
    assert tag_there_and_back(make(random), tag) in {"identical", "refused"}


@pytest.mark.sampled
@pytest.mark.parametrize("make", MAKERS, ids=["toml", "json"])
def test_adding_and_removing_a_tag_restores_many_generated_files(
    make: Callable[[Random], bytes], figure: Figure
) -> None:
    random, files = Random(6), examples(500, 2000)
    outcomes = Counter(tag_there_and_back(make(random), random.choice(NEW_TAGS)) for _ in range(files))
    assert outcomes["refused"] < files / 25  # an apostrophe, or a comma, in a text with commas
    figure("T6", make.__name__, files=files, **outcomes, wrong=0)


@settings(max_examples=examples(50))
@given(st.randoms(), st.sampled_from(MAKERS), st.sampled_from(["title", "mood", "date", "author", "tags", "é", "n"]))
def test_a_field_is_set_and_removed_and_all_others_stay(
    random: Random, make: Callable[[Random], bytes], key: str
) -> None:
    raw = make(random)
    header = clipfile.read_header(raw)
    try:
        once = clipfile.with_field(raw, key, ["a: 'new' \"one\""])
    except (UnreadableError, RefusedError):
        return
    actual = next(other for other, value in clipfile.read_header(once).items() if value != header.get(other))
    rest = {other: value for other, value in header.items() if other != actual}
    assert {other: value for other, value in clipfile.read_header(once).items() if other != actual} == rest
    if actual not in header:
        assert clipfile.with_field(once, actual, []) == raw


@settings(max_examples=examples(50))
@given(st.randoms(), st.sampled_from(MAKERS))
def test_tags_are_renamed_and_no_other_value(random: Random, make: Callable[[Random], bytes]) -> None:
    raw = make(random)
    before = clipfile.read(raw)
    for tag in before.tags:
        try:
            after = clipfile.read(clipfile.with_tags_renamed(raw, renaming(tag, "globe: 'new'")))
        except (UnreadableError, RefusedError):
            continue
        assert after == before.replace(tags=tuple("globe: 'new'" if old == tag else old for old in before.tags))


@pytest.mark.parametrize("name", foreign_forms.READABLE)
def test_a_hostile_header_is_tagged_and_restored_or_refused(name: str) -> None:
    assert tag_there_and_back(foreign_forms.READABLE[name], "new") in {"identical", "refused"}


def test_a_result_is_valid_for_the_parser_of_python() -> None:
    raw = add_tags(toml("[a]\nb = 1\n"), 'say "so"', "a\\b")
    assert tomllib.loads(raw.decode().split("+++")[1]) == {"tags": ['say "so"', "a\\b"], "a": {"b": 1}}
