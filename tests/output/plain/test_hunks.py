"""What differs, in lines: each change with a few words around it."""

import pytest
from hypothesis import given

from clipper.analysis.diff import compare
from clipper.output.plain import hunks
from tests.output.hostile import leaks, nasty

LONG = " ".join(f"word{number}" for number in range(60))


def lines(before: str, after: str, longest: int = 0) -> list[str]:
    return [hunks.to_text(hunk) for hunk in hunks.group_changes(compare(before, after), longest)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It is so.", "It was so.", ["It [-is-] {+was+} so."]),
        (LONG, LONG, []),
        ("", "", []),
        (f"x {LONG}", f"y {LONG}", ["[-x-] {+y+} word0 word1 word2 word3 …"]),
        (f"{LONG} x", f"{LONG} y", ["… word56 word57 word58 word59 [-x-] {+y+}"]),
        (
            f"a {LONG} x",
            f"b {LONG} y",
            ["[-a-] {+b+} word0 word1 word2 word3 …", "… word56 word57 word58 word59 [-x-] {+y+}"],
        ),
        ("one two three four five", "1 two three four 5", ["[-one-] {+1+} two three four [-five-] {+5+}"]),
        ("日月" * 40 + "火", "日月" * 40 + "水", ["…" + "日月" * 12 + "[-火-]{+水+}"]),
    ],
)
def test_long_stretches_that_stay_are_left_out(before: str, after: str, expected: list[str]) -> None:
    assert lines(before, after) == expected


def test_a_long_change_may_be_shortened_and_what_is_compared_roughly_is() -> None:
    assert lines("x", f"x {LONG}", 6) == ["x {+word0 word1 word2 word3 … 54 words … word58 word59+}"]
    (line,) = lines(" ".join(["a"] * 9_000), " ".join(["b"] * 9_000))
    assert line.count("a") + line.count("b") < 820
    assert "… 8601 words …" in line
    assert lines("x", "x " + "y" * 9_000)[0] == "x {+" + "y" * 999 + "…+}"


def test_changes_are_pairs_of_what_was_removed_and_what_was_added() -> None:
    found = compare(f"a b {LONG} c {LONG}", f"x {LONG} {LONG} new")
    assert hunks.changes(found) == [
        {"removed": "a b", "added": "x"},
        {"removed": "c", "added": ""},
        {"removed": "", "added": "new"},
    ]


@given(nasty, nasty)
def test_nothing_leaks_and_every_hunk_is_one_line(before: str, after: str) -> None:
    for line in lines(before, after):
        assert not leaks(line)
        assert "\n" not in line
    assert not [
        leaks(value) for change in hunks.changes(compare(before, after)) for value in change.values() if leaks(value)
    ]
