"""Tags, fields and keys are changed in a file, and no other byte."""

from collections import Counter
from collections.abc import Callable
from random import Random

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.errors import UnreadableError
from tests.clipfile import generated
from tests.clipfile.files import header
from tests.conftest import Figure
from tests.effort import examples
from tests.hard_files import CASES


def add_tags(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, add=tags)


def remove_tags(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, remove=tags)


@pytest.mark.parametrize("name", CASES)
def test_adding_and_removing_a_tag_restores_a_hard_file_or_is_refused_with_the_line(name: str) -> None:
    raw = CASES[name]
    try:
        once = add_tags(raw, "new/tag")
    except UnreadableError as error:
        assert error.line >= 1
        assert str(error)
        return
    assert clipfile.read(once).tags[-1] == "new/tag"
    assert clipfile.read_body(once) == clipfile.read_body(raw)
    assert remove_tags(once, "new/tag") == raw


def test_most_hard_files_are_not_refused(figure: Figure) -> None:
    refused = []
    identical = 0
    for name, raw in CASES.items():
        try:
            identical += remove_tags(add_tags(raw, "new"), "new") == raw
        except UnreadableError:
            refused.append(name)
    assert len(refused) == 38, refused
    assert identical == len(CASES) - len(refused)
    figure("T6", "made by hand", files=len(CASES), identical=identical, refused=len(refused), wrong=0)


LISTS = [
    ("title: x\n", "title: x\ntags:\n- new\n"),
    ("tags: [a, b]\n", "tags: [a, b, new]\n"),
    ("tags: [a, b,]\n", "tags: [a, b, new,]\n"),
    ("tags: []  # none\n", "tags: [new]  # none\n"),
    ("tags: [\n  a,  # first\n  b  # second\n]\n", "tags: [\n  a,  # first\n  b, new  # second\n]\n"),
    ("tags:\n  - a\n  - b\nx: y\n", "tags:\n  - a\n  - b\n  - new\nx: y\n"),
    ("tags:\n- a\n\n# why\nx: y\n", "tags:\n- a\n- new\n\n# why\nx: y\n"),
    ("tags:\n- >\n  a\nx: y\n", "tags:\n- >\n  a\n- new\nx: y\n"),
    ("tags:\nx: y\n", "tags:\n  - new\nx: y\n"),
    ("tags: # later\nx: y\n", "tags: # later\n  - new\nx: y\n"),
    ("tags: a, b\n", "tags: a, b, new\n"),
    ("tags: 'a, b' # c\n", "tags: 'a, b, new' # c\n"),
    ('tags: ""\n', 'tags: "new"\n'),
    ("tags: >\n  a, b\nx: y\n", "tags: >\n  a, b, new\nx: y\n"),
    ("keywords: [a]\n", "keywords: [a, new]\n"),
    ("{title: x, tags: [a]}\n", "{title: x, tags: [a, new]}\n"),
]


@pytest.mark.parametrize(("before", "after"), LISTS)
def test_a_tag_is_added_in_the_style_of_the_list_and_removed_without_a_trace(before: str, after: str) -> None:
    assert add_tags(header(before), "new") == header(after)
    assert remove_tags(header(after), "new") == header(before)


HARD_TAGS = [
    "x: y",
    "a #b",
    "it's",
    'say "so"',
    "[z]",
    "z]",
    "-q",
    "- q",
    "@p",
    "!r",
    "&s",
    "*t",
    "%u",
    "|",
    ">",
    "`v`",
]
HARD_TAGS += ["{w}", "? x", ":y", "z:", "back\\slash", "no", "2024", "~", "='", "Öl: neu"]
SHAPES = [
    "x: y\n",
    "tags:\nx: y\n",
    "tags: []\n",
    "tags: [a, 'b']\n",
    "tags:\n  - a\nx: y\n",
    "tags:\n- a\n",
    "tags: a\n",
    "tags: 2024 # c\n",
    "tags: a, b # c\n",
    "tags: 'a, b' # c\n",
    'tags: "a, b"\n',
    "tags: ''\n",
    'tags: ""\n',
    "tags: |\n  a, b\nx: y\n",
    "tags: >-\n  a\n",
    "{title: x, tags: a}\n",
    "{title: x, tags: [a]}\n",
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("tag", HARD_TAGS)
def test_a_hard_tag_is_added_to_every_shape_and_removed_without_a_trace(shape: str, tag: str) -> None:
    raw = header(shape)
    if tag in clipfile.read(raw).tags:
        return
    once = add_tags(raw, tag)
    assert clipfile.read(once).tags == (*clipfile.read(raw).tags, tag)
    assert remove_tags(once, tag) == raw
    twice = add_tags(raw, tag, "other: one")
    assert remove_tags(remove_tags(twice, tag), "other: one") == raw


@pytest.mark.parametrize("tag", HARD_TAGS)
def test_a_null_holds_a_hard_tag_too(tag: str) -> None:
    assert clipfile.read(add_tags(header("tags: ~\n"), tag)).tags == (tag,)


def test_an_explicit_null_becomes_a_list_and_stays_one() -> None:
    assert add_tags(header("tags: ~\n"), "new") == header("tags: [new]\n")
    assert remove_tags(header("tags: [new]\n"), "new") == header("tags: []\n")


REMOVED = [
    ("tags: [a, b, c]\n", ["a"], "tags: [b, c]\n"),
    ("tags: [a, b, c]\n", ["b"], "tags: [a, c]\n"),
    ("tags: [a, b, c]\n", ["a", "b"], "tags: [c]\n"),
    ("tags: [a, b, c]\n", ["a", "b", "c"], "tags: []\n"),
    ("tags:\n- a\n- b # why\n- c\nx: y\n", ["b"], "tags:\n- a\n- c\nx: y\n"),
    ("tags:\n- a\nx: y\n", ["a"], "x: y\n"),
    ("tags: a, b, c\n", ["a"], "tags: b, c\n"),
    ("tags: a, b, c\n", ["b"], "tags: a, c\n"),
    ("tags: a\n", ["a"], "tags:\n"),
    ("tags: ['#a', b]\n", ["a"], "tags: [b]\n"),
    ("tags: [b]\ncategories: [a, b]\n", ["a"], "tags: [b]\ncategories: [b]\n"),
    ("tags: [a, b]\ncategory: a\nx: y\n", ["a"], "tags: [b]\ncategory:\nx: y\n"),
    ("topics:\n- a\n- b\nkeywords: a, c\n", ["a"], "topics:\n- b\nkeywords: c\n"),
]


@pytest.mark.parametrize(("before", "removed", "after"), REMOVED)
def test_tags_are_removed_from_any_position(before: str, removed: list[str], after: str) -> None:
    assert remove_tags(header(before), *removed) == header(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [b]\ncategories: [c]\n", "tags: [b, a]\ncategories: [c]\n"),
        ("categories: [c]\n", "categories: [c]\ntags:\n- a\n"),
        ("tags: [b]\ncategories: [a]\n", "tags: [b]\ncategories: [a]\n"),
    ],
)
def test_a_new_tag_goes_to_the_own_tags_unless_another_key_gives_it(before: str, after: str) -> None:
    assert add_tags(header(before), "a") == header(after)


def test_a_file_without_a_header_gets_one_and_loses_it_again() -> None:
    raw = b"\xef\xbb\xbfJust text,\r\nno header.\r\n"
    once = add_tags(raw, "a")
    assert once == b"\xef\xbb\xbf---\r\ntags:\r\n- a\r\n---\r\n\r\nJust text,\r\nno header.\r\n"
    assert remove_tags(once, "a") == raw


@pytest.mark.parametrize("raw", [b"---\n---\nbody", b"---\n---\n\nbody", b"---\n\n---\nbody", b"---\n# c\n---\nbody"])
def test_an_empty_header_stays_when_its_only_tag_goes(raw: bytes) -> None:
    assert remove_tags(add_tags(raw, "a"), "a") == raw


SET = [
    ("title: Old # note\n", "title", ["New: one"], "title: 'New: one' # note\n"),
    ("title: 'Old'\n", "title", ["New"], "title: New\n"),
    ("headline: Old\n", "title", ["New"], "headline: New\n"),
    ("title:\nx: y\n", "title", ["New"], "title: New\nx: y\n"),
    ("title: |\n  Old\n  text\nx: y\n", "title", ["New"], "title: New\nx: y\n"),
    ("x: y\n", "title", ["NO"], "x: y\ntitle: 'NO'\n"),
    ("x: y\n", "date", ["2025-05-19"], "x: y\ndate: 2025-05-19\n"),
    ("x: y\n", "date", ["2025"], "x: y\ndate: 2025\n"),
    ("x: y\n", "date", ["2024-02-30"], "x: y\ndate: '2024-02-30'\n"),
    ("x: y\n", "mood", ["2025"], "x: y\nmood: '2025'\n"),
    ("x: y\n", "author", ["A"], "x: y\nauthor:\n- A\n"),
    ("author: A\n", "author", ["B, C", "D"], "author: ['B, C', D]\n"),
    ("author:\n  - A # first\n  - B\n", "author", ["C"], "author:\n  - C\n"),
    ("author: [A, B]\n", "author", ["C", "D"], "author: [C, D]\n"),
    (
        "source: https://example.com/a\n",
        "source",
        ["The Example"],
        "source: https://example.com/a\nsite: The Example\n",
    ),
    ("source: https://example.com/a\n", "url", ["https://example.com/b"], "source: https://example.com/b\n"),
    ("a: 1\ntitle: Old\nb: 2\n", "title", [], "a: 1\nb: 2\n"),
    ("a: 1\nauthor:\n- A\n- B\n# c\nb: 2\n", "author", [], "a: 1\n# c\nb: 2\n"),
    ("a: 1\n", "title", [], "a: 1\n"),
]


@pytest.mark.parametrize(("before", "key", "values", "after"), SET)
def test_a_field_is_set_or_removed_and_the_rest_stays(before: str, key: str, values: list[str], after: str) -> None:
    assert clipfile.with_field(header(before), key, values) == header(after)


@pytest.mark.parametrize(("lines", "key"), [("author: {name: A}\n", "author"), ("{a: b}\n", "title")])
def test_a_field_that_cannot_be_changed_without_harm_is_refused(lines: str, key: str) -> None:
    with pytest.raises(Exception, match="clipper edit"):
        clipfile.with_field(header(lines), key, ["New"])


def tag_there_and_back(raw: bytes, tag: str) -> str:
    """Add a tag to a file and remove it; return `identical` if the bytes are restored, or `refused`."""
    try:
        before = clipfile.read(raw)
        if tag in before.tags:
            assert add_tags(raw, tag) == raw
            return "identical"
        once = add_tags(raw, tag)
    except UnreadableError as error:
        assert error.line >= 1
        return "refused"
    after = clipfile.read(once)
    assert after.tags == (*before.tags, tag)
    assert (after.title, after.extra, after.body) == (before.title, before.extra, before.body)
    assert remove_tags(once, tag) == raw
    return "identical"


@settings(max_examples=examples(50))
@given(st.randoms(), st.sampled_from(generated.NEW_TAGS))
def test_adding_and_removing_a_tag_restores_the_file_or_is_refused(random: Random, tag: str) -> None:
    assert tag_there_and_back(generated.clip_file(random), tag) in {"identical", "refused"}


@pytest.mark.sampled
def test_adding_and_removing_a_tag_restores_thousands_of_generated_files(figure: Figure) -> None:
    random, files = Random(6), dict[bytes, str]()
    while len(files) < examples(1000, 5000):
        files[generated.clip_file(random)] = random.choice(generated.NEW_TAGS)
    outcomes = Counter(tag_there_and_back(raw, tag) for raw, tag in files.items())
    assert not outcomes["refused"]
    figure("T6", "generated", files=len(files), identical=outcomes["identical"], refused=outcomes["refused"], wrong=0)


def rename_tags(raw: bytes, **names: str) -> bytes:
    return clipfile.with_tags_renamed(raw, lambda tag: tuple(names[tag].split()) if tag in names else (tag,))


RENAMED = [
    ("tags:\n- a\n- world # here\n- b\n", "tags:\n- a\n- globe # here\n- b\n"),
    ("tags:\n  -   'world'\n  - \"#world\"\n", "tags:\n  -   'globe'\n  - \"#globe\"\n"),
    ('tags: [a, "world", b]\n', 'tags: [a, "globe", b]\n'),
    ("tags: a,world , b\n", "tags: a,globe , b\n"),
    ("tags: 'world'\n", "tags: 'globe'\n"),
    ("tags: |\n  a, #world\n", "tags: |\n  a, #globe\n"),
    ("keywords: [world, globe]\n", "keywords: [globe]\n"),
    ("tags: [Globe, world]\n", "tags: [Globe]\n"),
    ("tags: [a,\n  world,\n  b]\n", "tags: [a,\n  globe,\n  b]\n"),
    ("tags: [one]\n", "tags: [one]\n"),
    ("category: world\ntags: [a, world]\n", "category: globe\ntags: [a, globe]\n"),
]


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_tag_is_renamed_in_its_place(before: str, after: str) -> None:
    assert rename_tags(header(before), world="globe") == header(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags:\n- a\n- world # c\n- d\n", "tags:\n- a\n- x # c\n- z\n- d\n"),
        ("tags: [a, world, d]\n", "tags: [a, x, z, d]\n"),
        ("tags: [a, world, x]\n", "tags: [a, z, x]\n"),
        ("tags: a, world, d\n", "tags: a, x, z, d\n"),
        ("tags: world\n", "tags: x, z\n"),
    ],
)
def test_a_tag_becomes_two_in_its_place(before: str, after: str) -> None:
    assert rename_tags(header(before), world="x z") == header(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags:\n- a\n- world\n- b\n", "tags:\n- a\n- b\n"),
        ("tags: [world, b]\n", "tags: [b]\n"),
        ("tags: world, b\n", "tags: b\n"),
        ("title: x\ntags:\n- world\n", "title: x\n"),
    ],
)
def test_a_tag_is_removed_by_a_renaming_to_nothing(before: str, after: str) -> None:
    assert rename_tags(header(before), world="") == header(after)


@pytest.mark.parametrize("new", ["a: b", "null", "- x", "@me", "x #y", "it's", 'say "so"', "back\\slash", "2024", "no"])
@pytest.mark.parametrize("shape", ["tags:\n- {}\n- z\n", "tags: [{}, z]\n", "tags:\n- '{}'\n", 'tags: ["{}"]\n'])
def test_a_name_that_needs_quotes_gets_them_and_loses_them_again(shape: str, new: str) -> None:
    raw = header(shape.format("world"))
    once = clipfile.with_tags_renamed(raw, lambda tag: (new,) if tag == "world" else (tag,))
    assert clipfile.read(once).tags[0] == new
    back = clipfile.with_tags_renamed(once, lambda tag: ("world",) if tag == new else (tag,))
    assert back == raw or (shape == "tags:\n- '{}'\n" and back == header("tags:\n- world\n"))


@pytest.mark.parametrize("lines", ['tags: ["\\u0077orld"]\n', "tags: [[world], b]\n", "tags: {a: world}\n"])
def test_a_tag_that_cannot_be_replaced_is_refused_with_its_line(lines: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        rename_tags(header(f"title: x\n{lines}"), world="globe")
    assert caught.value.line == 3


# Not text for a program with types: in YAML 1.1, also in the part that PyYAML omits, and in YAML 1.2.
NOT_TEXT = [
    *("2024", "-7", "1.10", ".5", "10:00", "007", "0x1F", "1_000", "2024-05-19", ".inf", "~", "null", "=", "<<"),
    *("yes", "No", "on", "TRUE", "y", "N", "1e3", "08", "0o17", "12."),
]


@pytest.mark.parametrize("name", NOT_TEXT)
def test_a_new_tag_is_text_for_every_program(name: str) -> None:
    for shape in ("tags:\n- world\n", "tags: [world, b]\n", "tags: world\n", "tags: 'world'\n", "title: x\n"):
        raw = header(shape)
        for once in (
            add_tags(raw, name),
            clipfile.with_field(raw, "tags", [name]),
            rename_tags(add_tags(raw, "old"), old=name),
        ):
            text = once.decode()
            value = frontmatter.loads(text)["tags"]
            assert (name in value) if isinstance(value, list) else isinstance(value, str)
            assert name in clipfile.read(once).tags
            assert f"'{name}'" in text or (isinstance(value, str) and "," in value)


def test_only_a_new_tag_gets_quotes() -> None:
    raw = "tags:\n- 2024 # here\n- world\n"
    assert add_tags(header(raw), "2025") == header(f"{raw}- '2025'\n")
    assert rename_tags(header(raw), world="1.10") == header("tags:\n- 2024 # here\n- '1.10'\n")
    assert rename_tags(header("tags: '2024' # here\n"), **{"2024": "world"}) == header("tags: world # here\n")
    assert remove_tags(header("tags: 2024, world\n"), "world") == header("tags: 2024\n")


def renaming(old: str, new: str) -> Callable[[str], tuple[str, ...]]:
    return lambda tag: (new,) if tag == old else (tag,)


def rename_there_and_back(raw: bytes) -> str:
    """Rename every tag of a file there and back; return `same`, `refused`, or `nothing` if there is no tag.

    It is `quoted` if the name is not text for other programs, and had no quotes, which it has now.
    """
    quoted = False
    try:
        tags = clipfile.read(raw).tags
        for tag in tags:
            once = clipfile.with_tags_renamed(raw, renaming(tag, "globe/new"))
            assert "globe/new" in clipfile.read(once).tags
            assert tag not in clipfile.read(once).tags
            assert clipfile.read_body(once) == clipfile.read_body(raw)
            back = clipfile.with_tags_renamed(once, renaming("globe/new", tag))
            if tag in {"2024", "2025", "no", "y", "on", "off"}:
                quoted = quoted or back != raw
                back, raw = (raw.replace(f"'{tag}'".encode(), tag.encode()) for raw in (back, raw))
            assert back == raw, (raw, once, back)
    except UnreadableError as error:
        assert error.line >= 1
        return "refused"
    return "quoted" if quoted else "same" if tags else "nothing"


def test_the_tags_of_every_hard_file_are_renamed_there_and_back(figure: Figure) -> None:
    outcomes = Counter(rename_there_and_back(raw) for raw in CASES.values())
    with_more_tags: Counter[str] = Counter()
    for raw in CASES.values():
        try:
            with_more_tags[rename_there_and_back(add_tags(raw, "world/one", "no", "a: b", "it's"))] += 1
        except UnreadableError:
            with_more_tags["refused"] += 1
    assert outcomes == {"nothing": 86, "refused": 37, "same": 4, "quoted": 1}
    assert with_more_tags == {"same": len(CASES) - 39, "quoted": 1, "refused": 38}
    same, quoted = outcomes["same"] + with_more_tags["same"], outcomes["quoted"] + with_more_tags["quoted"]
    figure("T6", "renamed there and back, by hand", files=2 * len(CASES), identical=same, quoted=quoted, wrong=0)


@settings(max_examples=examples(50))
@given(st.randoms())
def test_a_tag_is_renamed_there_and_back_or_refused(random: Random) -> None:
    assert rename_there_and_back(generated.tags_to_rename(random)) in {"refused", "same", "quoted"}


@pytest.mark.sampled
def test_the_tags_of_many_generated_files_are_renamed_there_and_back(figure: Figure) -> None:
    random, files = Random(6), dict[bytes, None]()
    while len(files) < examples(500, 2000):
        files[generated.tags_to_rename(random)] = None
    outcomes = Counter(map(rename_there_and_back, files))
    assert outcomes["same"] > len(files) // 2
    counts = {"identical": outcomes["same"], "quoted": outcomes["quoted"], "refused": outcomes["refused"]}
    figure("T6", "renamed there and back, generated", files=len(files), **counts, wrong=0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\nText\n", "---\ntitle: A\nquotes:\n- b, c — D\n---\nText\n"),
        ("Text\n", "---\nquotes:\n- b, c — D\n---\n\nText\n"),
        ("---\nquotes:\n  - 'a' # why\n---\nText\n", "---\nquotes:\n  - 'a' # why\n  - b, c — D\n---\nText\n"),
        ("---\nquotes: [a]\n---\nText\n", "---\nquotes: [a, 'b, c — D']\n---\nText\n"),
        ("---\nquotes: a, x\n---\nText\n", "---\nquotes: ['a, x', 'b, c — D']\n---\nText\n"),
        ("---\nQuotes:\n---\nText\n", "---\nQuotes:\n  - b, c — D\n---\nText\n"),
        ("+++\nquotes = ['a']\n+++\nText\n", "+++\nquotes = ['a', \"b, c — D\"]\n+++\nText\n"),
    ],
)
def test_an_item_is_the_last_of_its_list(before: str, after: str) -> None:
    changed = clipfile.with_item(before.encode(), "quotes", "b, c — D").decode()
    assert changed == after
