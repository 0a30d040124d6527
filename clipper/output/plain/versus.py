"""Two queries side by side, as TSV and JSON for other programs: the clips of each, period by period."""

from collections.abc import Iterator
from typing import NamedTuple

from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain import encode

ROWS = 24
"""The most periods that are shown unless the user asks for shorter ones."""

KEYS = ("period", "clips", "versus", "share", "stories", "pickups", "versus_stories", "versus_pickups")
"""The columns of TSV, and the keys of each period in JSON; JSON has all but the first for the whole span, too. `share`
is the first query's share of the clips in percent, null where neither query has any."""


class VersusCounts(NamedTuple):
    """The clips of the first and of the second query: those that are first of their stories, and the pick-ups."""

    stories: int
    pickups: int
    versus_stories: int
    versus_pickups: int

    @property
    def clips(self) -> int:
        """All clips of the first query."""
        return self.stories + self.pickups

    @property
    def versus(self) -> int:
        """All clips of the second query."""
        return self.versus_stories + self.versus_pickups

    @property
    def share(self) -> float | None:
        """The first query's share of the clips, in percent; None where neither has any."""
        return round(100 * self.clips / (self.clips + self.versus), 1) if self.clips or self.versus else None


def counts_by_period(timeline: Timeline) -> Iterator[tuple[str, VersusCounts]]:
    """Yield the name and the counts of each period of a timeline from `count_side_by_side`."""
    for period in range(timeline.first, timeline.last + 1):
        yield periods.name(timeline.unit, period), VersusCounts(*timeline.counts_in(period)[:4])


def total_counts(timeline: Timeline) -> VersusCounts:
    """Return the counts of all periods together."""
    return VersusCounts(*(timeline.totals[:4] or (0, 0, 0, 0)))


def tsv(timeline: Timeline) -> Iterator[str]:
    """Yield a line for each period; the share is empty where neither query has clips."""
    for name, counts in counts_by_period(timeline):
        yield encode.tsv_line((name, *("" if value is None else str(value) for value in _as_dict(counts).values())))


def json(timeline: Timeline) -> str:
    """Return one JSON object: the two queries, their counts in all, and in each period."""
    values: dict[str, object] = {
        "by": timeline.unit,
        "queries": list(timeline.groups[::2]),
        **_as_dict(total_counts(timeline)),
        "periods": [{"period": name, **_as_dict(counts)} for name, counts in counts_by_period(timeline)],
    }
    return encode.json_object(values) + "\n"


def _as_dict(counts: VersusCounts) -> dict[str, object]:
    return {key: getattr(counts, key) for key in KEYS[1:]}
