"""Spans of time as a reader asks for them: a date, `last month`, `30d`, `2025-05..`, always seen from one day."""

import re
from datetime import date

from clipper import text
from clipper.errors import UsageError
from clipper.model import dates
from clipper.model.dates import Span

_TRY = 'try 2025, 2025-05, "last month" or 2025-05..2025-07'
_QUOTED = 40
_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_DAYS_IN = {"d": 1, "w": 7}
_MONTHS_IN = {"m": 1, "q": 3, "y": 12}
_QUARTER = re.compile(r"q([1-4])[ -]?([0-9]{4})")
_YEAR_AND_QUARTER = re.compile(r"([0-9]{4})[ -]?q([1-4])")
_NEAR = re.compile(r"(last|this|next) (week|month|quarter|year)")
# Nine digits reach back beyond any date, and the arithmetic says so; more of them are no number that someone means.
_BACK = re.compile(r"(?:last|past) ([0-9]{1,9}) (day|week|month|year)s?|([0-9]{1,9})([dwmy])")


def parse_span(asked: str, today: date) -> Span:
    """Return the days that a reader asks for; a UsageError says what is understood.

    Weeks begin on Monday. `last month` is the calendar's, `last 1 month` the one that ends with today.
    """
    first, dots, last = asked.partition("..")
    if not dots:
        return _one(asked, today)
    if ".." in last:
        raise UsageError(f"“{text.shorten(asked, _QUOTED)}” has more than two ends: {_TRY}")
    start = _one(first, today).start if first.strip() else None
    end = _one(last, today).end if last.strip() else None
    if start is None and end is None:
        raise UsageError(f"“{text.shorten(asked, _QUOTED)}” has no beginning and no end: {_TRY}")
    if start is not None and end is not None and start >= end:
        right = text.shorten(f"{last.strip()}..{first.strip()}", _QUOTED)
        raise UsageError(f"“{text.shorten(asked, _QUOTED)}” ends before it begins: write {right}")
    return Span(start, end)


def is_span(asked: str, today: date) -> bool:
    """Tell whether `parse_span` understands the text."""
    try:
        parse_span(asked, today)
    except UsageError:
        return False
    return True


def _one(asked: str, today: date) -> Span:
    """Return a span that is not made of two with `..` between them."""
    value = text.fold(text.one_line(asked))
    quoted = f"“{text.shorten(asked, _QUOTED)}”"
    try:
        span = _near(value, today) or _back(value, today) or _quarter(value)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{quoted} lies outside the years 1 to 9999") from error
    if span:
        return span
    stated = dates.read(asked)
    if stated is None:
        raise UsageError(f"{quoted} is no span of time: {_TRY}")
    if stated.flaw:
        raise UsageError(f"{quoted} {stated.flaw}")
    return stated.span


def _near(value: str, today: date) -> Span | None:
    """Read a day or a part of the calendar by its name: `today`, `monday`, `last week`, `next quarter`."""
    now = today.toordinal()
    if value in _NAMED_DAYS:
        return Span.of_days(now + _NAMED_DAYS[value], 1)
    # `mar` is a Tuesday to some and a month to others.
    if value in dates.WEEKDAYS and value not in dates.MONTHS:
        return Span.of_days(now - (today.weekday() - dates.WEEKDAYS[value]) % 7, 1)
    match = _NEAR.fullmatch(value)
    if not match:
        return None
    step, unit = _STEPS[match[1]], match[2][0]
    if unit in _DAYS_IN:
        return Span.of_days(now - today.weekday() + 7 * step, 7)
    count = _MONTHS_IN[unit]
    return Span.of_months((_month(today) // count + step) * count, count)


def _back(value: str, today: date) -> Span | None:
    """Read a number of days, weeks, months or years that end with today: `last 7 days`, `30d`."""
    match = _BACK.fullmatch(value)
    number = int(match[1] or match[3]) if match else 0
    if not match or not number:
        return None
    now, unit = today.toordinal(), (match[2] or match[4])[0]
    if unit in _DAYS_IN:
        count = number * _DAYS_IN[unit]
        return Span.of_days(now - count + 1, count)
    month = _month(today) - number * _MONTHS_IN[unit]
    # Begin after the same day of that month, or after its last where it is shorter: 31 March, 28 February.
    start = min(dates.first_day(month) + today.day, dates.first_day(month + 1))
    return Span.of_days(start, now - start + 1)


def _quarter(value: str) -> Span | None:
    if match := _QUARTER.fullmatch(value):
        quarter, year = match.groups()
    elif match := _YEAR_AND_QUARTER.fullmatch(value):
        year, quarter = match.groups()
    else:
        return None
    return Span.of_months(12 * int(year) + 3 * (int(quarter) - 1), 3)


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1
