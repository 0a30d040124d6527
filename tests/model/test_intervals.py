"""Intervals such as `30s`."""

import pytest

from clipper.errors import UsageError
from clipper.model.intervals import parse_interval


@pytest.mark.parametrize(
    ("typed", "seconds"), [("30s", 30), ("5m", 300), ("2h", 7200), ("1d", 86400), (" 10 M ", 600), ("7d", 604800)]
)
def test_an_interval_is_a_number_and_a_unit(typed: str, seconds: int) -> None:
    assert parse_interval(typed) == seconds


@pytest.mark.parametrize("typed", ["", "30", "s", "0s", "-5s", "1.5h", "8d", "999999999s", "5 minutes", "٣s"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no interval"):
        parse_interval(typed)
