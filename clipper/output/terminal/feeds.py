"""The watched feeds as a list: the name, the last answer, how many entries were new then; below it what is wrong."""

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.library.feeds import WatchedFeed
from clipper.output.plain.feeds import local_time
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

_GAP = "  "
_INDENT = "  "
_MOST_NAME = 32
_LONGEST = 300


def render(feeds: Sequence[WatchedFeed], *, now: dt.datetime, width: int) -> RenderableType:
    """Return a line for each feed, and one more for a feed that fails, has moved or is gone."""
    names = [cut(text.safe(feed.name), min(_MOST_NAME, max(width // 3, 8))) for feed in feeds]
    times = [local_time(feed.state.last_answer, now) or "never" for feed in feeds]
    counts = [f"{group_digits(feed.state.new_entries)} new" if feed.state.last_answer else "" for feed in feeds]
    name_width, time_width, count_width = (max(map(cell_len, column)) for column in (names, times, counts))
    lines = []
    for feed, name, time, count in zip(feeds, names, times, counts, strict=True):
        line = Text(no_wrap=True, overflow="crop").append(name, "clip.headline")
        line.append(" " * (name_width - cell_len(name)) + _GAP).append(time.ljust(time_width), "clip.date")
        line.append(_GAP + count.rjust(count_width) + _GAP)
        what = feed.setting.query or feed.setting.url
        lines.append(line.append(cut(text.safe(what), max(width - cell_len(line.plain), 1)), "clip.quiet"))
        lines += [Text(_INDENT + note, "clip.problem", overflow="fold") for note in _notes(feed, now)]
    return Guarded(Group(*lines))


def _notes(feed: WatchedFeed, now: dt.datetime) -> Iterator[str]:
    """Yield what is to be said of a feed."""
    state = feed.state
    problem = text.shorten(text.safe(state.problem), _LONGEST)
    if state.is_gone:
        yield f"gone since {local_time(state.failing_since, now)}, and not asked again: {problem}"
    elif state.failures:
        since, following = local_time(state.failing_since, now), local_time(state.next_request, now)
        yield f"failing since {since}, asked again at {following}: {problem}"
    if state.moved_to:
        yield f"moved to {text.shorten(text.safe(state.moved_to), _LONGEST)}"
