"""Timelines: the clips of an archive counted by periods of the calendar, in groups of one source or tag each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from clipper.analysis.timeline_groups import DateCount, GroupBy, Groups, group
from clipper.errors import UsageError
from clipper.model import periods
from clipper.model.dates import Span

MAX_PERIODS = 10_000
_MAX_PERIODS_PER_CLIP = 3
"""With more periods for each clip, a chart would show a few dots and no shape."""
_ALWAYS_ALLOWED_PERIODS = 12
"""A timeline with at most this number of periods is never too long, however few clips there are."""
_MAX_LEFT_OUT = 0.1
"""The largest share of clips whose date may be too vague for the chosen unit."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The number of clips of each group in each period; periods are numbered as in `periods.number`.

    `unit` is the unit of the periods. `counts` maps each period that has clips to the counts of the groups; the last
    count is that of all other groups together, and `other_count` is the number of these groups. `left_out` maps each
    longer unit to the number of clips whose date is exact only to that unit.
    """

    unit: str
    first: int = 0
    last: int = -1
    groups: tuple[str, ...] = ()
    other_count: int = 0
    counts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    unreadable: int = 0

    @property
    def clip_count(self) -> int:
        """The number of clips in all periods."""
        return sum(map(sum, self.counts.values()))

    @property
    def is_empty(self) -> bool:
        """Whether no clip matched, neither one that is in a period nor one that is left out, undated or unreadable."""
        return not (self.counts or self.left_out or self.undated or self.unreadable)

    @property
    def totals(self) -> tuple[int, ...]:
        """The clips of each group in all periods; () if there are none."""
        return tuple(map(sum, zip(*self.counts.values(), strict=True)))

    @property
    def peak(self) -> int:
        """The first of the periods with the most clips; only if there are clips."""
        return min(self.counts, key=lambda period: (-sum(self.counts[period]), period))

    def counts_in(self, period: int) -> tuple[int, ...]:
        """Return the clips of each group in a period."""
        return self.counts.get(period) or (0,) * (len(self.groups) + 1)


def count(
    date_counts: Sequence[DateCount],
    *,
    max_periods: int,
    unit: str = "",
    group_by: GroupBy = "nothing",
    aliases: Mapping[str, Sequence[str]] | None = None,
    span: tuple[int, int] | None = None,
) -> Timeline:
    """Count clips by periods of `unit`, or else of the shortest unit that needs at most `max_periods` periods.

    `aliases` maps outlets to their other names. `span`, the ordinals of the first day and of the day after the
    last, limits the dates, and the timeline has all its periods.
    """
    if span:
        start, end = span
        date_counts = [
            date_count
            for date_count in date_counts
            if date_count.is_undated or ((date_count.start or 0) < end and (date_count.end or 0) > start)
        ]
    return _count(
        date_counts, group(date_counts, group_by, aliases or {}), max_periods=max_periods, unit=unit, span=span
    )


def _count(
    date_counts: Sequence[DateCount],
    groups: Groups,
    *,
    max_periods: int,
    unit: str,
    span: tuple[int, int] | None = None,
) -> Timeline:
    dated = [date_count for date_count in date_counts if not date_count.is_undated]
    unit = unit or _choose_unit(dated, max_periods)
    counts: dict[int, list[int]] = {}
    left_out: Counter[str] = Counter()
    for date_count in dated:
        start, end = date_count.start or 0, date_count.end or 0
        period = periods.containing(unit, start, end)
        if period is None:
            left_out[periods.precision(start, end)] += date_count.clip_count
        else:
            by_group = counts.setdefault(period, [0] * (len(groups.names) + 1))
            by_group[groups.positions[date_count.group]] += date_count.clip_count
    ends = [periods.number(unit, span[0]), periods.number(unit, span[1] - 1)] if span else [*counts]
    first, last = (min(ends), max(ends)) if ends else (0, -1)
    if last - first >= MAX_PERIODS:
        raise UsageError(
            f"that is {last - first + 1} periods by {unit}; at most {MAX_PERIODS} are possible",
            hint="--since and --until show a part, `--by year` shows everything.",
        )
    return Timeline(
        unit=unit,
        first=first,
        last=last,
        groups=groups.names,
        other_count=groups.other_count,
        counts={period: tuple(counts[period]) for period in sorted(counts)},
        left_out={unit: left_out[unit] for unit in periods.UNITS if left_out[unit]},
        undated=sum(
            date_count.clip_count for date_count in date_counts if date_count.is_undated and not date_count.unreadable
        ),
        unreadable=sum(
            date_count.clip_count for date_count in date_counts if date_count.is_undated and date_count.unreadable
        ),
    )


def count_side_by_side(
    sides: Sequence[tuple[str, Sequence[DateCount], Sequence[DateCount]]], *, max_periods: int, unit: str = ""
) -> Timeline:
    """Count the clips of several queries: each query has two groups, one of its stories and one of its pick-ups.

    A side is the text of a query, the dates of all its clips, and the dates of the first clip of each story. A story
    counts on the day of its first clip, and each pick-up on its own day.
    """
    date_counts: list[DateCount] = []
    for number, (_, all_counts, story_counts) in enumerate(sides):
        stories = {
            (date_count.start, date_count.end, date_count.unreadable): date_count.clip_count
            for date_count in story_counts
        }
        pickups = [
            date_count._replace(
                clip_count=date_count.clip_count
                - stories.get((date_count.start, date_count.end, date_count.unreadable), 0)
            )
            for date_count in all_counts
        ]
        date_counts += [date_count._replace(group=str(2 * number)) for date_count in story_counts]
        date_counts += [
            date_count._replace(group=str(2 * number + 1)) for date_count in pickups if date_count.clip_count
        ]
    names = tuple(query for query, *_ in sides for _ in range(2))
    return _count(
        date_counts,
        Groups({str(index): index for index in range(len(names))}, names, 0),
        max_periods=max_periods,
        unit=unit,
    )


def year_span(year: int) -> tuple[int, int]:
    """Return the ordinals of the first day of a year and of the day after its last."""
    span = Span.of_months(12 * year, 12)
    return span.start or 1, span.end or 1


def last_year(date_counts: Iterable[DateCount]) -> int | None:
    """Return the last year with a clip that is dated to the day, else the last year with any date, or None."""
    dated = [
        (date_count.end - date_count.start == 1, date_count.start)
        for date_count in date_counts
        if date_count.start and date_count.end
    ]
    exact = [start for is_day, start in dated if is_day] or [start for _, start in dated]
    return periods.number("year", max(exact)) if exact else None


def _choose_unit(dated: Iterable[DateCount], max_periods: int) -> str:
    """Return the shortest unit that needs at most `max_periods` periods, and for which few dates are too vague."""
    spans = [(date_count.start or 0, date_count.end or 0, date_count.clip_count) for date_count in dated]
    total = sum(clips for _, _, clips in spans)
    for unit in periods.UNITS:
        counts = [(periods.containing(unit, start, end), clips) for start, end, clips in spans]
        numbers = [period for period, _ in counts if period is not None] or [0]
        vague = sum(clips for period, clips in counts if period is None)
        limit = min(max_periods, max(_MAX_PERIODS_PER_CLIP * total, _ALWAYS_ALLOWED_PERIODS))
        if max(numbers) - min(numbers) < limit and vague <= total * _MAX_LEFT_OUT:
            return unit
    return periods.UNITS[-1]
