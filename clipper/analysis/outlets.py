"""The outlets of an archive, counted: the clips of each outlet under its one name, the first and the last of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from clipper import text
from clipper.analysis.tally import TallyOrder, by_frequency
from clipper.model.outlet_names import OutletNames


class SourceCount(NamedTuple):
    """The clips with one `source`, or without a source and with one `host` in their address.

    `first` and `last` are dates: a sort key, a blank, and the date as the clip has it.
    """

    source: str
    host: str
    clips: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its name, the number of its clips, the first and the last date, and its other spellings.

    `by_address` counts the clips that have no source and whose address has a domain of the outlet.
    """

    name: str
    count: int
    first: str
    last: str
    spellings: tuple[str, ...] = ()
    by_address: int = 0


@dataclass(slots=True)
class _OutletTally:
    clips: int = 0
    first: str = ""
    last: str = ""
    by_address: int = 0
    spellings: Counter[str] = field(default_factory=Counter)


def count_outlets(
    counts: Iterable[SourceCount], aliases: Mapping[str, Sequence[str]], order: TallyOrder = "count"
) -> tuple[list[Outlet], int]:
    """Return the outlets in the given order, and the number of clips without an outlet.

    `aliases` maps the name of an outlet to its other names and domains. Names with the same words are one outlet.
    """
    names = OutletNames(aliases)
    tallies: dict[str, _OutletTally] = {}
    by_words: dict[tuple[str, ...], str] = {}
    without_outlet = 0
    for count in counts:
        name = names.by_source(count.source) if count.source else names.by_host(count.host)
        if not name and count.source:
            words = tuple(text.words(count.source)) or (count.source,)
            name = by_words.setdefault(words, count.source)
        if not name:
            without_outlet += count.clips
            continue
        tally = tallies.setdefault(name, _OutletTally())
        tally.clips += count.clips
        tally.first = min(filter(None, (tally.first, count.first)), default="")
        tally.last = max(tally.last, count.last)
        if count.source:
            tally.spellings[count.source] += count.clips
        else:
            tally.by_address += count.clips
    outlets = [(_outlet(name, tally, aliases), tally) for name, tally in tallies.items()]
    outlets.sort(key=lambda pair: (text.fold(pair[0].name), pair[0].name))
    if order != "name":
        outlets.sort(key=lambda pair: pair[1].clips if order == "count" else pair[1].last, reverse=True)
    return [outlet for outlet, _ in outlets], without_outlet


def _outlet(name: str, tally: _OutletTally, aliases: Mapping[str, Sequence[str]]) -> Outlet:
    spellings = by_frequency(tally.spellings)
    if name not in aliases:
        name = spellings[0]
    others = tuple(spelling for spelling in spellings if spelling != name)
    first, last = (date.partition(" ")[2] for date in (tally.first, tally.last))
    return Outlet(name, tally.clips, first, last, others, tally.by_address)
