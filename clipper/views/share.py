"""Two questions side by side: which share of the clips of each period answers to the one, and which to the other."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.style import Style

from clipper import periods, text
from clipper.timeline import Timeline
from clipper.views import lines, series
from clipper.views.guard import Guarded
from clipper.views.table import cut, wrapped
from clipper.views.theme import grouped

ROWS = 24
"""So many periods are shown where nobody asks for shorter ones."""

KEYS = ("period", "clips", "versus", "share")
"""What stands for each period in JSON, and for all; `share` is the first one's in percent, null where neither has
clips."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WIDEST = 60
_LEAST = 10


def shares(told: Timeline, *, width: int) -> RenderableType:
    """Return a bar for each period, parted between the two groups of a timeline, with the percent of each."""
    return Guarded(_Shares(told, width))


def percent(clips: tuple[int, ...]) -> float | None:
    """Return which part of the clips the first of two groups has, in percent."""
    return round(100 * clips[0] / (clips[0] + clips[1]), 1) if any(clips) else None


def tsv(told: Timeline) -> Iterator[str]:
    """Yield a line for each period: period, clips of the one, clips of the other, the one's percent or nothing."""
    for period in range(told.first, told.last + 1):
        one, other, *_ = told.at(period)
        share = percent((one, other))
        yield f"{periods.name(told.by, period)}\t{one}\t{other}\t{'' if share is None else share}\n"


def json(told: Timeline) -> str:
    """Return one JSON object: the two queries, their share of all, and of each period."""
    rows = [(periods.name(told.by, period), told.at(period)) for period in range(told.first, told.last + 1)]
    every = told.totals[:2] or (0, 0)

    def row(clips: tuple[int, ...]) -> dict[str, object]:
        return dict(zip(KEYS[1:], (*clips[:2], percent(clips)), strict=True))

    found = {"by": told.by, "queries": list(told.groups), **row(every)}
    found["periods"] = [{"period": name, **row(clips)} for name, clips in rows]
    return lines.encoded(found) + "\n"


class _Shares:
    def __init__(self, told: Timeline, width: int) -> None:
        self._told = told
        self._width = width
        self._name = max((len(periods.name(told.by, period)) for period in told.counts), default=0)
        numbers = max((len(grouped(clips)) for row in told.counts.values() for clips in row), default=1)
        self._numbers = max(numbers, *(len(grouped(clips)) for clips in (0, *told.totals)))
        self._room = max(min(width - self._name - 2 * self._numbers - 16, _WIDEST), _LEAST)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        told, plain = self._told, console.no_color or console.color_system is None
        for group, said in enumerate(told.groups):
            stroke = "░" if plain and group else "█"
            yield Segment(stroke * 2, console.get_style(f"clip.stack.{group}"))
            yield Segment(f" {cut(text.safe(said) or 'all clips', self._width - 3)}")
            yield Segment.line()
        yield Segment.line()
        for period in range(told.first, told.last + 1):
            yield from self._row(console, periods.name(told.by, period), told.at(period), plain=plain)
        if told.counts:
            yield Segment(
                f"{'─' * min(self._width, self._name + self._room + 2 * self._numbers + 16)}\n", _quiet(console)
            )
            yield from self._row(console, "all", told.totals, plain=plain)
        for line in wrapped([(part, "clip.quiet") for part in series.notes(told) or ()], self._width):
            for said, style in line:
                yield Segment(said, console.get_style(style))
            if line:
                yield Segment.line()

    def _row(self, console: Console, name: str, clips: tuple[int, ...], *, plain: bool) -> Iterator[Segment]:
        """Yield a period, the one's clips and percent, the bar, the other's percent and clips."""
        one, other = clips[:2]
        yield Segment(f"{name:<{self._name}}", console.get_style("clip.date"))
        if one or other:
            share = round(100 * one / (one + other))
            yield Segment(f"  {grouped(one):>{self._numbers}} ", _quiet(console))
            yield Segment(f"{share:>3} % ")
            yield from self._bar(console, one / (one + other), plain=plain)
            yield Segment(f" {100 - share:>3} % ")
            yield Segment(f"{grouped(other):>{self._numbers}}", _quiet(console))
        yield Segment.line()

    def _bar(self, console: Console, share: float, *, plain: bool) -> Iterator[Segment]:
        own, others = console.get_style("clip.stack.0"), console.get_style("clip.stack.1")
        if plain:
            full = round(share * self._room)
            yield Segment("█" * full + "░" * (self._room - full))
            return
        full, part = divmod(round(share * self._room * 8), 8)
        yield Segment("█" * full, own)
        if part:
            yield Segment(_EIGHTHS[part], own + Style(bgcolor=others.color))
        yield Segment("█" * (self._room - full - bool(part)), others)


def _quiet(console: Console) -> Style:
    return console.get_style("clip.quiet")
