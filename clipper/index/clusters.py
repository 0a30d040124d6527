"""Which texts are alike: found by the shingles that they share, and stored, so that only new texts are compared."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import rows, schema, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Cursor

COMMON = 500
"""A shingle that more texts have than this is a newspaper's footer: it does not show that they tell one story."""

FEW = 500
"""So many new texts are compared only with those that share a shingle with them; with more, all are compared anew."""

_BATCH = 500
_WITHOUT_SKETCH = """
SELECT body_key, min(path) FROM clips
WHERE body_key IS NOT NULL AND body_key NOT IN (SELECT body_key FROM sketches) GROUP BY body_key
"""
_ORPHANS = """
SELECT id, sketch, cluster FROM sketches WHERE NOT EXISTS (SELECT 1 FROM clips WHERE body_key = sketches.body_key)
"""
_INSERT_COMMON = "INSERT INTO common_shingles SELECT shingle FROM shingles GROUP BY shingle HAVING count(*) > ?"
_SHARED = "SELECT group_concat(sketch) FROM shingles GROUP BY shingle HAVING count(*) BETWEEN 2 AND ?"
_TEXTS_WITH = "SELECT sketch FROM shingles WHERE shingle = ? LIMIT ?"


class Sketches:
    """The sketches of texts by their ids, without the common shingles; those used last are cached."""

    def __init__(self, cursor: "Cursor") -> None:
        self._connection = cursor.connection
        self.common = frozenset(shingle for (shingle,) in cursor.execute("SELECT shingle FROM common_shingles"))
        self.get = lru_cache(maxsize=20_000)(self._get)

    def _get(self, number: int | None) -> shingles.Sketch:
        row = self._connection.execute("SELECT sketch FROM sketches WHERE id = ?", (number,)).fetchone()
        return shingles.read(row[0] if row else b"", self.common)


class Clusters:
    """A union-find of numbers: each belongs to a cluster, which is known by one of its members."""

    def __init__(self, parents: Iterable[tuple[int, int]] = ()) -> None:
        self._parents = dict(parents)

    def find(self, number: int) -> int:
        """Return the member by which the cluster of a number is known."""
        parents = self._parents
        while (parent := parents.get(number, number)) != number:
            parents[number] = parents.get(parent, parent)
            number = parent
        return number

    def join(self, one: int, other: int) -> None:
        """Make one cluster of those of two numbers."""
        self._parents[self.find(other)] = self.find(one)


def update_clusters(cursor: "Cursor", root: str, progress: Progress) -> None:
    """Bring the sketches and their clusters up to date with the clips; each new text is read once."""
    removed_shingles: set[int] = set()
    reduced_clusters: set[int] = set()
    for number, sketch, cluster in cursor.execute(_ORPHANS).fetchall():
        removed = shingles.decode(sketch)
        cursor.executemany(
            "DELETE FROM shingles WHERE shingle = ? AND sketch = ?", [(shingle, number) for shingle in removed]
        )
        cursor.execute("DELETE FROM sketches WHERE id = ?", (number,))
        removed_shingles.update(removed)
        reduced_clusters.add(cluster)
    texts = [(key, schema.decode_path(path)) for key, path in cursor.execute(_WITHOUT_SKETCH).fetchall()]
    (last,) = cursor.execute("SELECT coalesce(max(id), 0) FROM sketches").fetchone()
    _insert(cursor, last + 1, rows.sketches(root, texts, progress))
    before = dict(cursor.execute("SELECT id, cluster FROM sketches"))
    todo = {number for number, cluster in before.items() if number > last or cluster in reduced_clusters}
    if not todo and not removed_shingles:
        return
    clusters = Clusters((number, number if number in todo else cluster) for number, cluster in before.items())
    if len(todo) > FEW or _common_has_changed(cursor, removed_shingles, todo):
        clusters = Clusters()
        cursor.execute("DELETE FROM common_shingles")
        cursor.execute(_INSERT_COMMON, (COMMON,))
        _join(Sketches(cursor), clusters, _all_pairs(cursor))
    else:
        _join(Sketches(cursor), clusters, _pairs_with(cursor, todo))
    cursor.executemany(
        "UPDATE sketches SET cluster = ? WHERE id = ?",
        [(new, number) for number, cluster in before.items() if (new := clusters.find(number)) != cluster],
    )


def _insert(cursor: "Cursor", first: int, sketches: Iterator[tuple[bytes, bytes]]) -> None:
    while batch := list(islice(sketches, _BATCH)):
        numbered = list(enumerate(batch, first))
        first += len(batch)
        new_rows = [(number, key, sketch, number) for number, (key, sketch) in numbered]
        cursor.executemany("INSERT INTO sketches VALUES (?, ?, ?, ?)", new_rows)
        cursor.executemany(
            "INSERT INTO shingles VALUES (?, ?)",
            sorted((shingle, number) for number, (_, sketch) in numbered for shingle in shingles.decode(sketch)),
        )


def _common_has_changed(cursor: "Cursor", removed: set[int], todo: Collection[int]) -> bool:
    """Tell whether a shingle has become common, or is common no longer: other texts may be alike then, too."""
    common = Sketches(cursor).common
    candidates = removed.union(*(shingles.decode(_sketch(cursor, number)) for number in todo))
    return any((len(_texts_with(cursor, shingle)) > COMMON) is not (shingle in common) for shingle in candidates)


def _all_pairs(cursor: "Cursor") -> Iterator[tuple[int, int]]:
    """Yield all pairs of texts that share a shingle, the one with the lower id first."""
    for (listed,) in cursor.execute(_SHARED, (COMMON,)).fetchall():
        numbers = sorted(map(int, listed.split(",")))
        for place, higher in enumerate(numbers):
            for lower in numbers[:place]:
                yield lower, higher


def _pairs_with(cursor: "Cursor", todo: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that share a shingle and of which one is among a few, the lower id first."""
    for number in sorted(todo):
        for shingle in shingles.decode(_sketch(cursor, number)):
            others = _texts_with(cursor, shingle)
            if len(others) <= COMMON:
                yield from ((min(number, other), max(number, other)) for other in others if other != number)


def _join(sketches: Sketches, clusters: Clusters, pairs: Iterable[tuple[int, int]]) -> None:
    """Join the clusters of the texts that are alike; each pair is compared once."""
    seen: set[tuple[int, int]] = set()
    for pair in pairs:
        lower, higher = pair
        if pair in seen or clusters.find(lower) == clusters.find(higher):
            continue
        seen.add(pair)
        if shingles.are_alike(sketches.get(lower), sketches.get(higher)):
            clusters.join(lower, higher)


def _texts_with(cursor: "Cursor", shingle: int) -> list[int]:
    """Return the ids of the texts that have a shingle: of a common one just too many, of any other all."""
    return [number for (number,) in cursor.execute(_TEXTS_WITH, (shingle, COMMON + 1))]


def _sketch(cursor: "Cursor", number: int) -> bytes:
    (sketch,) = cursor.execute("SELECT sketch FROM sketches WHERE id = ?", (number,)).fetchone()
    return bytes(sketch)
