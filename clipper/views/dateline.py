"""Dates for reading: the day in a list, the date written out over an article."""

import re
from datetime import date, datetime

_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ]\d\d:\d\d.*)?)?)?", re.ASCII)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day(value: str) -> str:
    """Return the day of a date-time; every other date stands as it is written."""
    return value[:10] if _moment(value) else value


def written_out(value: str) -> str:
    """Return a date as English prose has it, the hour and zone as they are stated; a text that is no date as it is."""
    shape = _SHAPE.fullmatch(value)
    if shape is None:
        return value
    year, month, number = shape.groups()
    if number is None:
        known = month is not None and 1 <= int(month) <= len(_MONTHS)
        return f"{_MONTHS[int(month) - 1]} {year}" if known else value
    try:
        on = date.fromisoformat(value[:10])
    except ValueError:
        return value
    words = f"{_WEEKDAYS[on.weekday()]}, {on.day} {_MONTHS[on.month - 1]} {year}"
    if len(value) == len("2025-05-19"):
        return words
    moment = _moment(value)
    return f"{words}, {_hour(moment)}" if moment else value


def _moment(value: str) -> datetime | None:
    if len(value) <= len("2025-05-19") or not _SHAPE.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _hour(moment: datetime) -> str:
    hour = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    offset = moment.utcoffset()
    if offset is None:
        return hour
    zone = f"{moment:%z}"
    return f"{hour} ({zone[:3]}:{zone[3:5]})" if offset else f"{hour} (UTC)"
