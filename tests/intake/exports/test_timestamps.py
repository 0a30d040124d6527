"""Timestamps are parsed in every form that services write; none is invented, and none is shifted."""

import pytest

from clipper.intake.exports import timestamps


@pytest.mark.parametrize(
    ("written", "saved", "published"),
    [
        ("", "", ""),
        ("0", "", ""),
        ("0.0", "", ""),
        ("1600322788", "2020-09-17T06:06:28+00:00", "2020-09-17T06:06:28+00:00"),
        ("1600322788.75", "2020-09-17T06:06:28+00:00", "2020-09-17T06:06:28+00:00"),
        ("1600322788123", "2020-09-17T06:06:28+00:00", "2020-09-17T06:06:28+00:00"),
        ("1600322788123456", "2020-09-17T06:06:28+00:00", "2020-09-17T06:06:28+00:00"),
        ("-86400", None, None),
        ("46224", None, None),
        ("99999999999999999", None, None),
        ("9" * 400, None, None),
        ("2016-09-08T11:55:58+0200", "2016-09-08T11:55:58+02:00", "2016-09-08T11:55:58+02:00"),
        ("2026-03-14 23:55:23.291000+00:00", "2026-03-14T23:55:23+00:00", "2026-03-14T23:55:23.291000+00:00"),
        ("2024-10-29T15:20:00.000Z", "2024-10-29T15:20:00+00:00", "2024-10-29T15:20:00.000Z"),
        ("2024-10-29T00:00:00.000Z", "2024-10-29T00:00:00+00:00", "2024-10-29"),
        ("2024-10-29T00:00:00+0000", "2024-10-29T00:00:00+00:00", "2024-10-29"),
        ("2024-10-29T00:00:00-05:00", "2024-10-29T00:00:00-05:00", "2024-10-29T00:00:00-05:00"),
        ("2024-01-02", "2024-01-02", "2024-01-02"),
        ("20240102", "2024-01-02", "2024-01-02"),
        ("19 May 2025", "2025-05-19", "2025-05-19"),
        ("05/06/2025", None, None),
        ("2024-02-30", None, None),
        ("yesterday", None, None),
        ("2024-01-02 " * 1_000_000, None, None),
    ],
)
def test_a_timestamp_is_parsed_or_gives_none(written: str, saved: str | None, published: str | None) -> None:
    for parse, expected in ((timestamps.parse_saved, saved), (timestamps.parse_published, published)):
        assert parse(written) == expected


def test_the_clock_of_chrome_and_the_moments_of_server_logs_are_read() -> None:
    assert timestamps.parse_saved("13118850929335823") == "2016-09-20T13:15:29+00:00"
    assert timestamps.parse_saved("10/Oct/2000:13:55:36 +0300") == "2000-10-10T13:55:36+03:00"
