"""The dates of entries: in the zone in which the feed writes them, and none where what is written cannot be true."""

import datetime as dt
import re
from collections.abc import Sequence

from clipper.model import dates

_OLDEST_YEAR = 1971
"""Programs that know no date write the first day of their calendar: of year 1, 1900, 1904 or 1970."""
_MOST_AHEAD = dt.timedelta(days=2)
"""The paper of tomorrow appears tonight; a date beyond is a mistake."""
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)(?:\s*\([^()]*\))?$")
_SHORT_OFFSET = re.compile(r":\d\d(?:[.,]\d+)?\s*([+-])(\d\d)()$")
_NAMED_ZONE = re.compile(r"(?<![a-z])(z|utc?|gmt|[ecmp][sd]t)$", re.IGNORECASE)
_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_TIME = re.compile(r"\d:[0-5]\d|\dT\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"^([A-Za-z]{3,9}),(?=\d)")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d")
_ISO = re.compile(
    r"\d{4}(?:-?\d{3}|-?(?:0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01])"
    r"(?:[Tt ]\s*(?:[01]?\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?"
    r"\s*(?:[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)
"""What begins with a year must be such a date: of any other the parser takes what it knows, and the rest from today."""
_DAY_LESS = re.compile(r"\d{4}(?:-\d\d)?")


def entry_date(written: str, utc: Sequence[int] | None, today: dt.date) -> str:
    """Return the date of an entry in ISO 8601, empty if it has none.

    `written` is the date as the feed writes it, from which the zone comes; `utc` is what the parser made of it. A date
    without a zone stays without one, a date without a time is a day, and a month stays a month.
    """
    iso = _iso(" ".join(written.split()), utc)
    is_likely = int(iso[:4] or 0) >= _OLDEST_YEAR and iso[:10] <= (today + _MOST_AHEAD).isoformat()
    return iso if is_likely else ""


def _iso(written: str, utc: Sequence[int] | None) -> str:
    """Return a date in ISO 8601, however unlikely; empty if it is none."""
    parsed = dates.parse(_WEEKDAY.sub(r"\1, ", written))
    if isinstance(parsed, dates.AmbiguousDate):
        parsed = None
    if parsed and parsed.flaw:  # the parser makes 2 March of 30 February
        return ""
    if _YEAR_FIRST.match(written):
        if parsed and parsed.time and not parsed.time.startswith("T24"):
            return _with_seconds(parsed)
        utc = utc if _ISO.fullmatch(written) else None
    if _DAY_LESS.fullmatch(written) or utc is None:
        return parsed.iso if parsed else ""
    try:
        moment = dt.datetime(*utc[:6])  # type: ignore[arg-type]  # noqa: DTZ001 - the zone comes next
        if not _TIME.search(written):
            return moment.date().isoformat()
        zone = _zone(written)
        local = moment if zone is None else moment.replace(tzinfo=dt.UTC).astimezone(zone)
    except (ValueError, OverflowError):
        return ""
    return local.isoformat().replace("+00:00", "Z")


def _with_seconds(parsed: dates.ParsedDate) -> str:
    """Return a date with a time in whole seconds."""
    time = parsed.time.partition(".")[0]
    return f"{parsed.iso.partition('T')[0]}{time}{':00' * (time.count(':') == 1)}{parsed.zone}"


def _zone(written: str) -> dt.timezone | None:
    """Return the zone at the end of a date; None if it states none, or one that is known only there."""
    if found := _OFFSET.search(written) or _SHORT_OFFSET.search(written):
        sign = -1 if found[1] == "-" else 1
        return dt.timezone(sign * dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0)))
    if name := _NAMED_ZONE.search(written):
        return dt.timezone(dt.timedelta(hours=_HOURS.get(name[1].upper(), 0)))
    return None
