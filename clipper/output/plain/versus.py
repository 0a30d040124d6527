"""Two questions side by side, as plain lines for other programs: which part of each period's clips answers to each."""

from collections.abc import Iterator
from typing import NamedTuple

from clipper.analysis.timeline import Timeline
from clipper.model import periods
from clipper.output.plain import encode

ROWS = 24
"""So many periods are shown where nobody asks for shorter ones."""

KEYS = ("period", "clips", "versus", "share", "stories", "pickups", "versus_stories", "versus_pickups")
"""What stands for each period in TSV and JSON, and for all in JSON; `share` is the first one's part of the clips in
percent, null where neither has any."""


class VersusCounts(NamedTuple):
    """The clips of two sides: those that stand for their stories, and the pick-ups."""

    stories: int
    pickups: int
    versus_stories: int
    versus_pickups: int

    @property
    def clips(self) -> int:
        """All clips of the first side."""
        return self.stories + self.pickups

    @property
    def versus(self) -> int:
        """All clips of the second side."""
        return self.versus_stories + self.versus_pickups

    @property
    def share(self) -> float | None:
        """The first side's part of the clips, in percent."""
        return round(100 * self.clips / (self.clips + self.versus), 1) if self.clips or self.versus else None


def counts_by_period(told: Timeline) -> Iterator[tuple[str, VersusCounts]]:
    """Yield each period of a timeline whose groups are those of `timeline.parted`."""
    for period in range(told.first, told.last + 1):
        yield periods.name(told.by, period), VersusCounts(*told.at(period)[:4])


def total_counts(told: Timeline) -> VersusCounts:
    """Return the clips of all periods."""
    return VersusCounts(*(told.totals[:4] or (0, 0, 0, 0)))


def tsv(told: Timeline) -> Iterator[str]:
    """Yield a line for each period; the share is left out where neither side has clips."""
    for name, found in counts_by_period(told):
        values = _row(found).values()
        yield "\t".join((name, *("" if value is None else str(value) for value in values))) + "\n"


def json(told: Timeline) -> str:
    """Return one JSON object: the two queries, what each has of all, and of each period."""
    found: dict[str, object] = {"by": told.by, "queries": list(told.groups[::2]), **_row(total_counts(told))}
    found["periods"] = [{"period": name, **_row(one)} for name, one in counts_by_period(told)]
    return encode.json_object(found) + "\n"


def _row(found: VersusCounts) -> dict[str, object]:
    return {key: getattr(found, key) for key in KEYS[1:]}
