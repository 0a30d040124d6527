"""Moments as other services write them: Unix time, ISO 8601 in its many shapes, or a day."""

import datetime as dt
import re

from clipper.model import dates

_UNIX = re.compile(r"\d{9,18}(?:\.\d+)?")
_NEVER = re.compile(r"0*(?:\.0*)?")
_PER_SECOND = (1, 1_000, 1_000_000)
_LATEST = 40_000_000_000  # no service means a moment after the year 3200: it counts in smaller units
_LONGEST = 100
_FRACTION = re.compile(r"(?<=:\d\d)\.\d+")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?$")


def saved(written: str) -> str:
    """Return when something was kept, to the second and with the offset as far as stated; ValueError if unclear.

    Nothing, and the zero that stands for it, is empty.
    """
    written = written.strip()
    if _NEVER.fullmatch(written):
        return ""
    if _UNIX.fullmatch(written):
        return _of_unix(float(written))
    return _FRACTION.sub("", _day(written)).replace("Z", "+00:00")


def published(written: str) -> str:
    """Return when something was published, as stated and never shifted; ValueError if unclear.

    Midnight is what a program writes that knows only the day.
    """
    written = written.strip()
    if _NEVER.fullmatch(written):
        return ""
    day = _of_unix(float(written)) if _UNIX.fullmatch(written) else _day(written)
    return _MIDNIGHT.sub("", day)


def _of_unix(seconds: float) -> str:
    unit = next((unit for unit in _PER_SECOND if seconds / unit < _LATEST), 0)
    if not unit:
        raise ValueError("far beyond any time")
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(seconds / unit))
    return moment.isoformat(timespec="seconds")


def _day(written: str) -> str:
    if len(written) > _LONGEST:
        raise ValueError("far longer than any date")
    if iso := dates.iso(written):
        return iso
    parsed = dates.parse(written)
    raise ValueError(parsed.message if isinstance(parsed, dates.AmbiguousDate) else "it is no date")
