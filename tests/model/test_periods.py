"""Periods of the calendar: which day lies in which, and what they are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import dates, periods

ordinals = st.integers(1, date.max.toordinal())


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("day", "2025-05-19"),
        ("week", "2025-W21"),
        ("month", "2025-05"),
        ("year", "2025"),
        ("decade", "2020..2029"),
        ("century", "2000..2099"),
    ],
)
def test_a_day_lies_in_a_period_that_a_query_can_name(unit: str, name: str) -> None:
    assert periods.name(unit, periods.number(unit, day("2025-05-19"))) == name


@given(st.sampled_from(periods.UNITS), ordinals)
def test_a_period_begins_on_or_before_its_days_and_the_next_one_after_them(unit: str, ordinal: int) -> None:
    number = periods.number(unit, ordinal)
    assert periods.first_day(unit, number) <= ordinal
    assert periods.number(unit, periods.first_day(unit, number)) == number
    assert periods.containing(unit, ordinal, ordinal + 1) == number


@pytest.mark.parametrize(
    ("unit", "written", "name"),
    [
        ("day", "2025", None),
        ("day", "2025-05", None),
        ("day", "2025-W21", None),
        ("week", "2025-W21", "2025-W21"),
        ("week", "2025-05", None),
        ("month", "2025-W18", "2025-05"),
        ("month", "2025-05", "2025-05"),
        ("month", "2025", None),
        ("year", "2025-W01", "2025"),
        ("year", "2025", "2025"),
        ("decade", "2025", "2020..2029"),
    ],
)
def test_a_vague_date_lies_in_no_period_that_is_shorter(unit: str, written: str, name: str | None) -> None:
    extent = dates.span(written)
    assert extent
    found = periods.containing(unit, extent.start or 0, extent.end or 0)
    assert (None if found is None else periods.name(unit, found)) == name


@pytest.mark.parametrize(("written", "unit"), [("2025-05-19", "day"), ("2025-W21", "week"), ("2024-02", "month")])
def test_a_date_is_as_exact_as_it_is_written(written: str, unit: str) -> None:
    extent = dates.span(written)
    assert extent
    assert periods.precision(extent.start or 0, extent.end or 0) == unit


def test_the_first_and_the_last_periods_have_names() -> None:
    assert [periods.name(unit, periods.number(unit, 1)) for unit in periods.UNITS] == [
        "0001-01-01",
        "0001-W01",
        "0001-01",
        "0001",
        "0001..0009",
        "0001..0099",
    ]
    assert periods.name("century", periods.number("century", date.max.toordinal())) == "9900..9999"


def test_an_axis_names_as_many_periods_as_have_room() -> None:
    months = (12 * 2024 + 10, 12 * 2025 + 3)
    assert list(periods.axis_labels("month", *months, 6).values()) == ["Nov", "Dec", "2025", "Feb", "Mar", "Apr"]
    assert list(periods.axis_labels("month", *months, 2).values()) == ["2025", "Apr"]
    assert list(periods.axis_labels("year", 1964, 2021, 1).values()) == ["1970", "1980", "1990", "2000", "2010", "2020"]
    assert next(iter(periods.axis_labels("decade", 196, 202, 8).values())) == "1960s"
    may = day("2025-05-01")
    assert list(periods.axis_labels("day", may, may + 13, 8).values())[:2] == ["1 May", "2 May"]
    assert list(periods.axis_labels("day", may, may + 13, 1).values()) == ["5 May", "12 May"]
