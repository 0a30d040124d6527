import datetime as dt

import pytest

from clipper.intake.feeds.entry_dates import entry_date
from clipper.intake.feeds.read import read_feed
from tests.intake.feeds.feeds import ADDRESS, item, rss

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Thu, 20 Nov 2025 10:00:00 +0100", "2025-11-20T10:00:00+01:00"),
        ("Thu, 20 Nov 2025 10:00:00 -0330", "2025-11-20T10:00:00-03:30"),
        ("Thu, 20 Nov 2025 10:00:00 GMT", "2025-11-20T10:00:00Z"),
        ("Thu, 20 Nov 2025 10:00:00 EST", "2025-11-20T10:00:00-05:00"),
        ("Thu, 20 Nov 2025 23:00:00 PDT", "2025-11-20T23:00:00-07:00"),
        ("2025-11-20T10:00:00+05:45", "2025-11-20T10:00:00+05:45"),
        ("2025-11-20T10:00:00Z", "2025-11-20T10:00:00Z"),
        ("2025-11-20T10:00:00.123-02:00", "2025-11-20T10:00:00-02:00"),
        ("20 Nov 2025", "2025-11-20"),
        ("Thu,20 Nov 2025 10:00:00 +0100", "2025-11-20T10:00:00+01:00"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00"),
        ("20251120T100000Z", "2025-11-20T10:00:00Z"),
        ("2025-11-20", "2025-11-20"),
        ("2025-11", "2025-11"),
        ("2025", "2025"),
        ("2025-11-20 10:00:00", "2025-11-20T10:00:00"),
        ("Thu, 20 Nov 2025 10:00:00", "2025-11-20T10:00:00"),
    ],
)
def test_a_date_keeps_the_zone_and_the_precision_of_the_feed(written: str, date: str) -> None:
    (entry,) = read_feed(rss(item(pubDate=written)), url=ADDRESS, today=TODAY).entries

    assert entry.date == date


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "1970-01-01T01:00:00+01:00",
        "1969-12-31T19:00:00-05:00",
        "0001-01-01T00:00:00Z",
        "1900-01-01",
        "2099-01-01T00:00:00Z",
        "Mon, 01 Jan 2090 00:00:00 GMT",
        "2026-11-25",
        "soon",
        "05/06/2025",
        "2025-02-30",
        "2025-xx-27",
        "2025-07-27T25:14:55Z",
        "2025-07-27T09:00:00+00:xx",
        "2025-július-13T9:15-05:00",
        "",
    ],
)
def test_what_cannot_be_the_day_of_a_piece_is_no_date(written: str) -> None:
    (entry,) = read_feed(rss(item(pubDate=written)), url=ADDRESS, today=TODAY).entries

    assert entry.date == ""


def test_the_paper_of_tomorrow_may_appear_tonight() -> None:
    assert entry_date("2026-11-23", (2026, 11, 23, 0, 0, 0), TODAY) == "2026-11-23"


def test_an_entry_without_a_date_has_none() -> None:
    (entry,) = read_feed(rss(item()), url=ADDRESS, today=TODAY).entries

    assert entry.date == ""


@pytest.mark.parametrize("utc", [(1, 1, 1, 0, 0, 0), (9999, 12, 31, 23, 59, 59), (2025, 13, 1, 0, 0, 0)])
def test_a_moment_at_the_end_of_the_calendar_is_no_date(utc: tuple[int, ...]) -> None:
    assert entry_date("x 10:00 -0100", utc, TODAY) == entry_date("x 10:00 +0100", utc, TODAY) == ""
