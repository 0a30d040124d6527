"""One key of a settings file is changed, and no other byte."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.config.edit import with_key
from clipper.errors import RefusedError, UsageError

FILE = Path("clips/.clipper.toml")
SETTINGS = b"""\
# mine
[sources] # the outlets
"Reuters" = [ "reuters.com", # the site
  'Thomson Reuters' ]
AP="apnews.com"

[list]
limit = 5   # enough
"""


@pytest.mark.parametrize(
    ("table", "key", "value", "old", "new"),
    [
        ("sources", "AP", None, b'AP="apnews.com"\n', b""),
        ("sources", "AP", ["apnews.com", "A.P."], b'AP="apnews.com"', b'AP=["apnews.com", "A.P."]'),
        ("sources", "Reuters", ["reuters.com", "RTR"], b"Reuters' ]", b'Reuters\',\n  "RTR" ]'),
        ("sources", "dpa", ["dpa.de"], b"\n\n[list]", b'\ndpa = ["dpa.de"]\n\n[list]'),
        ("searches", "moon", 'tag:"a b"', b"# enough\n", b'# enough\n\n[searches]\nmoon = "tag:\\"a b\\""\n'),
        ("searches", "moon", None, b"", b""),
    ],
)
def test_only_the_key_is_changed(table: str, key: str, value: str | list[str] | None, old: bytes, new: bytes) -> None:
    for raw, before, after in (
        (SETTINGS, old, new),
        *[tuple(text.replace(b"\n", b"\r\n") for text in (SETTINGS, old, new))],
    ):
        assert with_key(raw, FILE, table, key, value) == raw.replace(before, after, 1)


def test_a_file_may_be_empty_or_have_only_comments() -> None:
    assert with_key(b"", FILE, "searches", "a", "b") == b'[searches]\na = "b"\n'
    assert with_key(b"# x", FILE, "searches", "a", "b").startswith(b"# x\n")


def test_a_file_with_a_mistake_is_not_changed() -> None:
    with pytest.raises(UsageError, match="toml:1: "):
        with_key(b"[list", FILE, "searches", "a", "b")
    with pytest.raises(UsageError, match="toml:3: “x” names two outlets, A and B"):
        with_key(b'[sources]\nA = ["x"]\n', FILE, "sources", "B", ["x"])


def test_another_way_of_writing_is_refused_or_changed_right() -> None:
    for raw in (b"searches.a = 'x'\n[list]\nlimit = 1\n", b"searches = {a = 'x'}\n", b"[list]\n[searches]\n"):
        try:
            edited = with_key(raw, FILE, "searches", "b", "y")
        except RefusedError:
            continue
        assert tomllib.loads(edited.decode()) == {
            **tomllib.loads(raw.decode()),
            "searches": {**tomllib.loads(raw.decode())["searches"], "b": "y"},
        }


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9.-]{0,8}", fullmatch=True), PRINTABLE, max_size=4), PRINTABLE)
def test_a_key_that_is_set_is_read_and_one_that_is_removed_is_gone(searches: dict[str, str], query: str) -> None:
    raw = b"# a comment\n[list]\nlimit = 3\n"
    for name, saved_query in searches.items():
        raw = with_key(raw, FILE, "searches", name, saved_query)
    assert tomllib.loads(raw.decode()).get("searches", {}) == searches
    with_it = with_key(raw, FILE, "searches", "zzzzzzzzzz", query)
    assert tomllib.loads(with_it.decode())["searches"]["zzzzzzzzzz"] == query
    without = with_key(with_it, FILE, "searches", "zzzzzzzzzz", None)
    assert tomllib.loads(without.decode()).get("searches", {}) == searches
    assert with_it.startswith(raw.rstrip(b"\n"))
    assert without == raw


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        (b"[list]\nlimit = 1\n\n[searches]\na = 'x'\n", b"[list]\nlimit = 1\n"),
        (b"[searches]\na = 'x'\n", b""),
        (b"[searches]\na = 'x'\n\n[list]\nlimit = 1\n", b"[searches]\n\n[list]\nlimit = 1\n"),
        (b"[searches]  # mine\na = 'x'\n", b"[searches]  # mine\n"),
        (b"[searches]\n# mine\na = 'x'\n", b"[searches]\n# mine\n"),
    ],
)
def test_an_empty_table_at_the_end_goes_with_its_last_key(raw: bytes, left: bytes) -> None:
    assert with_key(raw, FILE, "searches", "a", None) == left
    assert with_key(left, FILE, "searches", "a", None) == left
