"""Which texts are alike: found by the shingles that they share, and kept, so that only new texts are compared."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import rows as entries
from clipper.index import schema, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Cursor

CAP = 500
"""A run of words that more texts have than this is a newspaper's footer, and says nothing of a story."""

FEW = 500
"""So many texts are compared one by one with those that share a shingle; more of them with all others at once."""

_BATCH = 500
_UNREAD = """
SELECT body_key, min(path) FROM clips
WHERE body_key IS NOT NULL AND body_key NOT IN (SELECT body FROM prints) GROUP BY body_key
"""
_ORPHANS = "SELECT id, sketch, alike FROM prints WHERE NOT EXISTS (SELECT 1 FROM clips WHERE body_key = prints.body)"
_COMMON = "INSERT INTO common SELECT number FROM shingles GROUP BY number HAVING count(*) > ?"
_SHARED = "SELECT group_concat(print) FROM shingles GROUP BY number HAVING count(*) BETWEEN 2 AND ?"
_HOLDERS = "SELECT print FROM shingles WHERE number = ? LIMIT ?"


class Texts:
    """The sketches of the texts, without the shingles that too many of them share."""

    def __init__(self, ask: "Cursor") -> None:
        self._connection = ask.connection
        self.common = frozenset(number for (number,) in ask.execute("SELECT number FROM common"))
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, number: int | None) -> shingles.Sketch:
        found = self._connection.execute("SELECT sketch FROM prints WHERE id = ?", (number,)).fetchone()
        return shingles.read(found[0] if found else b"", self.common)


class Groups:
    """Things that belong together, by number."""

    def __init__(self, known: Iterable[tuple[int, int]] = ()) -> None:
        self._above = dict(known)

    def top(self, one: int) -> int:
        """Return the thing that stands for all that belong together with one."""
        above = self._above
        while (higher := above.get(one, one)) != one:
            above[one] = above.get(higher, higher)
            one = higher
        return one

    def join(self, one: int, other: int) -> None:
        """Say that two things belong together."""
        self._above[self.top(other)] = self.top(one)


def liken(ask: "Cursor", root: str, progress: Progress) -> None:
    """Bring what is known of the texts up to date with those of the clips: new ones are read, each once."""
    touched: set[int] = set()
    parted: set[int] = set()
    for number, sketch, alike in ask.execute(_ORPHANS).fetchall():
        numbers = shingles.numbers(sketch)
        ask.executemany("DELETE FROM shingles WHERE number = ? AND print = ?", [(one, number) for one in numbers])
        ask.execute("DELETE FROM prints WHERE id = ?", (number,))
        touched.update(numbers)
        parted.add(alike)
    unread = [(key, schema.path_of(path)) for key, path in ask.execute(_UNREAD).fetchall()]
    (last,) = ask.execute("SELECT coalesce(max(id), 0) FROM prints").fetchone()
    _read(ask, last + 1, entries.sketches(root, unread, progress))
    known = dict(ask.execute("SELECT id, alike FROM prints"))
    todo = {one for one, alike in known.items() if one > last or alike in parted}
    if not todo and not touched:
        return
    groups = Groups((one, one if one in todo else alike) for one, alike in known.items())
    if len(todo) > FEW or _is_common_anew(ask, touched, todo):
        groups = Groups()
        ask.execute("DELETE FROM common")
        ask.execute(_COMMON, (CAP,))
        _join(Texts(ask), groups, _sharing(ask))
    else:
        _join(Texts(ask), groups, _sharing_with(ask, todo))
    ask.executemany(
        "UPDATE prints SET alike = ? WHERE id = ?",
        [(top, one) for one, alike in known.items() if (top := groups.top(one)) != alike],
    )


def _read(ask: "Cursor", first: int, sketches: Iterator[tuple[bytes, bytes]]) -> None:
    while batch := list(islice(sketches, _BATCH)):
        numbered = list(enumerate(batch, first))
        first += len(batch)
        rows = [(number, *one, number) for number, one in numbered]
        ask.executemany("INSERT INTO prints VALUES (?, ?, ?, ?)", rows)
        ask.executemany(
            "INSERT INTO shingles VALUES (?, ?)",
            sorted((shingle, number) for number, (_, sketch) in numbered for shingle in shingles.numbers(sketch)),
        )


def _is_common_anew(ask: "Cursor", touched: set[int], todo: Collection[int]) -> bool:
    """Tell whether a shingle has become common, or is so no longer: then other texts may be alike, too."""
    was = Texts(ask).common
    numbers = touched.union(*(shingles.numbers(_sketch(ask, one)) for one in todo))
    return any((len(_holders(ask, number)) > CAP) is not (number in was) for number in numbers)


def _sharing(ask: "Cursor") -> Iterator[tuple[int, int]]:
    """Yield each two texts that share a shingle, the later one last."""
    for (listed,) in ask.execute(_SHARED, (CAP,)).fetchall():
        holders = sorted(map(int, listed.split(",")))
        for place, one in enumerate(holders):
            for other in holders[:place]:
                yield other, one


def _sharing_with(ask: "Cursor", todo: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each two texts that share a shingle and of which one is among a few."""
    for one in sorted(todo):
        for number in shingles.numbers(_sketch(ask, one)):
            holders = _holders(ask, number)
            if len(holders) <= CAP:
                yield from ((min(one, other), max(one, other)) for other in holders if other != one)


def _join(texts: Texts, groups: Groups, pairs: Iterable[tuple[int, int]]) -> None:
    """Join the texts that are alike; each two are compared once."""
    seen: set[tuple[int, int]] = set()
    for pair in pairs:
        one, other = pair
        if pair in seen or groups.top(one) == groups.top(other):
            continue
        seen.add(pair)
        if shingles.alike(texts.of(one), texts.of(other)):
            groups.join(one, other)


def _holders(ask: "Cursor", number: int) -> list[int]:
    return [holder for (holder,) in ask.execute(_HOLDERS, (number, CAP + 1))]


def _sketch(ask: "Cursor", one: int) -> bytes:
    (sketch,) = ask.execute("SELECT sketch FROM prints WHERE id = ?", (one,)).fetchone()
    return bytes(sketch)
