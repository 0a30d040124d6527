"""Dates for reading: the day in a list, and over an article the date written out as prose has it."""

from datetime import date

from clipper.model import dates

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = len("2025-05-19")


def day(value: str) -> str:
    """Return the day of a date-time; every other date stands as it is written."""
    if len(value) > _DAY and value[4:5] == value[7:8] == "-" and dates.span(value):
        return value[:_DAY]
    return value


def in_words(value: str) -> str:
    """Return a date in English words, its hour and zone as they are stated.

    A week, a text that is no date, and one that can be read as two are returned as they are.
    """
    stated = dates.parse(value)
    if not isinstance(stated, dates.ParsedDate) or stated.flaw or stated.week is not None or stated.month is None:
        return value
    if stated.day is None:
        return stated.in_words
    weekday = _WEEKDAYS[date(stated.year, stated.month, stated.day).weekday()]
    return f"{weekday}, {stated.in_words}{_hour(stated)}"


def _hour(stated: dates.ParsedDate) -> str:
    if not stated.time:
        return ""
    clock = stated.time.removeprefix("T").partition(".")[0]
    zone = f" ({stated.zone.replace('Z', 'UTC')})" if stated.zone else ""
    return f", {clock.removesuffix(':00') if clock.count(':') > 1 else clock}{zone}"
