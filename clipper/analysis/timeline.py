"""Timelines: the clips of an archive counted by periods of the calendar, in groups of one source or tag each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from clipper import text
from clipper.errors import UsageError
from clipper.model import periods
from clipper.model.dates import Span
from clipper.query.haystack import tag_key

GroupBy: TypeAlias = Literal["source", "tag", "nothing"]
"""What all clips of one group have in common."""

MAX_PERIODS = 10_000
MAX_GROUPS = 4
"""The groups with the most clips are shown by themselves; all others are counted together."""

_MAX_PERIODS_PER_CLIP = 3
"""With more periods for each clip, a chart would show a few dots and no shape."""
_ALWAYS_ALLOWED_PERIODS = 12
"""A timeline with at most this number of periods is never too long, however few clips there are."""
_MAX_LEFT_OUT = 0.1
"""The largest share of clips whose date may be too vague for the chosen unit."""


class DateCount(NamedTuple):
    """The number of clips of one group whose date covers the days from `start` to before `end`.

    `group` is a source, or tags with newlines between them. Both ends are None for clips without a date; those may be
    `unreadable`.
    """

    start: int | None
    end: int | None
    group: str
    unreadable: bool
    clip_count: int


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
            if _is_undated(date_count) or ((date_count.start or 0) < end and (date_count.end or 0) > start)
        ]
    return _count(
        date_counts, _group(date_counts, group_by, aliases or {}), max_periods=max_periods, unit=unit, span=span
    )


class _Groups(NamedTuple):
    """The position of each `DateCount.group` among the groups, the names of the groups, the number of others."""

    positions: Mapping[str, int]
    names: tuple[str, ...]
    other_count: int


def _count(
    date_counts: Sequence[DateCount],
    groups: _Groups,
    *,
    max_periods: int,
    unit: str,
    span: tuple[int, int] | None = None,
) -> Timeline:
    dated = [date_count for date_count in date_counts if not _is_undated(date_count)]
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
            date_count.clip_count for date_count in date_counts if _is_undated(date_count) and not date_count.unreadable
        ),
        unreadable=sum(
            date_count.clip_count for date_count in date_counts if _is_undated(date_count) and date_count.unreadable
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
        _Groups({str(index): index for index in range(len(names))}, names, 0),
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


def _is_undated(date_count: DateCount) -> bool:
    return date_count.start is None or date_count.end is None


def _group(date_counts: Sequence[DateCount], group_by: GroupBy, aliases: Mapping[str, Sequence[str]]) -> _Groups:
    """Return the groups of dated clips: the sources or tags with the most clips."""
    clips: Counter[str] = Counter()
    for date_count in date_counts:
        if not _is_undated(date_count):
            clips[date_count.group] += date_count.clip_count
    if group_by == "nothing":
        return _Groups(dict.fromkeys(clips, 0), (), 0)
    names = _source_names(clips, aliases) if group_by == "source" else _tag_names(clips)
    sizes: Counter[str] = Counter()
    for group, names_of_group in names.items():
        sizes.update(dict.fromkeys(names_of_group, clips[group]))
    ranked = sorted(sizes, key=lambda name: (-sizes[name], name))
    shown = ranked[:MAX_GROUPS]
    position = {name: index for index, name in enumerate(shown)}
    # A clip counts once: if it has several tags, under the one with the most clips.
    positions = {
        group: min((position[name] for name in names_of_group if name in position), default=len(shown))
        for group, names_of_group in names.items()
    }
    return _Groups(positions, tuple(shown), len(ranked) - len(shown))


def _source_names(groups: Iterable[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the name of each source's outlet, in one spelling; () for the empty source."""
    outlets = {text.fold(name): outlet for outlet, others in aliases.items() for name in (*others, outlet)}
    names: dict[str, str] = {}
    for source in sorted(groups):
        names.setdefault(text.fold(source), outlets.get(text.fold(source), source))
    return {source: tuple(filter(None, (names[text.fold(source)],))) for source in groups}


def _tag_names(groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the tags of each set of tags, cut to the topmost level on which there are at least two tags."""
    keys = {tags: [tag_key(tag) for tag in tags.split("\n") if tag_key(tag)] for tags in groups}
    deepest = max((key.count("/") for keys_of_set in keys.values() for key in keys_of_set), default=0)
    names: dict[str, tuple[str, ...]] = {}
    for level in range(deepest + 1):
        cut = {
            tags: ["/".join(key.split("/")[: level + 1]) for key in keys_of_set] for tags, keys_of_set in keys.items()
        }
        names = {tags: tuple(dict.fromkeys(cut_keys)) for tags, cut_keys in cut.items()}
        if len({name for names_of_set in names.values() for name in names_of_set}) > 1:
            break
    return names
