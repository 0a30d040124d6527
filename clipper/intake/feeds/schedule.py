"""When a feed is asked next: as its server wishes, within bounds, and less often the longer it fails."""

import datetime as dt
from email.utils import parsedate_to_datetime

from clipper.intake.feeds.state import FeedState

MINUTE, HOUR, DAY = 60, 3600, 86_400
_SHORTEST = 15 * MINUTE
_LONGEST = DAY
_LONGEST_REST = 7 * DAY
"""A server that asks for a longer rest is asked again after this time."""
_SLACK = MINUTE
"""A timer that is a little early does not skip a round."""
_MOST_DOUBLINGS = 7


def is_due(state: FeedState, now: int) -> bool:
    """Tell whether a feed is to be asked now."""
    return not state.is_gone and state.next_request <= now + _SLACK


def answered(state: FeedState, now: int, *, max_age: int, minutes: int) -> None:
    """Note an answer: `max_age` and `minutes` say for how many seconds the server, and minutes the feed, stays so."""
    state.next_request = now + min(max(_SHORTEST, max_age, minutes * MINUTE), _LONGEST)
    state.last_answer = now
    state.failures = state.failing_since = 0
    state.problem = ""
    state.is_gone = False


def failed(state: FeedState, now: int, problem: str, *, retry_after: str = "", is_gone: bool = False) -> None:
    """Note a failure; each one in a row doubles the wait, up to a day. A feed that is gone is not asked again."""
    state.failures += 1
    state.failing_since = state.failing_since or now
    state.problem = problem
    state.is_gone = is_gone
    wait = min(_SHORTEST * 2 ** min(state.failures, _MOST_DOUBLINGS), _LONGEST)
    state.next_request = now + max(wait, min(seconds_to_wait(retry_after, now), _LONGEST_REST))


def seconds_to_wait(retry_after: str, now: int) -> int:
    """Return the seconds that a `Retry-After` header asks for; 0 if it is missing or makes no sense."""
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return int(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(int(moment.timestamp()) - now, 0)
