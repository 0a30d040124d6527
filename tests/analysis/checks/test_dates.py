"""Dates that cannot be right."""

import pytest

from tests.analysis.checks.conftest import Examine, headed, summaries

KINDS = ("early-date", "late-date", "future-date")


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        ("date: 2026-11-22", None),
        ("date: 2026-11-23", None),  # where the sun rises earlier
        ("date: 2026-11-24", "future-date"),
        ("date: 2026-12", None),  # a magazine
        ("date: 2027-06", "future-date"),
        ("clipped: 2031-01-01T00:00:00+00:00", "future-date"),
        ("date: 2025-05-19\nclipped: 2025-05-19T00:00:00-05:00", None),
        ("date: 2025-05-20\nclipped: 2025-05-19T22:00:00-05:00", None),
        ("date: 2025-05-21\nclipped: 2025-05-19T22:00:00-05:00", "late-date"),
        ("date: 2025-06\nclipped: 2025-05-19", None),
        ("date: 2025\nclipped: 2025-05-19", None),
        ("date: no date\nclipped: 2025-05-19", None),
        ("date: 0000-00-00\nclipped: 99999-99-99", None),
    ],
)
def test_a_date_in_the_future_or_after_it_was_clipped(examine: Examine, dates: str, kind: str | None) -> None:
    findings = examine({"a.md": headed(f"title: x\n{dates}\n")}, *KINDS)
    assert [finding.kind for finding in findings] == ([kind] if kind else [])


def test_a_clip_that_speaks_of_a_later_year_is_told_in_its_own_words(examine: Examine) -> None:
    body = "The first line.\r\n\r\nThe first talks since March 2022.\r\n"
    findings = examine({"a.md": headed("title: x\ndate: 2000-05-19\n", body)}, *KINDS)
    assert summaries(findings) == [("a.md", 8, "dated 2000-05-19, but says “The first talks since March 2022.”")]
    (finding,) = findings
    assert (finding.kind, finding.edit) == ("early-date", None)
    assert finding.advice == f"clipper edit {finding.handle} --set date=DAY"


def test_its_title_is_read_too(examine: Examine) -> None:
    findings = examine({"a.md": headed("date: 2000-05\nheadline: The worst flood since 2022\n")}, *KINDS)
    assert summaries(findings) == [("a.md", 3, "dated 2000-05, but says “The worst flood since 2022”")]


@pytest.mark.parametrize(
    "header",
    ["date: 2022-01-01", "date: 2022", "clipped: 2026-01-01", "date: 2000-05-19\nclipped: 2021-12-31T10:00:00Z"],
)
def test_nothing_is_said_where_the_year_does_not_contradict(examine: Examine, header: str) -> None:
    assert not examine({"a.md": headed(f"title: x\n{header}\n", "The first talks since March 2022.\n")}, *KINDS)
