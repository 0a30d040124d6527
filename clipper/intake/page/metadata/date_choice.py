"""Choose the date of publication among the dates that a page states."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

Dated: TypeAlias = tuple[str, str]
"""A date and its origin."""

_PREVIOUS_DAY_HOUR, _NEXT_DAY_HOUR = 9, 13
"""The hours in UTC before which it is the day before in Alaska, and from which it is the day after in Sydney."""


def choose(dated: Sequence[Dated]) -> Dated:
    """Return the first date, in the most precise form in which the page states that day.

    A time with an offset is the most precise, then a time without one; of equally precise dates the first is chosen.
    """
    day = _local_day(dated)
    same_day = [(date, origin) for date, origin in dated if date[:10] == day]
    return max(same_day, key=lambda pair: _precision(pair[0]))


def _local_day(dated: Sequence[Dated]) -> str:
    """Return the day of the first date; if that is a time in UTC, the day where the page was published.

    Many sites write all times in UTC: what was published in New York in the evening is of the next day there. The same
    moment with the local offset, or the day in the address of the page, settles it.
    """
    first = dated[0][0]
    if not _is_utc(first):
        return first[:10]
    moment = _moment(first)
    for date, origin in dated[1:]:
        is_same = date[10:] and not _is_utc(date) and _moment(date) == moment
        is_visible = origin == "address" or (date[10:] and date[14:16] == first[14:16])
        if is_same or (is_visible and _is_local_day(date[:10], first)):
            return date[:10]
    return first[:10]


def _is_utc(date: str) -> bool:
    return date.endswith(("Z", "+00:00"))


def _moment(date: str) -> dt.datetime | None:
    moment = dt.datetime.fromisoformat(date)
    return moment.replace(second=0) if moment.tzinfo else None


def _is_local_day(day: str, utc: str) -> bool:
    """Tell whether it is another day somewhere at a time in UTC: in America by night, in East Asia in the afternoon."""
    hour = int(utc[11:13])
    shift = dt.timedelta(days=1 if hour >= _NEXT_DAY_HOUR else -1 if hour < _PREVIOUS_DAY_HOUR else 0)
    return len(day) == len("2025-05-20") and dt.date.fromisoformat(utc[:10]) + shift == dt.date.fromisoformat(day)


def _precision(date: str) -> int:
    """Return 0 for a day, 1 for a day with a time, 2 for one with a time and an offset."""
    time = date[10:]
    return bool(time) + (time.endswith("Z") or "+" in time or "-" in time)
