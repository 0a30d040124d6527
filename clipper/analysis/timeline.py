"""How many clips there are, when, and of whom: the days of an archive counted by periods of the calendar."""

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
"""What the groups of a timeline are."""

MOST = 10_000
"""So many periods are counted at the most."""
FEW = 4
"""So many groups are told apart; the rest are the others."""

_SPARSE = 3
"""So many periods for each clip are the most that make a shape rather than a few dots."""
_SHAPE = 12
"""So many periods are never too many, however few the clips are."""
_LEFT_OUT = 0.1
"""The share of clips that may be dated too vaguely for the periods that are chosen."""


class Days(NamedTuple):
    """So many clips of one source, or with the same tags, whose date covers the days from `start` up to `end`.

    Without a date both are None; then they may be `unreadable`.
    """

    start: int | None
    end: int | None
    group: str
    unreadable: bool
    clips: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods from the first clip's to the last one's, numbered as `periods` does, with the clips of each group.

    `counts` has an entry for each period that has clips. `others` says how many groups the last count gathers, and
    `left_out` how many clips are dated only by a longer unit than `by`.
    """

    by: str
    first: int = 0
    last: int = -1
    groups: tuple[str, ...] = ()
    others: int = 0
    counts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    unreadable: int = 0

    @property
    def clips(self) -> int:
        """How many clips are counted in some period."""
        return sum(map(sum, self.counts.values()))

    @property
    def is_empty(self) -> bool:
        """Whether there is no clip at all, not even one that is not counted."""
        return not (self.counts or self.left_out or self.undated or self.unreadable)

    @property
    def totals(self) -> tuple[int, ...]:
        """How many clips each group has."""
        return tuple(map(sum, zip(*self.counts.values(), strict=True)))

    @property
    def peak(self) -> int:
        """The first of the periods with the most clips, if there are clips."""
        return min(self.counts, key=lambda period: (-sum(self.counts[period]), period))

    def at(self, period: int) -> tuple[int, ...]:
        """Return the clips of each group in a period."""
        return self.counts.get(period) or (0,) * (len(self.groups) + 1)


def tell(
    found: Sequence[Days],
    *,
    room: int,
    by: str = "",
    group_by: GroupBy = "nothing",
    sources: Mapping[str, Sequence[str]] | None = None,
    span: tuple[int, int] | None = None,
    named: Sequence[str] = (),
) -> Timeline:
    """Count days by periods: `by` says which, else they are the shortest of which `room` show all.

    `sources` knows the other names of outlets. With a `span` of ordinals, the end excluded, only its days count and
    all its periods are told. `named` are the groups, where they are known before.
    """
    dated = [one for one in found if one.start is not None and one.end is not None]
    if span:
        dated = [one for one in dated if (one.start or 0) < span[1] and (one.end or 0) > span[0]]
    by = by or chosen(dated, room)
    group_of, groups, others = _grouped(dated, group_by, sources or {})
    if named:  # then each of the days bears the number of its group
        group_of, groups, others = {str(place): place for place in range(len(named))}, tuple(named), 0
    counts: dict[int, list[int]] = {}
    left_out: Counter[str] = Counter()
    for one in dated:
        start, end = one.start or 0, one.end or 0
        period = periods.containing(by, start, end)
        if period is None:
            left_out[periods.precision(start, end)] += one.clips
        else:
            counts.setdefault(period, [0] * (len(groups) + 1))[group_of[one.group]] += one.clips
    ends = [periods.number(by, span[0]), periods.number(by, span[1] - 1)] if span else [*counts]
    first, last = (min(ends), max(ends)) if ends else (0, -1)
    if last - first >= MOST:
        raise UsageError(
            f"by {by} that makes {last - first + 1} periods, and {MOST} are the most",
            hint="--since and --until show a part, --by year all.",
        )
    return Timeline(
        by=by,
        first=first,
        last=last,
        groups=groups,
        others=others,
        counts={period: tuple(counts[period]) for period in sorted(counts)},
        left_out={unit: left_out[unit] for unit in periods.UNITS if left_out[unit]},
        undated=sum(one.clips for one in found if one.start is None and not one.unreadable),
        unreadable=sum(one.clips for one in found if one.start is None and one.unreadable),
    )


def beside(sides: Sequence[tuple[str, Sequence[Days], Sequence[Days]]], *, room: int, by: str = "") -> Timeline:
    """Count the days of several queries side by side: each is a group of its stories, and one of their pick-ups.

    A side is what the query says, the days of all its clips, and those of the clips that stand for their stories: a
    story counts once, on the day of its earliest clip, and a pick-up on its own.
    """
    found: list[Days] = []
    for number, (_, every, folded) in enumerate(sides):
        once = {(day.start, day.end, day.unreadable): day.clips for day in folded}
        pickups = [day._replace(clips=day.clips - once.get((day.start, day.end, day.unreadable), 0)) for day in every]
        found += [day._replace(group=str(2 * number)) for day in folded]
        found += [day._replace(group=str(2 * number + 1)) for day in pickups if day.clips]
    return tell(found, room=room, by=by, named=[said for said, *_ in sides for _ in range(2)])


def of_year(year: int) -> tuple[int, int]:
    """Return the first day of a year, and the one after its last."""
    span = Span.of_months(12 * year, 12)
    return span.start or 1, span.end or 1


def last_year(found: Iterable[Days]) -> int | None:
    """Return the last year in which a day is known to have clips, else the last that is known at all."""
    dated = [(one.end - one.start == 1, one.start) for one in found if one.start is not None and one.end is not None]
    exact = [start for is_day, start in dated if is_day] or [start for _, start in dated]
    return periods.number("year", max(exact)) if exact else None


def chosen(dated: Iterable[Days], room: int) -> str:
    """Return the shortest unit of which `room` hold the days, few are empty, and few clips are dated too vaguely."""
    found = [(one.start or 0, one.end or 0, one.clips) for one in dated]
    total = sum(clips for _, _, clips in found)
    for unit in periods.UNITS:
        held = [(periods.containing(unit, start, end), clips) for start, end, clips in found]
        numbers = [period for period, _ in held if period is not None] or [0]
        vague = sum(clips for period, clips in held if period is None)
        if max(numbers) - min(numbers) < min(room, max(_SPARSE * total, _SHAPE)) and vague <= total * _LEFT_OUT:
            return unit
    return periods.UNITS[-1]


def _grouped(
    dated: Sequence[Days], group_by: GroupBy, sources: Mapping[str, Sequence[str]]
) -> tuple[Mapping[str, int], tuple[str, ...], int]:
    """Return the place of each source, or set of tags, among the groups, the groups, and how many others there are."""
    if group_by == "nothing":
        return dict.fromkeys((one.group for one in dated), 0), (), 0
    held: Counter[str] = Counter()
    for one in dated:
        held[one.group] += one.clips
    names = _by_source(held, sources) if group_by == "source" else _by_tag(held)
    sizes: Counter[str] = Counter()
    for group, several in names.items():
        sizes.update(dict.fromkeys(several, held[group]))
    ranked = sorted(sizes, key=lambda name: (-sizes[name], name))
    few = ranked[:FEW]
    place = {name: number for number, name in enumerate(few)}
    # A clip counts once, so with several tags under the one of them that has the most clips.
    first = {group: min((place[n] for n in some if n in place), default=len(few)) for group, some in names.items()}
    return first, tuple(few), len(ranked) - len(few)


def _by_source(held: Iterable[str], sources: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the name of each source, under which its other names and spellings are counted too."""
    known = {text.fold(name): outlet for outlet, more in sources.items() for name in (*more, outlet)}
    names: dict[str, str] = {}
    for source in sorted(held):
        names.setdefault(text.fold(source), known.get(text.fold(source), source))
    return {source: tuple(filter(None, (names[text.fold(source)],))) for source in held}


def _by_tag(held: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the topmost tags that each set of tags stands under; a level that has but one tag tells nothing."""
    keys = {tags: [tag_key(tag) for tag in tags.split("\n") if tag_key(tag)] for tags in held}
    deepest = max((key.count("/") for each in keys.values() for key in each), default=0)
    names: dict[str, tuple[str, ...]] = {}
    for level in range(deepest + 1):
        cut = {tags: ["/".join(key.split("/")[: level + 1]) for key in each] for tags, each in keys.items()}
        names = {tags: tuple(dict.fromkeys(each)) for tags, each in cut.items()}
        if len({name for several in names.values() for name in several}) > 1:
            break
    return names
