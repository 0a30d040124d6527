"""Dates of clips as moments, for formats that know no other dates."""

import datetime as dt

from clipper.model import dates

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def moment(value: str) -> dt.datetime | None:
    """Return the moment of a date: of a month its first day, of a day without a time midnight, without a zone in UTC.

    None for what is no date, or may be two.
    """
    parsed = dates.parse(value)
    if not isinstance(parsed, dates.ParsedDate) or parsed.flaw:
        return None
    start = parsed.span.start
    if start is None:
        return None
    try:
        day = dt.date.fromordinal(start).isoformat()
        read = dt.datetime.fromisoformat(f"{day}{parsed.time or 'T00:00:00'}{parsed.zone}")
        return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def rfc3339(value: str) -> str:
    """Return a date as Atom writes a moment; empty if it is none."""
    found = moment(value)
    return found.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if found else ""


def unix(value: str) -> int | None:
    """Return a date as seconds since 1970; None if it is none."""
    found = moment(value)
    return int((found - _EPOCH).total_seconds()) if found else None
