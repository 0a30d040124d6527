"""Two queries side by side, a bar for each period that is divided between them; pick-ups are drawn lighter."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text
from clipper.analysis.timeline import Timeline
from clipper.output.plain.timeline import notes
from clipper.output.plain.versus import VersusCounts, counts_by_period, total_counts
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut, join_with_dots, segments
from clipper.output.terminal.theme import group_digits

_MOST_BAR = 60
_LEAST_BAR = 10
_PERCENT = len("100 %")
_PICKUPS = "its pick-ups"
# The four parts of a bar, from left to right: stories and pick-ups of one query, pick-ups and stories of the other.
_COLOURED_FILLS, _PLAIN_FILLS = "█▒▒█", "█▓░▒"
_STYLES = ("clip.stack.0", "clip.stack.0", "clip.stack.1", "clip.stack.1")


def render(timeline: Timeline, *, width: int) -> RenderableType:
    """Return a bar for each period, divided between the two queries, with the percentage of each."""
    return Guarded(_Versus(timeline, width))


class _Versus:
    def __init__(self, timeline: Timeline, width: int) -> None:
        self._timeline = timeline
        self._width = width
        self._rows = [*counts_by_period(timeline)]
        total = total_counts(timeline)
        self._has_pickups = bool(total.pickups or total.versus_pickups)
        self._total_rows = [("all", total)] if timeline.counts else []
        if self._has_pickups:
            self._total_rows.append(("stories", VersusCounts(total.stories, 0, total.versus_stories, 0)))
        rows = [*self._rows, *self._total_rows]
        self._name_width = max((len(name) for name, _ in rows), default=0)
        stories = (max(counts.stories, counts.versus_stories) for _, counts in rows)
        self._stories_width = max((len(group_digits(number)) for number in stories), default=0)
        self._pickups_width = len(_pickups(max(total.pickups, total.versus_pickups)))
        # A narrow terminal does without the numbers, and a very narrow one without the second percentage.
        numbers = 2 * (self._stories_width + self._pickups_width + 1)
        max_periods = width - self._name_width - 2 * _PERCENT - 4
        self._has_numbers = max_periods - numbers >= _LEAST_BAR
        self._has_second_percentage = self._has_numbers or max_periods >= _LEAST_BAR
        self._ends_width = self._name_width + 2 + _PERCENT + 1
        self._ends_width += self._has_second_percentage * (1 + _PERCENT) + self._has_numbers * numbers
        self._bar_width = max(min(width - self._ends_width, _MOST_BAR), 1)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        no_colour = console.no_color or console.color_system is None
        fills = _PLAIN_FILLS if no_colour else _COLOURED_FILLS
        for side in (0, 1):
            yield from self._legend(console, side, fills)
        yield Segment.line()
        for name, counts in self._rows:
            yield from self._row(console, name, counts, fills)
        if self._total_rows:
            rule = "─" * min(self._width, self._ends_width + self._bar_width)
            yield Segment(f"{rule}\n", console.get_style("clip.quiet"))
        for name, counts in self._total_rows:
            yield from self._row(console, name, counts, fills)
        yield from segments(
            console, join_with_dots([(note, "clip.quiet") for note in notes(self._timeline)], self._width)
        )

    def _legend(self, console: Console, side: int, fills: str) -> Iterator[Segment]:
        """Yield a query, and the fills of its parts of the bar."""
        query = text.safe(self._timeline.groups[2 * side]) or "all clips"
        stories, pickups = (0, 1) if side == 0 else (3, 2)
        label = _PICKUPS if self._has_pickups else ""
        yield Segment(fills[stories] * 2, console.get_style(_STYLES[stories]))
        yield Segment(f" {cut(query, max(self._width - 3 - (len(label) + 5 if label else 0), 1))}")
        if label:
            yield Segment("  ")
            yield Segment(fills[pickups] * 2, console.get_style(_STYLES[pickups]))
            yield Segment(f" {label}", console.get_style("clip.quiet"))
        yield Segment.line()

    def _row(self, console: Console, name: str, counts: VersusCounts, fills: str) -> Iterator[Segment]:
        """Yield a period: numbers and percentage of the first query, the bar, percentage and numbers of the other."""
        quiet = console.get_style("clip.quiet")
        yield Segment(f"{name:<{self._name_width}}", console.get_style("clip.date"))
        clips = counts.clips + counts.versus
        if clips:
            percentage = round(100 * counts.clips / clips)
            yield Segment(f"  {self._numbers(counts.stories, counts.pickups)}", quiet)
            yield Segment(f"{percentage:>3} % ")
            yield from self._bar(console, counts, fills)
            if self._has_second_percentage:
                yield Segment(f" {100 - percentage:>3} %")
            yield Segment(f" {self._numbers(counts.versus_stories, counts.versus_pickups)}".rstrip(), quiet)
        yield Segment.line()

    def _numbers(self, stories: int, pickups: int) -> str:
        if not self._has_numbers:
            return ""
        return f"{group_digits(stories):>{self._stories_width}}{_pickups(pickups):<{self._pickups_width}} "

    def _bar(self, console: Console, counts: VersusCounts, fills: str) -> Iterator[Segment]:
        parts = (counts.stories, counts.pickups, counts.versus_pickups, counts.versus_stories)
        ends = [0, *(round(self._bar_width * so_far / sum(parts)) for so_far in accumulate(parts))]
        for (start, end), fill, style in zip(pairwise(ends), fills, _STYLES, strict=True):
            if end > start:
                yield Segment(fill * (end - start), console.get_style(style))


def _pickups(number: int) -> str:
    return f" +{group_digits(number)}" if number else ""
