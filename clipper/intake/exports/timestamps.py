"""Timestamps as other services write them: Unix time, ISO 8601 in its many forms, or a day."""

import datetime as dt
import re

from clipper.model import dates

_UNIX = re.compile(r"\d{9,18}(?:\.\d+)?")
_OF_LOG = re.compile(r"(\d{1,2}/[A-Za-z]{3}/\d{4}):(\d\d:\d\d:\d\d [+-]\d{4})")
"""As web servers write a moment into their logs: 10/Oct/2000:13:55:36 +0300."""
_ZERO = re.compile(r"0*(?:\.0*)?")
_UNITS_PER_SECOND = (1, 1_000, 1_000_000)
_MAX_SECONDS = 40_000_000_000  # the year 3237; a larger number counts milliseconds or microseconds
_SECONDS_FROM_1601 = 11_644_473_600
_SINCE_1601 = (12_000_000_000_000_000, 16_000_000_000_000_000)
"""Microseconds since 1601, as Chrome counts them: from 1981 to 2108. Since 1970 they would be after the year 2350."""
_MAX_LENGTH = 100
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$")


def parse_saved(written: str) -> str | None:
    """Return the time at which the user saved a piece, to the second, with its offset if stated.

    Empty for an empty value and for zero; None for what is not a date, or can be read as two.
    """
    written = written.strip()
    if _ZERO.fullmatch(written):
        return ""
    if _UNIX.fullmatch(written):
        return _from_unix(float(written))
    date = _parse_date(written)
    return date and _FRACTION.sub("", date).replace("Z", "+00:00")


def parse_published(written: str) -> str | None:
    """Return the date of publication as stated, never shifted by a time zone; empty or None as in `parse_saved`.

    Midnight becomes the day alone: a program that knows only the day writes it so.
    """
    written = written.strip()
    if _ZERO.fullmatch(written):
        return ""
    date = _from_unix(float(written)) if _UNIX.fullmatch(written) else _parse_date(written)
    return date and _MIDNIGHT.sub("", date)


def _from_unix(number: float) -> str | None:
    if _SINCE_1601[0] < number < _SINCE_1601[1]:
        number = number / 1_000_000 - _SECONDS_FROM_1601
    unit = next((unit for unit in _UNITS_PER_SECOND if number / unit < _MAX_SECONDS), 0)
    if not unit:
        return None
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(number / unit))
    return moment.isoformat(timespec="seconds")


def _parse_date(written: str) -> str | None:
    if match := _OF_LOG.fullmatch(written):
        written = f"{match[1]} {match[2]}"
    return dates.iso(written) or None if len(written) <= _MAX_LENGTH else None
