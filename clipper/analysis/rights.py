"""What of a clip may be passed on today: its full text, an excerpt, or no more than that it exists."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from clipper.model import dates, sharing
from clipper.model.clip import Clip
from clipper.text import safe

Extent: TypeAlias = Literal["full", "excerpt", "line"]
"""How much of a clip is shown."""

_ORDER: tuple[Extent, ...] = ("line", "excerpt", "full")


class Limit(NamedTuple):
    """The most that may be shown of a clip, and why, as a clause without a full stop; the reason is empty for all."""

    extent: Extent
    reason: str = ""


def limit(clip: Clip, now: dt.datetime) -> Limit:
    """Return the most that may be shown of a clip.

    Before the end of an embargo that is a line, since an excerpt is a part of the text; after the last day of
    `share-until` an excerpt. A date that cannot be read counts as one that forbids.
    """
    for written in _written(clip, sharing.EMBARGO):
        if reason := _waits(written, now):
            return Limit("line", reason)
    for written in _written(clip, sharing.SHARE_UNTIL):
        if reason := _has_ended(written, now.date()):
            return Limit("excerpt", reason)
    return Limit("full")


def least(asked: Extent, allowed: Extent) -> Extent:
    """Return the smaller of two extents."""
    return min(asked, allowed, key=_ORDER.index)


def _written(clip: Clip, keys: Sequence[str]) -> list[str]:
    return [value for key in keys for value in clip.values(key)]


def _waits(written: str, now: dt.datetime) -> str:
    """Return why a text still waits for the end of an embargo; empty if it does not."""
    parsed = dates.parse(written)
    if not isinstance(parsed, dates.ParsedDate) or parsed.flaw or parsed.span.start is None:
        return f"its embargo “{safe(written)}” is no date"
    if parsed.time:
        day = dt.date.fromordinal(parsed.span.start).isoformat()
        moment = dt.datetime.fromisoformat(f"{day}{parsed.time}{parsed.zone}")
        waits = now < (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo))
    else:
        waits = now.date().toordinal() < parsed.span.start
    return f"it is under embargo until {safe(written)}" if waits else ""


def _has_ended(written: str, today: dt.date) -> str:
    """Return why a text may not be shown any more; empty if it may."""
    parsed = dates.parse(written)
    if not isinstance(parsed, dates.ParsedDate) or parsed.flaw or parsed.span.end is None:
        return f"its share-until “{safe(written)}” is no date"
    return f"it could be shared until {safe(written)}" if today.toordinal() >= parsed.span.end else ""
