"""The coverage that a press review counts: its clips by time, and by outlet, with the reprints apart."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from clipper.analysis.timeline import count_side_by_side
from clipper.analysis.timeline_groups import DateCount
from clipper.library.digest import DigestClip
from clipper.model import dates, periods
from clipper.model.frozen import Frozen
from clipper.output.review.labels import Labels
from clipper.text import safe

_MOST_COLUMNS = 31
_MOST_OUTLETS = 12
_PARTS = {"day": 3, "month": 2}
"""How many of year, month and day a period has; a year and what is longer has one."""


class Row(Frozen):
    """A period or an outlet with the number of its clips and of their reprints; `short` is the name in a chart."""

    name: str
    clips: int
    reprints: int
    short: str = ""


class Coverage(Frozen):
    """The clips by periods, without a gap, and by outlets, the busiest first; `unit` names the periods in words."""

    unit: str
    periods: tuple[Row, ...]
    outlets: tuple[Row, ...]
    undated: int
    first: str = ""
    last: str = ""
    newest: str = ""
    """The last day in ISO 8601, which a form may state as its date: that of today would change the bytes."""
    busiest: tuple[Row, ...] = ()
    """The outlets with the most clips and reprints; if there are many, the others together in the last row."""

    @property
    def reprints(self) -> int:
        """The number of reprints in all."""
        return sum(row.reprints for row in self.outlets)


def count(clips: Sequence[DigestClip], labels: Labels) -> Coverage:
    """Count the clips of a press review and their reprints."""
    own = [*_date_counts(clip.clip.date for clip in clips)]
    others = [*_date_counts(reprint.date for clip in clips for reprint in clip.reprints)]
    timeline = count_side_by_side([("", _merged([*own, *others]), _merged(own))], max_periods=_MOST_COLUMNS)
    days = _exact([*own, *others])
    outlets = _outlets(clips, labels)
    return Coverage(
        unit=labels.units[periods.UNITS.index(timeline.unit)],
        periods=tuple(
            _period(timeline.unit, number, timeline.counts_in(number), labels)
            for number in range(timeline.first, timeline.last + 1)
        ),
        outlets=outlets,
        busiest=_busiest(outlets, labels),
        undated=sum(clip.clip.date == "" or dates.span(clip.clip.date) is None for clip in clips),
        first=_in_words(min(days, default=0), labels),
        last=_in_words(max(days, default=0), labels),
        newest=dt.date.fromordinal(max(days)).isoformat() if days else "",
    )


def _date_counts(written: Iterable[str]) -> Iterable[DateCount]:
    for date in written:
        span = dates.span(date)
        yield DateCount(span.start if span else None, span.end if span else None, "", unreadable=False, clip_count=1)


def _exact(counts: Sequence[DateCount]) -> list[int]:
    """Return the days of the dates that are one; if none is, the first and the last days of all dates."""
    spans = [(one.start, one.end - 1) for one in counts if one.start is not None and one.end is not None]
    days = [start for start, end in spans if start == end]
    return days or [day for ends in spans for day in ends]


def _merged(counts: Sequence[DateCount]) -> list[DateCount]:
    together: Counter[DateCount] = Counter(counts)
    return [one._replace(clip_count=number) for one, number in together.items()]


def _period(unit: str, number: int, counts: Sequence[int], labels: Labels) -> Row:
    day = dt.date.fromordinal(periods.first_day(unit, number))
    parts = (day.year, day.month, day.day)[: _PARTS.get(unit, 1)]
    is_plain = unit in {"day", "month", "year"}
    name = labels.day(parts) if is_plain else periods.name(unit, number).replace("..", "–")
    return Row(name, counts[0], counts[1], labels.short(parts) if is_plain else name)


def _outlets(clips: Sequence[DigestClip], labels: Labels) -> tuple[Row, ...]:
    own = Counter(safe(clip.clip.source) or labels.no_outlet for clip in clips)
    others = Counter(safe(reprint.outlet) or labels.no_outlet for clip in clips for reprint in clip.reprints)
    names = sorted({*own, *others}, key=lambda name: (-own[name] - others[name], -own[name], name))
    return tuple(Row(name, own[name], others[name]) for name in names)


def _busiest(outlets: tuple[Row, ...], labels: Labels) -> tuple[Row, ...]:
    if len(outlets) <= _MOST_OUTLETS:
        return outlets
    shown, rest = outlets[: _MOST_OUTLETS - 1], outlets[_MOST_OUTLETS - 1 :]
    name = labels.more_outlets.format(len(rest))
    return (*shown, Row(name, sum(row.clips for row in rest), sum(row.reprints for row in rest)))


def _in_words(ordinal: int, labels: Labels) -> str:
    if not ordinal:
        return ""
    day = dt.date.fromordinal(ordinal)
    return labels.day((day.year, day.month, day.day))
