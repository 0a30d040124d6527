"""Clips that get into each other's way."""

from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries

KINDS = ("same-file", "same-address")


def test_two_of_one_name_in_different_folders_are_no_matter(examine: Examine) -> None:
    assert not examine({"a/x.md": headed(SOUND), "b/x.md": headed(SOUND), "b/index.md": headed(SOUND)})


def test_names_that_are_one_elsewhere_are_told_as_that(examine: Examine) -> None:
    paths = ("d/Case.md", "d/case.md", "d/caf\u00e9.md", "d/cafe\u0301.md", "D/other.md")
    findings = examine({path: headed(SOUND) for path in paths}, *KINDS)
    assert [(finding.kind, finding.path, finding.what) for finding in findings] == [
        ("same-file", "d/café.md", "is d/cafe\u0301.md with accents in other characters"),
        ("same-file", "d/case.md", "is d/Case.md in other capitals"),
    ]


def test_one_address_however_it_was_copied_is_told_once(examine: Examine) -> None:
    files = {
        "a.md": headed(f"{SOUND}url: https://www.e.com/a?utm_source=x\n"),
        "b.md": headed(f"{SOUND}link: http://e.com/a/#top\n"),
        "c.md": headed(f"{SOUND}url: https://e.com/b\n"),
        "d.md": headed(f"{SOUND}url: nonsense at all\n"),
        "e.md": headed(f"{SOUND}url: nonsense at all\n"),
    }
    assert summaries(examine(files, "same-address"))[:1] == [("b.md", 5, "has the address of a.md")]


def test_with_a_query_the_clip_is_told_that_answers_to_it(examine: Examine) -> None:
    address = f"{SOUND}url: https://e.com/a\n"
    files = {"a/x.md": headed(address), "b/x.md": headed(f"{address}place: Paris\n")}
    assert summaries(examine(files, query="place:paris")) == [("b/x.md", 5, "has the address of a/x.md")]
    assert summaries(examine(files, query="no:place")) == [("a/x.md", 5, "has the address of b/x.md")]
    assert not examine(files, query="place:rome")
