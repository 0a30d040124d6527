"""Spans of time as a query states them: a date, `last month`, `30d`, `2025-05..`, relative to a given day."""

import re
from datetime import date
from typing import NamedTuple

from clipper import text
from clipper.model import calendar_names, dates
from clipper.model.dates import AmbiguousDate, Span

_EXAMPLES = 'try 2025, 2025-05, "last month" or 2025-05..2025-07'
_MAX_QUOTED = 40
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_DAYS_IN = {"d": 1, "w": 7}
_MONTHS_IN = {"m": 1, "q": 3, "y": 12}
_QUARTER = r"q([1-4])[ -]?([0-9]{4})"
_YEAR_AND_QUARTER = r"([0-9]{4})[ -]?q([1-4])"
_RELATIVE = r"(last|this|next) (week|month|quarter|year)"
# Nine digits reach back before the year 1, which the arithmetic reports; nobody means a number with more digits.
_LAST = r"(?:last|past) ([0-9]{1,9}) (day|week|month|year)s?|([0-9]{1,9})([dwmy])"


class InvalidSpan(NamedTuple):
    """A text that is not a span of time; `message` is a sentence that says why and what to write."""

    message: str


def parse_span(value: str, today: date) -> Span | InvalidSpan:
    """Return the days that a span such as `2025-05`, `last month`, `30d` or `2025-05..2025-07` covers, seen from today.

    Weeks begin on Monday. `last month` is the calendar month before this one, `last 1 month` the month that ends today.
    """
    first, dots, last = value.partition("..")
    if not dots:
        return _parse_single(value, today)
    if ".." in last:
        return InvalidSpan(f"“{text.shorten(value, _MAX_QUOTED)}” has more than two ends: {_EXAMPLES}")
    return _parse_range(first, last, today)


def _parse_range(first: str, last: str, today: date) -> Span | InvalidSpan:
    """Return the days from the start of one span to the end of another; where one is blank, that side is open."""
    everything = Span(None, None)
    begin = _parse_single(first, today) if first.strip() else everything
    if isinstance(begin, InvalidSpan):
        return begin
    finish = _parse_single(last, today) if last.strip() else everything
    if isinstance(finish, InvalidSpan):
        return finish
    start, end = begin.start, finish.end
    quoted = f"“{text.shorten(f'{first}..{last}', _MAX_QUOTED)}”"
    if start is None and end is None:
        return InvalidSpan(f"{quoted} has no beginning and no end: {_EXAMPLES}")
    if start is not None and end is not None and start >= end:
        reverse = text.shorten(f"{last.strip()}..{first.strip()}", _MAX_QUOTED)
        return InvalidSpan(f"{quoted} ends before it begins: write {reverse}")
    return Span(start, end)


def _parse_single(value: str, today: date) -> Span | InvalidSpan:
    """Return the days of a span without `..`."""
    folded = text.fold(text.one_line(value))
    quoted = f"“{text.shorten(value, _MAX_QUOTED)}”"
    try:
        span = _parse_named(folded, today) or _parse_last(folded, today) or _parse_quarter(folded)
    except (ValueError, OverflowError):
        return InvalidSpan(f"{quoted} lies outside the years 1 to 9999")
    if span:
        return span
    parsed = dates.parse(value)
    if parsed is None:
        return InvalidSpan(f"{quoted} is not a span of time: {_EXAMPLES}")
    if isinstance(parsed, AmbiguousDate):
        return InvalidSpan(parsed.message)
    return InvalidSpan(f"{quoted} {parsed.flaw}") if parsed.flaw else parsed.span


def _parse_named(folded: str, today: date) -> Span | None:
    """Parse a day or a period by its name: `today`, `monday`, `last week`, `next quarter`."""
    now = today.toordinal()
    if folded in _NAMED_DAYS:
        return Span.of_days(now + _NAMED_DAYS[folded], 1)
    # `mar` is a Tuesday in French and a month in Spanish.
    if folded in calendar_names.WEEKDAYS and folded not in calendar_names.MONTHS:
        return Span.of_days(now - (today.weekday() - calendar_names.WEEKDAYS[folded]) % 7, 1)
    match = re.fullmatch(_RELATIVE, folded)
    if not match:
        return None
    offset, unit = _OFFSETS[match[1]], match[2][0]
    if unit in _DAYS_IN:
        return Span.of_days(now - today.weekday() + 7 * offset, 7)
    count = _MONTHS_IN[unit]
    return Span.of_months((_month_number(today) // count + offset) * count, count)


def _parse_last(folded: str, today: date) -> Span | None:
    """Parse a number of days, weeks, months or years that end today: `last 7 days`, `30d`."""
    match = re.fullmatch(_LAST, folded)
    number = int(match[1] or match[3]) if match else 0
    if not match or not number:
        return None
    now, unit = today.toordinal(), (match[2] or match[4])[0]
    if unit in _DAYS_IN:
        count = number * _DAYS_IN[unit]
        return Span.of_days(now - count + 1, count)
    month = _month_number(today) - number * _MONTHS_IN[unit]
    # Begin after the same day of that month, or after its last day: the month before 31 March begins after 28 February.
    start = min(dates.first_day(month) + today.day, dates.first_day(month + 1))
    return Span.of_days(start, now - start + 1)


def _parse_quarter(folded: str) -> Span | None:
    """Parse a quarter of a year: `q2 2025`, `2025-q2`."""
    if match := re.fullmatch(_QUARTER, folded):
        quarter, year = match.groups()
    elif match := re.fullmatch(_YEAR_AND_QUARTER, folded):
        year, quarter = match.groups()
    else:
        return None
    return Span.of_months(12 * int(year) + 3 * (int(quarter) - 1), 3)


def _month_number(day: date) -> int:
    """Return the number of a day's month as in `dates.first_day`."""
    return 12 * day.year + day.month - 1
