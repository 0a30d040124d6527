"""Periods of the calendar, numbered in a row: days, weeks, months, years, decades, centuries."""

from datetime import date
from itertools import pairwise

from clipper.model import dates

UNITS = ("day", "week", "month", "year", "decade", "century")
"""The lengths that a period can have, the shortest first."""

_YEARS = {"year": 1, "decade": 10, "century": 100}
_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}
_THURSDAY = 3


def number(unit: str, day: int) -> int:
    """Return the number of the period in which a day lies, as an ordinal of `datetime.date`.

    Weeks begin on Monday, as the year 1 did; months count as `dates.first_day` does.
    """
    match unit:
        case "day":
            return day
        case "week":
            return (day - 1) // 7
    on = date.fromordinal(day)
    return 12 * on.year + on.month - 1 if unit == "month" else on.year // _YEARS[unit]


def containing(unit: str, start: int, end: int) -> int | None:
    """Return the number of the period to which the days from `start` up to `end` belong, or None if they are longer.

    A week that two months or years share belongs to that of its Thursday, as ISO 8601 has it.
    """
    length = end - start
    if length <= 1:
        return number(unit, start)
    if length > _LONGEST["week"]:
        first, last = number(unit, start), number(unit, end - 1)
        return first if first == last else None
    return None if unit == "day" else number(unit, start + _THURSDAY)


def precision(start: int, end: int) -> str:
    """Return the shortest unit that a date is exact to."""
    return next(unit for unit in UNITS if end - start <= _LONGEST.get(unit, end - start))


def first_day(unit: str, period: int) -> int:
    """Return the ordinal of a period's first day; that of the first period of all is 1 January of the year 1."""
    match unit:
        case "day":
            return period
        case "week":
            return 7 * period + 1
        case "month":
            return dates.first_day(period)
    return date(max(_YEARS[unit] * period, 1), 1, 1).toordinal()


def name(unit: str, period: int) -> str:
    """Return a period as a query writes it after `date:`, such as `2025-05`, `2025-W21` or `1990..1999`."""
    on = date.fromordinal(first_day(unit, period))
    match unit:
        case "day":
            return on.isoformat()
        case "week":
            year, week, _ = on.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return on.isoformat()[:7]
        case "year":
            return f"{on.year:04}"
    return f"{on.year:04}..{_YEARS[unit] * (period + 1) - 1:04}"


def plural(unit: str) -> str:
    """Return a unit in the plural."""
    return "centuries" if unit == "century" else f"{unit}s"


def axis_labels(unit: str, first: int, last: int, apart: int) -> dict[int, str]:
    """Return the periods between two, both included, that an axis names, so far apart that each label has room.

    `apart` is the number of columns from one period to the next.
    """
    for found in _levels(unit, first, last):
        if all((after - before) * apart > len(found[before]) + 1 for before, after in pairwise(found)):
            return found
    return {}


def _levels(unit: str, first: int, last: int) -> "list[dict[int, str]]":
    """Return ever fewer periods with their labels: each, each month's or quarter's first, each year's, each tenth's."""
    every = range(first, last + 1)
    if unit in _YEARS:
        s = "" if unit == "year" else "s"
        steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
        return [{n: f"{n * _YEARS[unit]}{s}" for n in every if n % step == 0} for step in steps]
    on = {n: date.fromordinal(first_day(unit, n)) for n in every}
    begin = dict(zip(every, (None, *[on[n] for n in every]), strict=False))
    months = {n: day for n, day in on.items() if unit == "month" or _turns(begin[n], day, unit)}
    levels = [{n: _month(day) for n, day in months.items() if (day.month - 1) % step == 0} for step in (1, 3)]
    levels += [
        {n: str(day.year) for n, day in months.items() if day.month == 1 and day.year % step == 0}
        for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    ]
    if unit == "day":
        mondays = {n: day for n, day in on.items() if day.weekday() == 0}
        levels = [{n: f"{day.day} {day:%b}" for n, day in some.items()} for some in (on, mondays)] + levels
    return levels


def _turns(before: date | None, day: date, unit: str) -> bool:
    """Tell whether a day or a week is the first that begins in its month."""
    if before is None:
        return day.day <= _LONGEST[unit]
    return (before.year, before.month) != (day.year, day.month)


def _month(day: date) -> str:
    return str(day.year) if day.month == 1 else f"{day:%b}"
