"""Dates as moments."""

import pytest

from clipper.output.plain.moments import rfc3339, unix


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2025-05-19", "2025-05-19T00:00:00Z"),
        ("2025-05", "2025-05-01T00:00:00Z"),
        ("2025", "2025-01-01T00:00:00Z"),
        ("2025-W20", "2025-05-12T00:00:00Z"),
        ("2025-05-19T09:30:00+02:00", "2025-05-19T07:30:00Z"),
        ("2025-05-19T09:30:00", "2025-05-19T09:30:00Z"),
        ("0987-05-19", "0987-05-19T00:00:00Z"),
        ("05/06/2025", ""),
        ("2025-02-30", ""),
        ("someday", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("", ""),
    ],
)
def test_the_moment_of_a_date(date: str, moment: str) -> None:
    assert rfc3339(date) == moment
    assert (unix(date) is None) == (not moment)


def test_seconds_since_1970() -> None:
    assert unix("1970-01-02T00:00:00+00:00") == 86_400
