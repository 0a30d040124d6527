"""A year of days by weekday: the darker a day, the more clips are dated on it."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import periods
from clipper.text import count
from clipper.timeline import Timeline
from clipper.views import series
from clipper.views.guard import Guarded
from clipper.views.table import Piece, wrapped
from clipper.views.theme import grouped

SHADES = "·░▒▓█"
"""A day without clips, and then ever more of them."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL = 4
_WEEKS = 54
_WEEK = 7


def heatmap(told: Timeline, year: int, *, width: int) -> RenderableType:
    """Return the days of a year, a column for each week, two cells wide where there is room."""
    return Guarded(_Heatmap(told, year, width))


class _Heatmap:
    def __init__(self, told: Timeline, year: int, width: int) -> None:
        self._told = told
        self._year = year
        self._width = width
        self._cell = 2 if width >= _LABEL + 2 * _WEEKS else 1
        begin = date(year, 1, 1)
        self._days = [begin + timedelta(n) for n in range((date(year, 12, 31) - begin).days + 1)]
        self._offset = begin.weekday()
        self._high = max((sum(clips) for clips in told.counts.values()), default=0)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        quiet = console.get_style("clip.quiet")
        told = self._told
        said = [f"{count(told.clips, 'clip')} on a day of {self._year:04}"]
        if self._high:
            said.append(f"most on {periods.name('day', told.peak)}: {self._high}")
        yield from self._lines(console, said)
        yield Segment.line()
        yield Segment(f"{' ' * _LABEL}{self._months()}\n", quiet)
        for weekday, label in enumerate(_WEEKDAYS):
            yield Segment(f"{label} ", quiet)
            for style, cells in self._row(weekday):
                yield Segment(cells, console.get_style(style))
            yield Segment.line()
        yield Segment.line()
        yield from self._legend(console)
        yield from self._lines(console, series.notes(told))

    def _row(self, weekday: int) -> Iterator[tuple[str, str]]:
        for week in range((len(self._days) + self._offset + _WEEK - 1) // _WEEK):
            number = _WEEK * week + weekday - self._offset
            if not 0 <= number < len(self._days):
                yield "none", " " * self._cell
                continue
            clips = sum(self._told.at(self._days[number].toordinal()))
            shade = SHADES[self._shade(clips)]
            yield ("clip.stack.0", shade * self._cell) if clips else ("clip.quiet", shade.ljust(self._cell))

    def _shade(self, clips: int) -> int:
        """Return the shade of a day: none without clips, the darkest from three quarters of the most on."""
        return -(-clips * (len(SHADES) - 1) // self._high) if clips else 0

    def _months(self) -> str:
        """Return the names of the months above the weeks in which they begin."""
        labels = ""
        for number, day in enumerate(self._days):
            if day.day == 1:
                labels = labels.ljust((number + self._offset + _WEEK - 1) // _WEEK * self._cell) + f"{day:%b}"
        return labels[: self._width - _LABEL]

    def _legend(self, console: Console) -> Iterator[Segment]:
        """Yield how many clips each shade stands for."""
        line: list[Piece] = [(SHADES[0], "clip.quiet"), (" 0", "clip.quiet")]
        steps = len(SHADES) - 1
        ends = [self._high * step // steps for step in range(steps + 1)]
        for step in range(1, steps + 1):
            low, high = ends[step - 1] + 1, ends[step]
            if low <= high:
                span = grouped(high) if low == high else f"{grouped(low)} to {grouped(high)}"
                line += [("   ", "none"), (SHADES[step] * 2, "clip.stack.0"), (f" {span}", "clip.quiet")]
        for piece, style in line:
            yield Segment(piece, console.get_style(style))
        yield Segment.line()

    def _lines(self, console: Console, parts: list[str]) -> Iterator[Segment]:
        for line in wrapped([(part, "clip.quiet") for part in parts], self._width):
            for said, style in line:
                yield Segment(said, console.get_style(style))
            if line:
                yield Segment.line()
