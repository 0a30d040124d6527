"""Titles of a series: which two of them name two issues, and which two editions of one text."""

import pytest

from clipper.index.series import are_issues


@pytest.mark.parametrize(
    ("first", "second", "days", "expected"),
    [
        ("This week in rust 163", "This Week in Rust 164", 7, True),
        ("Tool 2.1.0 released", "Tool 2.2.0 veröffentlicht", 0, True),
        ("Tool 3.0.0 RC1 released", "Tool 3.0.0 released", 12, True),
        ("CVE-2019-16254: a hole", "CVE-2019-16201: another", 0, True),
        ("Weekly update, Sep 18th", "Weekly update, Oct 2nd", 14, True),
        ("Meeting on Monday 3", "Meeting on Tuesday 4", 1, True),
        ("Award 2023", "Award 2024", None, True),
        ("Award 2023 goes to Ada", "Ada wins award 2023", 1, False),
        ("Quake kills 40", "Quake kills 43", 1, False),
        ("Quake kills 40", "Quake kills 43", 9, True),
        ("Power outage Sep 12", "Power outage", 2, False),
        ("Talks begin", "Talks go on", 400, False),
        ("", "Week 3", None, False),
    ],
)
def test_issues_are_told_by_their_numbers(first: str, second: str, days: int | None, expected: bool) -> None:
    assert are_issues(first, second, days) is are_issues(second, first, days) is expected
    assert not are_issues(first, first, days)
