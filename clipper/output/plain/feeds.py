"""The watched feeds, as TSV and JSON for other programs."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clipper.output.plain import encode

if TYPE_CHECKING:
    from clipper.library.feeds import WatchedFeed


def local_time(seconds: int, now: dt.datetime) -> str:
    """Return a time, in seconds since 1970, in the zone of `now`: the clock of today, else the day too.

    Empty for 0, which is never.
    """
    if not seconds:
        return ""
    moment = dt.datetime.fromtimestamp(seconds, now.tzinfo)
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%Y-%m-%d %H:%M}"


def tsv(feeds: "Iterable[WatchedFeed]", zone: dt.tzinfo | None) -> Iterator[str]:
    """Yield a line for each feed: name, last answer, new entries then, failing since, problem, query, address."""
    for feed in feeds:
        state = feed.state
        times = _iso(state.last_answer, zone) or "", state.new_entries, _iso(state.failing_since, zone) or ""
        yield encode.tsv_line((feed.name, *times, state.problem, feed.setting.query, feed.setting.url))


def json(feeds: "Iterable[WatchedFeed]", zone: dt.tzinfo | None) -> Iterator[str]:
    """Yield one JSON array with each feed on a line of its own."""
    return encode.json_array(
        {
            "name": feed.name,
            "url": feed.setting.url,
            "query": feed.setting.query,
            "tags": feed.setting.tags,
            "full": feed.setting.full,
            "last": _iso(feed.state.last_answer, zone),
            "new": feed.state.new_entries,
            "next": None if feed.state.is_gone else _iso(feed.state.next_request, zone),
            "failing_since": _iso(feed.state.failing_since, zone),
            "problem": feed.state.problem or None,
            "moved_to": feed.state.moved_to or None,
            "gone": feed.state.is_gone,
        }
        for feed in feeds
    )


def _iso(seconds: int, zone: dt.tzinfo | None) -> str | None:
    return dt.datetime.fromtimestamp(seconds, zone).isoformat() if seconds else None
