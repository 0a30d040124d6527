"""How a clip is read, written anew, and changed in one field with every other byte left alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from random import Random

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import clipfile
from clipper.errors import RefusedError, UnreadableError
from clipper.model.clip import Clip
from tests.clipfile import generated
from tests.conftest import Figure
from tests.hard_files import CASES


def header(lines: str, body: str = "\nThe body.\n") -> bytes:
    return f"---\n{lines}---\n{body}".encode()


def tagged(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, add=tags)


def untagged(raw: bytes, *tags: str) -> bytes:
    return clipfile.with_tags(raw, remove=tags)


@pytest.mark.parametrize("name", CASES)
def test_a_hard_file_is_tagged_and_untagged_to_the_same_bytes_or_refused_with_its_line(name: str) -> None:
    raw = CASES[name]
    try:
        once = tagged(raw, "new/tag")
    except UnreadableError as error:
        assert error.line >= 1
        assert str(error)
        return
    assert clipfile.read(once).tags[-1] == "new/tag"
    assert clipfile.read_body(once) == clipfile.read_body(raw)
    assert untagged(once, "new/tag") == raw


def test_most_hard_files_are_not_refused(figure: Figure) -> None:
    refused = []
    identical = 0
    for name, raw in CASES.items():
        try:
            identical += untagged(tagged(raw, "new"), "new") == raw
        except UnreadableError:
            refused.append(name)
    assert len(refused) == 41, refused
    assert identical == len(CASES) - len(refused)
    figure("T6", "made by hand", files=len(CASES), identical=identical, refused=len(refused), wrong=0)


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
    ("title: one\nx: y\ntitle: two\n", "is there twice, first on line 2", 4),
    ("a: " + "[" * 60_000 + "\n", "nested deeper than 16", 2),
    ("tags:\n" + "- a\n" * 21_000, "larger than 64 KiB", 1),
    ("tags: [" + "a," * 21_000 + "]\n", "more than 20000 values", 2),
    ("a: " + "9" * 70_000 + "\n", "larger than 64 KiB", 1),
    ("- a\n- b\n", "no list of", 2),
    ("hello\n", "no list of", 2),
    ("a:\n\tb: c\n", "", 3),
    ("a: x\x1b[31m\n", "U+001B", 2),
    ("a: 1\n...\nb: 2\n", "document start", 4),
    ("a: 1\n--- \nb: 2\n", "second document", 3),
    ("? [a]\n: b\n", "a key is plain text", 2),
    ("x: {a: {b: &c d}}\n", "anchor", 2),
]


@pytest.mark.parametrize(("lines", "what", "line"), REFUSED)
def test_a_header_that_is_not_plain_is_refused_with_its_line(lines: str, what: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        clipfile.read(header(lines))
    assert what in str(caught.value)
    assert caught.value.line == line


def test_bytes_that_are_not_utf_8_are_named_with_their_line() -> None:
    with pytest.raises(UnreadableError, match="0xE9 is not UTF-8") as caught:
        clipfile.read(b"---\ntitle: x\nsource: caf\xe9\n---\n")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"---\n\nprose\n\n---\n\nmore",
        b"---\n\nsome: text: x\n\n---\nmore",
        b"---\nprose without an end",
        b"--- \na: b\n---\n",
        b"---",
    ],
)
def test_a_rule_at_the_top_is_no_header(raw: bytes) -> None:
    clip = clipfile.read(raw)
    assert clip.body.encode() == raw
    assert clip == Clip(body=clip.body)


@pytest.mark.parametrize("raw", ["---\ntitle: x\n---\n".encode("utf-16"), b"\x89PNG\r\n\x1a\n\0\0\0\r"])
def test_what_is_not_utf_8_text_is_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        clipfile.read(raw)


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
def test_a_tag_joins_the_list_in_the_shape_that_stands_there_and_leaves_without_a_trace(
    before: str, after: str
) -> None:
    assert tagged(header(before), "new") == header(after)
    assert untagged(header(after), "new") == header(before)


def test_a_null_that_is_spelled_out_becomes_a_list_and_stays_one() -> None:
    assert tagged(header("tags: ~\n"), "new") == header("tags: [new]\n")
    assert untagged(header("tags: [new]\n"), "new") == header("tags: []\n")


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
]


@pytest.mark.parametrize(("before", "gone", "after"), REMOVED)
def test_tags_are_taken_out_of_any_place(before: str, gone: list[str], after: str) -> None:
    assert untagged(header(before), *gone) == header(after)


def test_a_file_without_a_header_gets_one_and_loses_it_again() -> None:
    raw = b"\xef\xbb\xbfJust text,\r\nno header.\r\n"
    once = tagged(raw, "a")
    assert once == b"\xef\xbb\xbf---\r\ntags:\r\n- a\r\n---\r\n\r\nJust text,\r\nno header.\r\n"
    assert untagged(once, "a") == raw


@pytest.mark.parametrize("raw", [b"---\n---\nbody", b"---\n---\n\nbody", b"---\n\n---\nbody", b"---\n# c\n---\nbody"])
def test_an_empty_header_stays_when_its_only_tag_goes(raw: bytes) -> None:
    assert untagged(tagged(raw, "a"), "a") == raw


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
def test_a_field_is_set_or_taken_away_and_the_rest_stands(before: str, key: str, values: list[str], after: str) -> None:
    assert clipfile.with_field(header(before), key, values) == header(after)


@pytest.mark.parametrize(("lines", "key"), [("author: {name: A}\n", "author"), ("{a: b}\n", "title")])
def test_a_field_that_cannot_be_changed_without_harm_is_refused(lines: str, key: str) -> None:
    with pytest.raises(Exception, match="clipper edit"):
        clipfile.with_field(header(lines), key, ["New"])


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


def test_a_new_clip_is_written_in_the_fixed_order_and_reads_back() -> None:
    raw = clipfile.write(CLIP)
    assert raw.decode().startswith(
        "---\ntitle: 'Talks: “soon” 😀'\ndate: 2000-05-19\nsource: 'NO'\nauthor:\n- Jane Doe\n"
    )
    assert "\nclipped: 2026-11-22T10:15:00+00:00\npage: '0123'\nmood: '1.10'\n" in raw.decode()
    assert raw.endswith(b"---\n\n  Indented.\r\n\r\nNo newline at the end")
    assert clipfile.read(raw) == CLIP


def test_python_frontmatter_reads_what_is_written_as_it_is_meant() -> None:
    post = frontmatter.loads(clipfile.write(CLIP).decode())
    assert post["date"] == dt.date(2000, 5, 19)
    assert post["clipped"] == dt.datetime(2026, 11, 22, 10, 15, tzinfo=dt.UTC)
    assert post["source"] == "NO"
    assert post["tags"] == ["world/ukraine", "2025", "yes"]
    assert post["page"] == "0123"


def tag_there_and_back(raw: bytes, tag: str) -> str:
    """Add a tag to a file and take it away; say whether that was `refused` with its line, or gave `identical` bytes."""
    try:
        before = clipfile.read(raw)
        if tag in before.tags:
            assert tagged(raw, tag) == raw
            return "identical"
        once = tagged(raw, tag)
    except UnreadableError as error:
        assert error.line >= 1
        return "refused"
    after = clipfile.read(once)
    assert after.tags == (*before.tags, tag)
    assert (after.title, after.extra, after.body) == (before.title, before.extra, before.body)
    assert untagged(once, tag) == raw
    return "identical"


@settings(max_examples=200)
@given(st.randoms(), st.sampled_from(generated.NEW_TAGS))
def test_tagging_and_untagging_gives_the_same_bytes_or_a_refusal(dice: Random, tag: str) -> None:
    assert tag_there_and_back(generated.clip_file(dice), tag) in {"identical", "refused"}


def test_five_thousand_generated_files_are_tagged_and_untagged_to_the_same_bytes(figure: Figure) -> None:
    dice, files = Random(6), dict[bytes, str]()
    while len(files) < 5000:
        files[generated.clip_file(dice)] = dice.choice(generated.NEW_TAGS)
    came = Counter(tag_there_and_back(raw, tag) for raw, tag in files.items())
    assert not came["refused"]
    figure("T6", "generated", files=len(files), identical=came["identical"], refused=came["refused"], wrong=0)


def test_a_key_is_taken_away_as_it_is_spelled_and_another_for_the_same_field_stays() -> None:
    held = b"---\ntitle: x\nname:\n- y\n\n# c\nk: v\n---\n\nBody\n"
    assert clipfile.without_key(held, "name") == b"---\ntitle: x\n\n# c\nk: v\n---\n\nBody\n"
    assert clipfile.without_key(held, "title") == b"---\nname:\n- y\n\n# c\nk: v\n---\n\nBody\n"
    assert clipfile.without_key(held, "headline") == held


@pytest.mark.parametrize("raw", CASES.values(), ids=CASES)
def test_a_key_goes_from_every_trap_alone_or_not_at_all(raw: bytes) -> None:
    try:
        before = clipfile.read_header(raw)
    except UnreadableError:
        with pytest.raises(UnreadableError):
            clipfile.without_key(raw, "title")
        return
    for key in before:
        try:
            after = clipfile.without_key(raw, key)
        except (RefusedError, UnreadableError):
            continue
        assert clipfile.read_header(after) == {other: held for other, held in before.items() if other != key}
        assert clipfile.read_body(after) == clipfile.read_body(raw)


def renamed(raw: bytes, **names: str) -> bytes:
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
]


@pytest.mark.parametrize(("before", "after"), RENAMED)
def test_a_tag_is_renamed_in_its_place(before: str, after: str) -> None:
    assert renamed(header(before), world="globe") == header(after)


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
    assert renamed(header(before), world="x z") == header(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags:\n- a\n- world\n- b\n", "tags:\n- a\n- b\n"),
        ("tags: [world, b]\n", "tags: [b]\n"),
        ("tags: world, b\n", "tags: b\n"),
        ("title: x\ntags:\n- world\n", "title: x\n"),
    ],
)
def test_a_tag_is_taken_away_from_its_place(before: str, after: str) -> None:
    assert renamed(header(before), world="") == header(after)


@pytest.mark.parametrize("new", ["a: b", "null", "- x", "@me", "x #y", "it's", 'say "so"', "back\\slash", "2024", "no"])
@pytest.mark.parametrize("shape", ["tags:\n- {}\n- z\n", "tags: [{}, z]\n", "tags:\n- '{}'\n", 'tags: ["{}"]\n'])
def test_a_name_that_plain_yaml_cannot_hold_gets_quotes_which_go_again(shape: str, new: str) -> None:
    raw = header(shape.format("world"))
    once = clipfile.with_tags_renamed(raw, lambda tag: (new,) if tag == "world" else (tag,))
    assert clipfile.read(once).tags[0] == new
    back = clipfile.with_tags_renamed(once, lambda tag: ("world",) if tag == new else (tag,))
    assert back == raw or (shape == "tags:\n- '{}'\n" and back == header("tags:\n- world\n"))


@pytest.mark.parametrize("lines", ['tags: ["\\u0077orld"]\n', "tags: [[world], b]\n", "tags: {a: world}\n"])
def test_a_tag_that_is_written_strangely_is_refused_with_its_line(lines: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        renamed(header(f"title: x\n{lines}"), world="globe")
    assert caught.value.line == 3


# What is no text to a program that knows types: in YAML 1.1, in its half that PyYAML leaves out, and in YAML 1.2.
UNTEXTLY = [
    *("2024", "-7", "1.10", ".5", "10:00", "007", "0x1F", "1_000", "2024-05-19", ".inf", "~", "null", "=", "<<"),
    *("yes", "No", "on", "TRUE", "y", "N", "1e3", "08", "0o17", "12."),
]


@pytest.mark.parametrize("name", UNTEXTLY)
def test_a_new_tag_is_text_for_every_program(name: str) -> None:
    for shape in ("tags:\n- world\n", "tags: [world, b]\n", "tags: world\n", "tags: 'world'\n", "title: x\n"):
        raw = header(shape)
        for once in (
            tagged(raw, name),
            clipfile.with_field(raw, "tags", [name]),
            renamed(tagged(raw, "old"), old=name),
        ):
            said = once.decode()
            held = frontmatter.loads(said)["tags"]
            assert (name in held) if isinstance(held, list) else isinstance(held, str)
            assert name in clipfile.read(once).tags
            assert f"'{name}'" in said or (isinstance(held, str) and "," in held)


def test_only_a_new_tag_gets_quotes() -> None:
    held = "tags:\n- 2024 # here\n- world\n"
    assert tagged(header(held), "2025") == header(f"{held}- '2025'\n")
    assert renamed(header(held), world="1.10") == header("tags:\n- 2024 # here\n- '1.10'\n")
    assert renamed(header("tags: '2024' # here\n"), **{"2024": "world"}) == header("tags: world # here\n")
    assert untagged(header("tags: 2024, world\n"), "world") == header("tags: 2024\n")


def renaming(old: str, new: str) -> Callable[[str], tuple[str, ...]]:
    return lambda tag: (new,) if tag == old else (tag,)


def there_and_back(raw: bytes) -> str:
    """Rename every tag of a file there and back; say whether that was `refused` with its line, `nothing` or `same`.

    It was `quoted` if the name is a number to other programs and stood without the quotes that it has since.
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
                back, raw = (held.replace(f"'{tag}'".encode(), tag.encode()) for held in (back, raw))
            assert back == raw, (raw, once, back)
    except UnreadableError as error:
        assert error.line >= 1
        return "refused"
    return "quoted" if quoted else "same" if tags else "nothing"


def test_the_tags_of_every_hard_file_are_renamed_there_and_back(figure: Figure) -> None:
    plain = Counter(there_and_back(raw) for raw in CASES.values())
    more: Counter[str] = Counter()
    for raw in CASES.values():
        try:
            more[there_and_back(tagged(raw, "world/one", "no", "a: b", "it's"))] += 1
        except UnreadableError:
            more["refused"] += 1
    assert plain == {"nothing": 83, "refused": 41, "same": 3, "quoted": 1}
    assert more == {"same": len(CASES) - 42, "quoted": 1, "refused": 41}
    same, quoted = plain["same"] + more["same"], plain["quoted"] + more["quoted"]
    figure("T6", "renamed there and back, by hand", files=2 * len(CASES), identical=same, quoted=quoted, wrong=0)


@settings(max_examples=200)
@given(st.randoms())
def test_a_tag_is_renamed_there_and_back_or_refused(dice: Random) -> None:
    assert there_and_back(generated.tags_to_rename(dice)) in {"refused", "same", "quoted"}


def test_the_tags_of_two_thousand_generated_files_are_renamed_there_and_back(figure: Figure) -> None:
    dice, files = Random(6), dict[bytes, None]()
    while len(files) < 2000:
        files[generated.tags_to_rename(dice)] = None
    came = Counter(map(there_and_back, files))
    assert came["same"] > len(files) // 2
    counts = {"identical": came["same"], "quoted": came["quoted"], "refused": came["refused"]}
    figure("T6", "renamed there and back, generated", files=len(files), **counts, wrong=0)
