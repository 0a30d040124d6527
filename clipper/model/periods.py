"""Periods of the calendar with consecutive numbers: days, weeks, months, years, decades, centuries."""

from datetime import date
from itertools import pairwise

from clipper.model import dates

UNITS = ("day", "week", "month", "year", "decade", "century")
"""The units of a period, the shortest first."""

_YEARS = {"year": 1, "decade": 10, "century": 100}
_MAX_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_THURSDAY = 3
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def number(unit: str, day: int) -> int:
    """Return the number of the period that contains a day, given as an ordinal of `datetime.date`.

    Weeks begin on Monday; months are numbered as in `dates.first_day`; years, decades and centuries by their digits:
    2025, 202, 20.
    """
    match unit:
        case "day":
            return day
        case "week":
            return (day - 1) // 7
    day_date = date.fromordinal(day)
    return 12 * day_date.year + day_date.month - 1 if unit == "month" else day_date.year // _YEARS[unit]


def containing(unit: str, start: int, end: int) -> int | None:
    """Return the number of the period that contains the days from `start` to before `end`; None if no period does.

    A week that lies in two months or years is counted in the one that contains its Thursday, as in ISO 8601.
    """
    length = end - start
    if length <= 1:
        return number(unit, start)
    if length > _MAX_DAYS["week"]:
        first, last = number(unit, start), number(unit, end - 1)
        return first if first == last else None
    return None if unit == "day" else number(unit, start + _THURSDAY)


def precision(start: int, end: int) -> str:
    """Return how exact a date is that covers these days: its unit, such as `month`."""
    return next(unit for unit in UNITS if end - start <= _MAX_DAYS.get(unit, end - start))


def first_day(unit: str, period: int) -> int:
    """Return the ordinal of the first day of a period; no earlier than 1 January of the year 1."""
    match unit:
        case "day":
            return period
        case "week":
            return 7 * period + 1
        case "month":
            return dates.first_day(period)
    return date(max(_YEARS[unit] * period, 1), 1, 1).toordinal()


def name(unit: str, period: int) -> str:
    """Return a period in the form that a query has after `date:`, such as `2025-05`, `2025-W21` or `1990..1999`."""
    start = date.fromordinal(first_day(unit, period))
    match unit:
        case "day":
            return start.isoformat()
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return start.isoformat()[:7]
        case "year":
            return f"{start.year:04}"
    return f"{start.year:04}..{_YEARS[unit] * (period + 1) - 1:04}"


def plural(unit: str) -> str:
    """Return a unit in the plural."""
    return "centuries" if unit == "century" else f"{unit}s"


def axis_labels(unit: str, first: int, last: int, spacing: int) -> dict[int, str]:
    """Return the labels of an axis from one period to another, by the number of the period that each label names.

    There are as many labels as have room without touching; `spacing` is the number of columns for each period.
    """
    for labels in _label_levels(unit, first, last):
        if all((after - before) * spacing > len(labels[before]) + 1 for before, after in pairwise(labels)):
            return labels
    return {}


def _label_levels(unit: str, first: int, last: int) -> "list[dict[int, str]]":
    """Return sets of labels, each with fewer than the one before: each period, each Monday, month, quarter, year, ….

    A set maps the number of a period to its label.
    """
    numbers = range(first, last + 1)
    if unit in _YEARS:
        plural_s = "" if unit == "year" else "s"
        return [{n: f"{n * _YEARS[unit]}{plural_s}" for n in numbers if n % step == 0} for step in _YEAR_STEPS]
    days = {n: date.fromordinal(first_day(unit, n)) for n in numbers}
    previous = dict(zip(numbers, (None, *days.values()), strict=False))
    months = {n: day for n, day in days.items() if unit == "month" or _begins_month(previous[n], day, unit)}
    levels = [{n: _month_label(day) for n, day in months.items() if (day.month - 1) % step == 0} for step in (1, 3)]
    levels += [
        {n: str(day.year) for n, day in months.items() if day.month == 1 and day.year % step == 0}
        for step in _YEAR_STEPS
    ]
    if unit == "day":
        mondays = {n: day for n, day in days.items() if day.weekday() == 0}
        levels = [{n: f"{day.day} {day:%b}" for n, day in some.items()} for some in (days, mondays)] + levels
    return levels


def _begins_month(previous: date | None, day: date, unit: str) -> bool:
    """Tell whether a day, or a week given by its first day, is the first to begin in its month."""
    if previous is None:
        return day.day <= _MAX_DAYS[unit]
    return (previous.year, previous.month) != (day.year, day.month)


def _month_label(day: date) -> str:
    return str(day.year) if day.month == 1 else f"{day:%b}"
