"""Tags that were perhaps meant to be one."""

from random import Random

import pytest

from clipper.analysis import checks
from clipper.analysis.checks import KINDS
from clipper.analysis.checks.similar_tags import find_similar_tags
from clipper.errors import ClipperError
from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries
from tests.clipfile import generated
from tests.effort import bounded


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"ukraine": 5, "Ukraine": 1}, {"Ukraine": ("ukraine", "case")}),
        ({"ukraine": 1, "Ukraine": 1}, {"Ukraine": ("ukraine", "case")}),
        ({"résumé": 3, "resume": 2}, {"resume": ("résumé", "case")}),
        ({"elections": 9, "election": 8}, {"election": ("elections", "plural")}),
        ({"policy": 9, "policies": 1}, {"policies": ("policy", "plural")}),
        ({"world/elections/x": 9, "world/election/x": 1}, {"world/election/x": ("world/elections/x", "plural")}),
        ({"climate": 9, "climte": 1}, {"climte": ("climate", "typo")}),
        ({"climate": 9, "climaet": 1}, {"climaet": ("climate", "typo")}),
        ({"iran": 9, "iraq": 3}, {}),
        ({"gambia": 1, "zambia": 1}, {}),
        ({"us": 9, "uk": 1, "u": 1}, {}),
        ({"2024": 9, "2025": 1}, {}),
        ({"world/ukraine": 9, "ukraine": 9}, {}),
        ({"x" * 101: 9, "X" * 101: 1}, {}),
        (
            {"Élection": 1, "election": 4, "elections": 20},
            {"Élection": ("election", "case"), "election": ("elections", "plural")},
        ),
    ],
)
def test_a_tag_is_held_against_more_frequent_ones(counts: dict[str, int], expected: dict[str, tuple[str, str]]) -> None:
    assert {tag: similar[:2] for tag, similar in find_similar_tags(counts).items()} == expected


@pytest.mark.parametrize("make", ["tag{:05}", "a{}bcdefgh", "{}s", "{:04}/{:04}/x"])
def test_many_tags_take_no_long_time(make: str) -> None:
    with bounded(5):
        find_similar_tags({make.format(number, number): number % 7 + 1 for number in range(10_000)})


def test_a_spelling_is_mended_where_one_is_more_frequent(examine: Examine) -> None:
    odd = headed(f"{SOUND}tags:\n- World/Ukraine # c\n- talks\n")
    files = {"a.md": odd, **{f"{n}.md": headed(f"{SOUND}tags: [world/ukraine]\n") for n in range(2)}}
    (finding,) = examine(files, "tag-spelling")
    assert summaries([finding]) == [("a.md", 6, "“World/Ukraine” (1) beside “world/ukraine” (2)")]
    assert finding.fix == "“World/Ukraine” becomes “world/ukraine”"
    assert finding.advice == "clipper tag --where tag:=World/Ukraine --remove World/Ukraine --add world/ukraine"
    fixed = checks.combine_edits([finding])["a.md"](odd.encode()).decode()
    assert fixed == headed(f"{SOUND}tags:\n- world/ukraine # c\n- talks\n")


def test_no_tag_goes_for_another_spelling(examine: Examine) -> None:
    both = headed(f"{SOUND}tags: [Talks, talks]\n")
    findings = examine({"a.md": both, "b.md": headed(f"{SOUND}tags: [talks]\n")}, "tag-spelling")
    assert [(finding.path, finding.fix) for finding in findings] == [("a.md", "")]
    (finding,) = examine(
        {"a.md": headed(f"{SOUND}tags: [Talks]\n"), "c.md": both.replace("Talks, ", "")}, "tag-spelling"
    )
    assert finding.edit
    assert finding.edit(both.encode()) == both.encode()  # the file has got the other one meanwhile


def test_a_mend_changes_nothing_but_the_letters_of_the_named_tags(examine: Examine) -> None:
    random = Random(9)
    files = {}
    for number in range(200):
        raw = generated.tags_to_rename(random).decode()
        files[f"{number}.md"] = (raw if number % 4 else raw.replace("World", "WORLD").replace("a b", "A b")).encode()
    mended = 0
    for path, edit in checks.combine_edits(examine(files, *KINDS)).items():
        try:
            fixed = edit(files[path]).decode()
        except ClipperError:
            continue  # a list that cannot be changed without harm
        assert fixed.casefold() == files[path].decode().casefold()
        mended += fixed.encode() != files[path]
    assert mended > 10


def test_of_two_spellings_as_frequent_none_is_taken_for_right(examine: Examine) -> None:
    files = {"a.md": headed(f"{SOUND}tags: [Talks]\n"), "b.md": headed(f"{SOUND}tags: [talks]\n")}
    (finding,) = examine(files, "tag-spelling")
    assert (finding.path, finding.fix, finding.edit) == ("a.md", "", None)


def test_a_plural_and_a_typo_are_told_and_never_mended(examine: Examine) -> None:
    files = {f"{n}.md": headed(f"{SOUND}tags: [elections, climate]\n") for n in range(5)}
    files["x.md"] = headed(f"{SOUND}tags: [election, 'it''s climte', climte]\n")
    findings = examine(files, "tag-slip")
    assert summaries(findings) == [
        ("x.md", 5, "“election” (1) beside “elections” (5)"),
        ("x.md", 5, "“climte” (1) may be a typo for “climate” (5)"),
    ]
    assert not any(finding.edit for finding in findings)
