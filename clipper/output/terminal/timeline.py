"""A timeline as a chart: a column for each period, stacked of a few groups, over an axis of time."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style

from clipper import text
from clipper.analysis.timeline import Timeline
from clipper.analysis.timeline_groups import MAX_GROUPS
from clipper.model import periods
from clipper.output.plain.timeline import notes, others_label, summary
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut, display_width, join_with_dots, segments
from clipper.output.terminal.theme import group_digits

_EIGHTHS = " ▁▂▃▄▅▆▇█"  # a cell that is filled from below, from none to eight eighths
_FILLS = "█▓▒░o"  # of the groups where there are no colours; the last is of the others
_HEIGHT = 10
_LOW_PEAK = 5
_WIDEST_COLUMN = 8
_LONGEST_LABEL = 28


def render(timeline: Timeline, *, width: int, group_by: str = "source") -> RenderableType:
    """Return the chart of a timeline with a summary above it, and below it the groups and what is not counted.

    If there are more periods than columns of the terminal, the last ones are shown.
    """
    return Guarded(_Chart(timeline, width, group_by))


class _Chart:
    def __init__(self, timeline: Timeline, width: int, group_by: str) -> None:
        self._timeline = timeline
        self._width = width
        self._group_by = group_by
        self._shown = range(max(timeline.first, timeline.last - width + 1), timeline.last + 1)
        self._column_width = max(min(width // max(len(self._shown), 1), _WIDEST_COLUMN), 1)
        self._gap = int(self._column_width > 2)  # noqa: PLR2004 - a column of two cells has no max_periods for a gap
        self._peak = max((self._clips(period) for period in self._shown), default=0)
        self._height = _HEIGHT if self._peak > _LOW_PEAK else 2 * self._peak

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        no_colour = console.no_color or console.color_system is None
        use_fills = no_colour and len(self._groups_with_clips) > 1
        yield from self._quiet_lines(console, summary(self._timeline))
        if self._peak:
            yield Segment.line()
            yield from self._peak_label(console)
            columns = [self._column(self._timeline.counts_in(period), use_fills=use_fills) for period in self._shown]
            for row in reversed(range(self._height)):
                for cells in columns:
                    glyph, lower, upper = cells[row]
                    cell = glyph * (self._column_width - self._gap) + " " * self._gap
                    yield Segment(cell, _cell_style(console, lower, upper))
                yield Segment.line()
            yield from self._axis(console)
            yield Segment.line()
            yield from segments(console, self._legend(use_fills=use_fills))
        yield from self._quiet_lines(console, self._notes())

    def _quiet_lines(self, console: Console, parts: Sequence[str]) -> Iterator[Segment]:
        return segments(console, join_with_dots([(part, "clip.quiet") for part in parts], self._width))

    def _clips(self, period: int) -> int:
        return sum(self._timeline.counts_in(period))

    @property
    def _groups_with_clips(self) -> list[int]:
        return [group for group, clips in enumerate(self._timeline.totals) if clips]

    def _style(self, group: int) -> str:
        """Return the name of a group's style; the last group is that of all others."""
        groups = len(self._timeline.groups)
        return f"clip.stack.{group}" if group < groups or not groups else "clip.stack.others"

    def _notes(self) -> Sequence[str]:
        all_periods = self._timeline.last - self._timeline.first + 1
        if len(self._shown) == all_periods:
            return notes(self._timeline)
        unit = periods.plural(self._timeline.unit)
        left_out = f"the last {len(self._shown)} of {group_digits(all_periods)} {unit}; --until shows others"
        return [left_out, *notes(self._timeline)]

    def _column(self, clips: Sequence[int], *, use_fills: bool) -> list[tuple[str, str, str]]:
        """Return the cells of a column from below: a glyph, its style, and the style behind it."""
        steps_per_cell = 1 if use_fills else len(_EIGHTHS) - 1
        total = sum(clips)
        height = max(round(total * self._height * steps_per_cell / self._peak), 1) if total else 0
        tops = [round(above * height / total) for above in accumulate(clips)] if total else []
        return [
            self._cell(tops, row * steps_per_cell, steps_per_cell, use_fills=use_fills) for row in range(self._height)
        ]

    def _cell(self, tops: Sequence[int], bottom: int, size: int, *, use_fills: bool) -> tuple[str, str, str]:
        """Return one cell of a column, from the tops of the stacked groups; a cell shows at most two of them."""
        filled = min((tops[-1] if tops else 0) - bottom, size)
        if filled <= 0:
            return " ", "", ""
        in_cell = []  # how much of it a group fills, up to which height, and the group
        for group, (below, top) in enumerate(zip((0, *tops), tops, strict=False)):
            start, end = max(below, bottom), min(top, bottom + filled)
            if end > start:
                in_cell.append((end - start, end - bottom, group))
        _, _, largest = max(in_cell)
        if use_fills:
            return _FILLS[self._fill(largest)], "", ""
        if filled < size or len(in_cell) == 1:
            return _EIGHTHS[filled], self._style(largest), ""
        two = sorted(in_cell, reverse=True)[:2]
        (_, top, lower), (_, _, upper) = sorted(two, key=lambda part: part[2])
        return _EIGHTHS[top], self._style(lower), self._style(upper)

    def _fill(self, group: int) -> int:
        return min(group, MAX_GROUPS) if group < len(self._timeline.groups) else MAX_GROUPS

    def _peak_label(self, console: Console) -> Iterator[Segment]:
        """Yield the number of clips above the highest column."""
        highest = max(self._shown, key=lambda period: (self._clips(period), -period))
        number = group_digits(self._peak)
        middle = (highest - self._shown[0]) * self._column_width + (self._column_width - self._gap) // 2
        start = max(min(middle - len(number) // 2, self._width - len(number)), 0)
        yield Segment(" " * start + number, console.get_style("clip.headline"))
        yield Segment.line()

    def _axis(self, console: Console) -> Iterator[Segment]:
        """Yield the line below the columns, and the names of some periods below it."""
        length = max(len(self._shown) * self._column_width - self._gap, 1)
        line, names = ["─"] * length, ""
        label_of = periods.axis_labels(self._timeline.unit, self._shown[0], self._shown[-1], self._column_width)
        if len(self._shown) == 1:
            label_of = {self._shown[0]: periods.name(self._timeline.unit, self._shown[0])}
        for period, label in label_of.items():
            offset = (period - self._shown[0]) * self._column_width
            if offset + len(label) <= self._width:
                line[offset] = "┬"
                names = names.ljust(offset) + label
        for value in ("".join(line), names):
            yield Segment(value, console.get_style("clip.quiet"))
            yield Segment.line()

    def _legend(self, *, use_fills: bool) -> Iterator[list[StyledText]]:
        """Yield lines of the groups, each with its colour or fill and the number of its clips."""
        if not self._timeline.groups:
            return
        line: list[StyledText] = []
        for group in self._groups_with_clips:
            is_others = group == len(self._timeline.groups)
            fill = _FILLS[MAX_GROUPS if is_others else group] if use_fills else _FILLS[0]
            label = (
                others_label(self._timeline, self._group_by)
                if is_others
                else cut(text.safe(self._timeline.groups[group]), _LONGEST_LABEL)
            )
            entry = [
                (fill * 2, self._style(group)),
                (f" {label} ", "none"),
                (group_digits(self._timeline.totals[group]), "clip.quiet"),
            ]
            if line and display_width((*line, *entry)) + 3 > self._width:
                yield line
                line = []
            line += [("   ", "none"), *entry] if line else entry
        yield line


def _cell_style(console: Console, lower: str, upper: str) -> Style:
    style = console.get_style(lower) if lower else Style.null()
    return style + Style(bgcolor=console.get_style(upper).color) if upper else style
