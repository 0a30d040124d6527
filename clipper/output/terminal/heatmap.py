"""A year of days by weekday: the darker a day, the more clips have its date."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain.timeline import notes
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, join_with_dots, segments
from clipper.output.terminal.theme import group_digits
from clipper.text import with_noun

SHADES = "·░▒▓█"
"""A day without clips, then days with more and more of them."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL_WIDTH = 4
_MOST_WEEKS = 54
_WEEK = 7
_GAP = "   "


def render(timeline: Timeline, year: int, *, width: int) -> RenderableType:
    """Return the days of a year, a column for each week, two cells wide where there is max_periods.

    On a narrow terminal the year is divided into blocks below each other.
    """
    return Guarded(_Heatmap(timeline, year, width))


class _Heatmap:
    def __init__(self, timeline: Timeline, year: int, width: int) -> None:
        self._timeline = timeline
        self._year = year
        self._width = width
        self._cell_width = 2 if width >= _LABEL_WIDTH + 2 * _MOST_WEEKS else 1
        first = date(year, 1, 1)
        self._days = [first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1)]
        self._first_weekday = first.weekday()
        self._peak = max((sum(clips) for clips in timeline.counts.values()), default=0)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        quiet = console.get_style("clip.quiet")
        summary = [f"{with_noun(self._timeline.clip_count, 'clip')} on a day of {self._year:04}"]
        if self._peak:
            summary.append(f"most on {periods.name('day', self._timeline.peak)}: {self._peak}")
        yield from self._quiet_lines(console, summary)
        yield Segment.line()
        for weeks in self._blocks():
            yield Segment(f"{' ' * _LABEL_WIDTH}{self._month_names(weeks)}\n", quiet)
            for weekday, label in enumerate(_WEEKDAYS):
                yield Segment(f"{label} ", quiet)
                for cells, style in self._row(weekday, weeks):
                    yield Segment(cells, console.get_style(style))
                yield Segment.line()
            yield Segment.line()
        yield from self._legend(console)
        yield from self._quiet_lines(console, notes(self._timeline))

    def _quiet_lines(self, console: Console, parts: list[str]) -> Iterator[Segment]:
        return segments(console, join_with_dots([(part, "clip.quiet") for part in parts], self._width))

    def _blocks(self) -> Iterator[range]:
        """Yield the weeks of each block."""
        weeks = (len(self._days) + self._first_weekday + _WEEK - 1) // _WEEK
        blocks = -(-weeks * self._cell_width // max(self._width - _LABEL_WIDTH, _WEEK))
        size = -(-weeks // blocks)
        for start in range(0, weeks, size):
            yield range(start, min(start + size, weeks))

    def _row(self, weekday: int, weeks: range) -> Iterator[StyledText]:
        for week in weeks:
            index = _WEEK * week + weekday - self._first_weekday
            if not 0 <= index < len(self._days):
                yield " " * self._cell_width, "none"
                continue
            clips = sum(self._timeline.counts_in(self._days[index].toordinal()))
            shade = SHADES[self._shade(clips)]
            yield (shade * self._cell_width, "clip.stack.0") if clips else (shade.ljust(self._cell_width), "clip.quiet")

    def _shade(self, clips: int) -> int:
        """Return the index of a day's shade: 0 without clips, the darkest for more than three quarters of the peak."""
        return -(-clips * (len(SHADES) - 1) // self._peak) if clips else 0

    def _month_names(self, weeks: range) -> str:
        """Return the names of the months, each above the first week that begins in it."""
        names = ""
        for index, day in enumerate(self._days):
            week = (index + self._first_weekday + _WEEK - 1) // _WEEK
            if day.day == 1 and week in weeks:
                names = names.ljust((week - weeks.start) * self._cell_width) + f"{day:%b}"
        return names[: self._width - _LABEL_WIDTH]

    def _legend(self, console: Console) -> Iterator[Segment]:
        """Yield each shade with the numbers of clips that it stands for."""
        steps = len(SHADES) - 1
        ends = [self._peak * step // steps for step in range(steps + 1)]
        entries: list[list[StyledText]] = [[(SHADES[0], "clip.quiet"), (" 0", "clip.quiet")]]
        for step in range(1, steps + 1):
            low, high = ends[step - 1] + 1, ends[step]
            if low <= high:
                span = group_digits(high) if low == high else f"{group_digits(low)} to {group_digits(high)}"
                entries.append([(SHADES[step] * 2, "clip.stack.0"), (f" {span}", "clip.quiet")])
        used = 0
        for entry in entries:
            length = sum(len(value) for value, _ in entry)
            if used and used + len(_GAP) + length > self._width:
                yield Segment.line()
                used = 0
            if used:
                yield Segment(_GAP)
            yield from (Segment(value, console.get_style(style)) for value, style in entry)
            used += length + len(_GAP) * bool(used)
        yield Segment.line()
