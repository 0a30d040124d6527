"""Two questions side by side, as bars that are parted between them; the pick-ups of stories are drawn lighter."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text
from clipper.analysis.timeline import Timeline
from clipper.output.plain import timeline
from clipper.output.plain.versus import VersusCounts, counts_by_period, total_counts
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut, join_with_dots
from clipper.output.terminal.theme import group_digits

_WIDEST = 60
_LEAST = 10
_PERCENT = len("100 %")
_PICKUPS = "its pick-ups"
_COLOURED, _PLAIN = "█▒▒█", "█▓░▒"
_STYLES = ("clip.stack.0", "clip.stack.0", "clip.stack.1", "clip.stack.1")


def render(told: Timeline, *, width: int) -> RenderableType:
    """Return a bar for each period, parted between the two sides of a timeline, with the percent of each."""
    return Guarded(_Shares(told, width))


class _Shares:
    def __init__(self, told: Timeline, width: int) -> None:
        self._told = told
        self._width = width
        self._rows = [*counts_by_period(told)]
        every = total_counts(told)
        self._parted = bool(every.pickups or every.versus_pickups)
        self._sums = [("all", every)] if told.counts else []
        if self._parted:
            self._sums.append(("stories", VersusCounts(every.stories, 0, every.versus_stories, 0)))
        lines = [*self._rows, *self._sums]
        self._name = max((len(name) for name, _ in lines), default=0)
        self._stories = max((len(group_digits(max(one.stories, one.versus_stories))) for _, one in lines), default=0)
        self._pickups = len(_more(max(every.pickups, every.versus_pickups)))
        # A narrow terminal does without the numbers, and a very narrow one without the other percent.
        numbers = 2 * (self._stories + self._pickups + 1)
        self._has_numbers = width - self._name - 2 * _PERCENT - 4 - numbers >= _LEAST
        self._has_other = self._has_numbers or width - self._name - 2 * _PERCENT - 4 >= _LEAST
        self._ends = self._name + 2 + _PERCENT + 1 + self._has_other * (1 + _PERCENT) + self._has_numbers * numbers
        self._room = max(min(width - self._ends, _WIDEST), 1)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        self._strokes = _PLAIN if console.no_color or console.color_system is None else _COLOURED
        quiet = console.get_style("clip.quiet")
        for side in (0, 1):
            yield from self._legend(console, side)
        yield Segment.line()
        for name, found in self._rows:
            yield from self._row(console, name, found)
        if self._sums:
            yield Segment(f"{'─' * min(self._width, self._ends + self._room)}\n", quiet)
        for name, found in self._sums:
            yield from self._row(console, name, found)
        for line in join_with_dots([(part, "clip.quiet") for part in timeline.notes(self._told)], self._width):
            if line:
                yield from (Segment(said, console.get_style(style)) for said, style in line)
                yield Segment.line()

    def _legend(self, console: Console, side: int) -> Iterator[Segment]:
        """Yield what was asked, with the strokes that stand for it."""
        said = text.safe(self._told.groups[2 * side]) or "all clips"
        own, pickups = (2 * side, 2 * side + 1) if side == 0 else (3, 2)
        beside = _PICKUPS if self._parted else ""
        yield Segment(self._strokes[own] * 2, console.get_style(_STYLES[own]))
        yield Segment(f" {cut(said, max(self._width - 3 - (len(beside) + 5 if beside else 0), 1))}")
        if beside:
            yield Segment("  ")
            yield Segment(self._strokes[pickups] * 2, console.get_style(_STYLES[pickups]))
            yield Segment(f" {beside}", console.get_style("clip.quiet"))
        yield Segment.line()

    def _row(self, console: Console, name: str, found: VersusCounts) -> Iterator[Segment]:
        """Yield a period, the one's numbers and percent, the bar, the other's percent and numbers."""
        quiet = console.get_style("clip.quiet")
        yield Segment(f"{name:<{self._name}}", console.get_style("clip.date"))
        every = found.clips + found.versus
        if every:
            share = round(100 * found.clips / every)
            numbers = (
                self._numbers(found.stories, found.pickups),
                self._numbers(found.versus_stories, found.versus_pickups),
            )
            yield Segment(f"  {numbers[0]}", quiet)
            yield Segment(f"{share:>3} % ")
            yield from self._bar(console, found)
            if self._has_other:
                yield Segment(f" {100 - share:>3} %")
            yield Segment(f" {numbers[1]}".rstrip(), quiet)
        yield Segment.line()

    def _numbers(self, stories: int, pickups: int) -> str:
        if not self._has_numbers:
            return ""
        return f"{group_digits(stories):>{self._stories}}{_more(pickups):<{self._pickups}} "

    def _bar(self, console: Console, found: VersusCounts) -> Iterator[Segment]:
        parts = (found.stories, found.pickups, found.versus_pickups, found.versus_stories)
        ends = [0, *(round(self._room * so_far / sum(parts)) for so_far in accumulate(parts))]
        for (start, end), stroke, style in zip(pairwise(ends), self._strokes, _STYLES, strict=True):
            if end > start:
                yield Segment(stroke * (end - start), console.get_style(style))


def _more(pickups: int) -> str:
    return f" +{group_digits(pickups)}" if pickups else ""
