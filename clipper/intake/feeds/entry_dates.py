"""The dates of entries: in the zone in which the feed writes them, and none where what is written cannot be true."""

import datetime as dt
import re
from collections.abc import Sequence

from clipper.model import dates

_OLDEST_YEAR = 1971
"""Programs that know no date write the first day of their calendar: of year 1, 1900, 1904 or 1970."""
_MOST_AHEAD = dt.timedelta(days=2)
"""The paper of tomorrow appears tonight; a date beyond is a mistake."""
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)(?:\s*\([^)]*\))?$")
_SHORT_OFFSET = re.compile(r":\d\d(?:[.,]\d+)?\s*([+-])(\d\d)()$")
_NAMED_ZONE = re.compile(r"(?<![a-z])(z|utc?|gmt|[ecmp][sd]t)$", re.IGNORECASE)
_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_TIME = re.compile(r"\d:[0-5]\d|\dT\d", re.IGNORECASE)
_DAY_LESS = re.compile(r"\d{4}(?:-\d\d)?")


def entry_date(written: str, utc: Sequence[int] | None, today: dt.date) -> str:
    """Return the date of an entry in ISO 8601, empty if it has none.

    `written` is the date as the feed writes it, from which the zone comes; `utc` is what the parser made of it. A date
    without a zone stays without one, a date without a time is a day, and a month stays a month.
    """
    written = " ".join(written.split())
    parsed = dates.parse(written)
    if isinstance(parsed, dates.ParsedDate) and parsed.flaw:  # the parser makes 2 March of 30 February
        return ""
    if _DAY_LESS.fullmatch(written) or utc is None:
        if parsed is None or isinstance(parsed, dates.AmbiguousDate):
            return ""
        return parsed.iso if _is_likely(parsed.year, parsed.iso, today) else ""
    try:
        moment = dt.datetime(*utc[:6])  # type: ignore[arg-type]  # noqa: DTZ001 - the zone comes next
    except ValueError:
        return ""
    if not _TIME.search(written):
        iso = moment.date().isoformat()
    else:
        zone = _zone(written)
        try:
            local = moment if zone is None else moment.replace(tzinfo=dt.UTC).astimezone(zone)
        except OverflowError:
            return ""
        iso = local.isoformat().replace("+00:00", "Z")
    return iso if _is_likely(int(iso[:4]), iso, today) else ""


def _zone(written: str) -> dt.timezone | None:
    """Return the zone at the end of a date; None if it states none, or one that is known only there."""
    if found := _OFFSET.search(written) or _SHORT_OFFSET.search(written):
        sign = -1 if found[1] == "-" else 1
        return dt.timezone(sign * dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0)))
    if name := _NAMED_ZONE.search(written):
        return dt.timezone(dt.timedelta(hours=_HOURS.get(name[1].upper(), 0)))
    return None


def _is_likely(year: int, iso: str, today: dt.date) -> bool:
    """Tell whether a piece may have been published then: not before there were feeds to copy it, not after today."""
    return year >= _OLDEST_YEAR and iso[:10] <= (today + _MOST_AHEAD).isoformat()
