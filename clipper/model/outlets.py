"""The outlets: which there are, under the one name that the owner gave to each, and how many clips come from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from clipper import text

Sort: TypeAlias = Literal["name", "count", "last"]
SORTS: tuple[Sort, ...] = ("name", "count", "last")


class Row(NamedTuple):
    """Clips that say the same `source`, or none and come from the same `host`, with the first and the last date.

    A date is as it sorts, a blank, and as the clip states it.
    """

    source: str
    host: str
    number: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by its one name, the number of its clips, the first and last date as stated, and other names they say.

    `by_address` clips among them name no source: a domain in their address tells it.
    """

    name: str
    count: int
    first: str
    last: str
    spellings: tuple[str, ...] = ()
    by_address: int = 0


@dataclass(slots=True)
class _Pile:
    count: int = 0
    first: str = ""
    last: str = ""
    by_address: int = 0
    spelled: Counter[str] = field(default_factory=Counter)


class OutletNames:
    """The names of outlets, by which a clip's source or the host of its address is known."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_domain: dict[str, str] = {}
        for name in aliases:
            self._by_words.setdefault(tuple(text.words(name)), name)
        for name, others in aliases.items():
            for other in (name, *others):
                self._by_words.setdefault(tuple(text.words(other)), name)
                if "." in other and " " not in other:
                    self._by_domain.setdefault(other.casefold().removeprefix("www."), name)

    def of_source(self, source: str) -> str:
        """Return the outlet's one name, or nothing where the owner gave none."""
        return self._by_words.get(tuple(text.words(source)), "")

    def of_host(self, host: str) -> str:
        """Return the outlet whose domain this is, or one above it, or nothing."""
        levels = host.split(".")
        domains = (".".join(levels[place:]) for place in range(len(levels) - 1))
        return next((self._by_domain[domain] for domain in domains if domain in self._by_domain), "")

    def others(self, own: str, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the outlets among these that are another than one's own, each once under its one name."""
        known, found = {self._key(own), ()}, dict[tuple[str, ...], str]()
        for source in sources:
            key = self._key(source)
            if key not in known:
                found.setdefault(key, self.of_source(source) or source)
        return tuple(found.values())

    def _key(self, source: str) -> tuple[str, ...]:
        words = tuple(text.words(source))
        return tuple(text.words(self._by_words.get(words, ""))) or words

    def called(self, source: str, host: str) -> str:
        """Return the outlet's one name by the host of an address, or else by the name that is said, or just that."""
        return self.of_host(host) or self.of_source(source) or source


def gather(rows: Iterable[Row], aliases: Mapping[str, Sequence[str]], sort: Sort = "count") -> tuple[list[Outlet], int]:
    """Return the outlets in the order asked, and the number of clips that name none."""
    names = OutletNames(aliases)
    piles: dict[str, _Pile] = {}
    known: dict[tuple[str, ...], str] = {}
    nameless = 0
    for row in rows:
        name = names.of_source(row.source) if row.source else names.of_host(row.host)
        if not name and row.source:
            words = tuple(text.words(row.source)) or (row.source,)
            name = known.setdefault(words, row.source)
        if not name:
            nameless += row.number
            continue
        pile = piles.setdefault(name, _Pile())
        pile.count += row.number
        pile.first = min(filter(None, (pile.first, row.first)), default="")
        pile.last = max(pile.last, row.last)
        if row.source:
            pile.spelled[row.source] += row.number
        else:
            pile.by_address += row.number
    found = [(_outlet(name, pile, aliases), pile) for name, pile in piles.items()]
    found.sort(key=lambda one: (text.fold(one[0].name), one[0].name))
    if sort != "name":
        found.sort(key=lambda one: one[1].count if sort == "count" else one[1].last, reverse=True)
    return [outlet for outlet, _ in found], nameless


def _outlet(name: str, pile: _Pile, aliases: Mapping[str, Sequence[str]]) -> Outlet:
    spelled = sorted(pile.spelled, key=lambda one: (-pile.spelled[one], one))
    if name not in aliases:
        name = spelled[0]
    others = tuple(one for one in spelled if one != name)
    first, last = (date.partition(" ")[2] for date in (pile.first, pile.last))
    return Outlet(name, pile.count, first, last, others, pile.by_address)
