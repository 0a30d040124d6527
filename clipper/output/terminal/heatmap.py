"""A year of days by weekday: the darker a day, the more clips are dated on it."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain import timeline
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, join_with_dots
from clipper.output.terminal.theme import group_digits
from clipper.text import count

SHADES = "·░▒▓█"
"""A day without clips, and then ever more of them."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL = 4
_WEEKS = 54
_WEEK = 7
_BETWEEN = "   "


def render(told: Timeline, year: int, *, width: int) -> RenderableType:
    """Return the days of a year, a column for each week, two cells wide where there is room.

    On a narrow terminal they stand in blocks of a half or a quarter of a year, or less, below each other.
    """
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
        yield from self._lines(console, [(part, "clip.quiet") for part in said])
        yield Segment.line()
        for weeks in self._blocks():
            yield Segment(f"{' ' * _LABEL}{self._months(weeks)}\n", quiet)
            for weekday, label in enumerate(_WEEKDAYS):
                yield Segment(f"{label} ", quiet)
                for style, cells in self._row(weekday, weeks):
                    yield Segment(cells, console.get_style(style))
                yield Segment.line()
            yield Segment.line()
        yield from self._legend(console)
        yield from self._lines(console, [(part, "clip.quiet") for part in timeline.notes(told)])

    def _blocks(self) -> Iterator[range]:
        """Yield the weeks that stand beside each other."""
        weeks = (len(self._days) + self._offset + _WEEK - 1) // _WEEK
        blocks = -(-weeks * self._cell // max(self._width - _LABEL, _WEEK))
        size = -(-weeks // blocks)
        for start in range(0, weeks, size):
            yield range(start, min(start + size, weeks))

    def _row(self, weekday: int, weeks: range) -> Iterator[tuple[str, str]]:
        for week in weeks:
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

    def _months(self, weeks: range) -> str:
        """Return the names of the months above the weeks in which they begin."""
        labels = ""
        for number, day in enumerate(self._days):
            week = (number + self._offset + _WEEK - 1) // _WEEK
            if day.day == 1 and week in weeks:
                labels = labels.ljust((week - weeks.start) * self._cell) + f"{day:%b}"
        return labels[: self._width - _LABEL]

    def _legend(self, console: Console) -> Iterator[Segment]:
        """Yield how many clips each shade stands for."""
        steps = len(SHADES) - 1
        ends = [self._high * step // steps for step in range(steps + 1)]
        entries: list[list[StyledText]] = [[(SHADES[0], "clip.quiet"), (" 0", "clip.quiet")]]
        for step in range(1, steps + 1):
            low, high = ends[step - 1] + 1, ends[step]
            if low <= high:
                span = group_digits(high) if low == high else f"{group_digits(low)} to {group_digits(high)}"
                entries.append([(SHADES[step] * 2, "clip.stack.0"), (f" {span}", "clip.quiet")])
        used = 0
        for entry in entries:
            length = sum(len(piece) for piece, _ in entry)
            if used and used + len(_BETWEEN) + length > self._width:
                yield Segment.line()
                used = 0
            if used:
                yield Segment(_BETWEEN)
            yield from (Segment(piece, console.get_style(style)) for piece, style in entry)
            used += length + len(_BETWEEN) * bool(used)
        yield Segment.line()

    def _lines(self, console: Console, parts: list[StyledText]) -> Iterator[Segment]:
        for line in join_with_dots(parts, self._width):
            for said, style in line:
                yield Segment(said, console.get_style(style))
            if line:
                yield Segment.line()
