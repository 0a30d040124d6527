"""How many clips, when and of whom, as columns that stand on an axis of time; each is a stack of a few groups."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style

from clipper import text
from clipper.analysis.timeline import FEW, Timeline
from clipper.model import periods
from clipper.output.plain import timeline
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut, join_with_dots
from clipper.output.terminal.theme import group_digits

EIGHTHS = " ▁▂▃▄▅▆▇█"
"""The lower part of a cell filled, from none to eight eighths."""

STROKES = "█▓▒░o"
"""What tells groups apart where there are no colours; the last is for the others."""

_HEIGHT = 10
_FEW = 5
_WIDEST = 8
_WHOLE = 8
_LONGEST = 28


def render(told: Timeline, *, width: int, of: str = "source") -> RenderableType:
    """Return a picture of a timeline: a line that sums it up, the columns, their axis, the groups, what is left out.

    Where the periods are more than the columns of the terminal, the last ones are shown.
    """
    return Guarded(_Chart(told, width, of))


def style_of(group: int, groups: int) -> str:
    """Return the name of the style in which a group is drawn; the one after all groups gathers the others."""
    return f"clip.stack.{group}" if group < groups or not groups else "clip.stack.others"


class _Chart:
    def __init__(self, told: Timeline, width: int, of: str) -> None:
        self._told = told
        self._width = width
        self._of = of
        self._shown = range(max(told.first, told.last - width + 1), told.last + 1)
        self._apart = max(min(width // max(len(self._shown), 1), _WIDEST), 1)
        self._high = sum(told.at(max(self._shown, key=lambda period: sum(told.at(period)), default=0)))
        self._height = _HEIGHT if self._high > _FEW else 2 * self._high

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        plain = console.no_color or console.color_system is None
        strokes = plain and len(self._drawn) > 1
        yield from self._lines(
            console, join_with_dots([(part, "clip.quiet") for part in timeline.summary(self._told)], self._width)
        )
        if self._high:
            yield Segment.line()
            yield from self._peak(console)
            columns = [self._column(self._told.at(period), strokes=strokes) for period in self._shown]
            for row in reversed(range(self._height)):
                for cells in columns:
                    glyph, lower, upper = cells[row]
                    yield Segment(self._wide(glyph), _style(console, lower, upper))
                yield Segment.line()
            yield from self._axis(console)
            yield Segment.line()
            yield from self._legend(console, strokes=strokes)
        yield from self._lines(console, join_with_dots([(note, "clip.quiet") for note in self._notes()], self._width))

    @property
    def _drawn(self) -> list[int]:
        """The groups that have clips."""
        return [group for group, clips in enumerate(self._told.totals) if clips]

    def _notes(self) -> Sequence[str]:
        every = self._told.last - self._told.first + 1
        if len(self._shown) == every:
            return timeline.notes(self._told)
        unit = periods.plural(self._told.by)
        return [
            f"the last {len(self._shown)} of {group_digits(every)} {unit}; --until shows others",
            *timeline.notes(self._told),
        ]

    def _column(self, clips: Sequence[int], *, strokes: bool) -> list[tuple[str, str, str]]:
        """Return the cells of a column from below: a glyph, its style, and the style of what stands behind it."""
        cell = 1 if strokes else _WHOLE
        total = sum(clips)
        height = max(round(total * self._height * cell / self._high), 1) if total else 0
        tops = [round(above * height / total) for above in accumulate(clips)] if total else []
        return [self._cell(tops, row * cell, cell, strokes=strokes) for row in range(self._height)]

    def _cell(self, tops: Sequence[int], low: int, size: int, *, strokes: bool) -> tuple[str, str, str]:
        filled = min((tops[-1] if tops else 0) - low, size)
        if filled <= 0:
            return " ", "", ""
        found = []
        for group, (below, top) in enumerate(zip((0, *tops), tops, strict=False)):
            start, end = max(below, low), min(top, low + filled)
            if end > start:
                found.append((end - start, end - low, group))
        _, _, most = max(found)
        style = style_of(most, len(self._told.groups))
        if strokes:
            return STROKES[min(most, FEW) if most < len(self._told.groups) else FEW], "", ""
        if filled < size or len(found) == 1:
            return EIGHTHS[filled], style, ""
        two = sorted(found, reverse=True)[:2]
        (_, top, lower), (_, _, upper) = sorted(two, key=lambda piece: piece[2])
        return EIGHTHS[top], style_of(lower, len(self._told.groups)), style_of(upper, len(self._told.groups))

    def _wide(self, glyph: str) -> str:
        """Return a cell as wide as its column is, with a gap where there is room for one."""
        gap = self._apart > 2  # noqa: PLR2004 - two cells are a column
        return glyph * (self._apart - gap) + " " * gap

    def _peak(self, console: Console) -> Iterator[Segment]:
        """Yield the number of the highest column, above it."""
        highest = max(self._shown, key=lambda period: (sum(self._told.at(period)), -period))
        number = group_digits(self._high)
        middle = (highest - self._shown[0]) * self._apart + (self._apart - (self._apart > 2)) // 2  # noqa: PLR2004
        start = max(min(middle - len(number) // 2, self._width - len(number)), 0)
        yield Segment(" " * start + number, console.get_style("clip.headline"))
        yield Segment.line()

    def _axis(self, console: Console) -> Iterator[Segment]:
        """Yield the line on which the columns stand, and the names of some periods below it."""
        length = max(len(self._shown) * self._apart - (self._apart > 2), 1)  # noqa: PLR2004
        line, labels = ["─"] * length, ""
        ticks = periods.axis_labels(self._told.by, self._shown[0], self._shown[-1], self._apart)
        if len(self._shown) == 1:
            ticks = {self._shown[0]: periods.name(self._told.by, self._shown[0])}
        for period, label in ticks.items():
            place = (period - self._shown[0]) * self._apart
            if place + len(label) <= self._width:
                line[place] = "┬"
                labels = labels.ljust(place) + label
        for drawn in ("".join(line), labels):
            yield Segment(drawn, console.get_style("clip.quiet"))
            yield Segment.line()

    def _legend(self, console: Console, *, strokes: bool) -> Iterator[Segment]:
        """Yield the groups, each with its colour or stroke and the number of its clips."""
        if not self._told.groups:
            return
        line: list[StyledText] = []
        for group in self._drawn:
            other = group == len(self._told.groups)
            stroke = STROKES[FEW if other else group] if strokes else STROKES[0]
            label = (
                timeline.others_label(self._told, self._of)
                if other
                else cut(text.safe(self._told.groups[group]), _LONGEST)
            )
            entry = [
                (f"{stroke}{stroke}", style_of(group, len(self._told.groups))),
                (f" {label} ", "none"),
                (group_digits(self._told.totals[group]), "clip.quiet"),
            ]
            if line and sum(cell_len(piece) for piece, _ in (*line, *entry)) + 3 > self._width:
                yield from self._lines(console, [line])
                line = []
            line += [("   ", "none"), *entry] if line else entry
        yield from self._lines(console, [line])

    @staticmethod
    def _lines(console: Console, lines: "Iterator[list[StyledText]] | list[list[StyledText]]") -> Iterator[Segment]:
        for line in lines:
            for said, style in line:
                yield Segment(said, console.get_style(style))
            if line:
                yield Segment.line()


def _style(console: Console, lower: str, upper: str) -> Style:
    style = console.get_style(lower) if lower else Style.null()
    return style + Style(bgcolor=console.get_style(upper).color) if upper else style
