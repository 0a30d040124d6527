"""What every clip should say."""

from tests.analysis.checks.conftest import Examine, headed, summaries

KINDS = ("no-header", "no-date", "no-source", "no-title")


def test_a_sound_clip_lacks_nothing(examine: Examine) -> None:
    assert not examine({"a.md": headed("headline: x\nissued: 2025\nsite: Reuters\n")})


def test_date_source_and_title_are_missed_one_by_one(examine: Examine) -> None:
    findings = examine({"a.md": headed("url: https://e.com/x\n"), "b.md": headed("title: ''\ndate:\nsource: []\n")})
    assert summaries(findings) == [
        ("a.md", 1, "no date"),
        ("b.md", 1, "no date"),
        ("a.md", 1, "no source; its address is https://e.com/x"),
        ("b.md", 1, "no source"),
        ("a.md", 1, "no title"),
        ("b.md", 1, "no title"),
    ]
    assert findings[2].advice == f"clipper edit {findings[2].handle} --set source=OUTLET"


def test_the_date_in_the_name_and_the_first_heading_are_offered_but_are_no_header(examine: Examine) -> None:
    findings = examine({"p/2016-10-30-x.md": headed("source: s\n", "# The *budget*\n\nText.\n")}, *KINDS)
    assert [finding.what for finding in findings] == [
        "no date; its file name has “2016-10-30”",
        "no title; its text has “The budget”",
    ]
    assert [finding.advice for finding in findings] == [
        f"clipper edit {findings[0].handle} --set date=2016-10-30",
        f"clipper edit {findings[0].handle} --set 'title=The budget'",
    ]
    assert not any(finding.edit for finding in findings)


def test_a_date_that_is_none_says_why(examine: Examine) -> None:
    files = {
        "a.md": headed("title: x\ndate: 2024-02-30\n"),
        "b.md": headed("title: x\nissued: 05/06/2024\n"),
        "c.md": headed("title: x\ndate: soon\n"),
        "2024-05-06-d.md": headed("title: x\ndate: Invalid date\n"),
    }
    assert summaries(examine(files, "no-date")) == [
        ("2024-05-06-d.md", 3, "“Invalid date” is not a date"),
        ("a.md", 3, "“2024-02-30” is not a day: February 2024 has 29 days"),
        ("b.md", 3, "“05/06/2024” can be 5 June 2024 or 6 May 2024: write 2024-06-05 or 2024-05-06"),
        ("c.md", 3, "“soon” is not a date"),
    ]


def test_a_clip_without_a_header_is_told_once(examine: Examine) -> None:
    findings = examine({"a.md": "Only text.\n", "b.md": b"", "c.md": headed("")}, *KINDS)
    assert [(finding.kind, finding.path) for finding in findings] == [
        ("no-header", path) for path in ("a.md", "b.md", "c.md")
    ]
