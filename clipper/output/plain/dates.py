"""Dates for a reader: the day in a list, and the date in words above an article."""

from datetime import date

from clipper.model import dates

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = len("2025-05-19")


def day(value: str) -> str:
    """Return the day of a date with a time; every other date as it is written."""
    if len(value) > _DAY and value[4:5] == value[7:8] == "-" and dates.span(value):
        return value[:_DAY]
    return value


def in_words(value: str) -> str:
    """Return a date in English words, with its time and time zone as they are stated.

    A week, a text that is not a date, and an ambiguous date are returned as they are written.
    """
    parsed = dates.parse(value)
    if not isinstance(parsed, dates.ParsedDate) or parsed.flaw or parsed.week is not None or parsed.month is None:
        return value
    if parsed.day is None:
        return parsed.in_words
    weekday = _WEEKDAYS[date(parsed.year, parsed.month, parsed.day).weekday()]
    return f"{weekday}, {parsed.in_words}{_time(parsed)}"


def _time(parsed: dates.ParsedDate) -> str:
    if not parsed.time:
        return ""
    clock = parsed.time.removeprefix("T").partition(".")[0]
    zone = f" ({parsed.zone.replace('Z', 'UTC')})" if parsed.zone else ""
    return f", {clock.removesuffix(':00') if clock.count(':') > 1 else clock}{zone}"
