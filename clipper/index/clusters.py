"""Which texts are alike, by the rule of `shingles.are_alike`. It is stored, so that only new texts are compared."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import rows, schema, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Cursor

COMMON = 500
"""The most texts that may share a shingle. One that more texts have is boilerplate, such as a newspaper's footer."""

FEW = 500
"""New texts are compared with those that share a shingle; with more new texts than this, all texts are compared."""

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

    def _get(self, sketch_id: int | None) -> shingles.Sketch:
        row = self._connection.execute("SELECT sketch FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
        return shingles.read(row[0] if row else b"", self.common)


class Clusters:
    """A union-find of ids: each belongs to a cluster, which has the id of one of its members."""

    def __init__(self, parents: Iterable[tuple[int, int]] = ()) -> None:
        self._parents = dict(parents)

    def find(self, member: int) -> int:
        """Return the member whose id the cluster has."""
        parents = self._parents
        while (parent := parents.get(member, member)) != member:
            parents[member] = parents.get(parent, parent)
            member = parent
        return member

    def join(self, first: int, second: int) -> None:
        """Merge the clusters of two ids."""
        self._parents[self.find(second)] = self.find(first)


def update_clusters(cursor: "Cursor", root: str, progress: Progress) -> None:
    """Bring the sketches and their clusters up to date with the clips; each new text is read once."""
    removed_shingles: set[int] = set()
    reduced_clusters: set[int] = set()
    for sketch_id, sketch, cluster in cursor.execute(_ORPHANS).fetchall():
        removed = shingles.decode(sketch)
        cursor.executemany(
            "DELETE FROM shingles WHERE shingle = ? AND sketch = ?", [(shingle, sketch_id) for shingle in removed]
        )
        cursor.execute("DELETE FROM sketches WHERE id = ?", (sketch_id,))
        removed_shingles.update(removed)
        reduced_clusters.add(cluster)
    texts = [(key, schema.decode_path(path)) for key, path in cursor.execute(_WITHOUT_SKETCH).fetchall()]
    (last,) = cursor.execute("SELECT coalesce(max(id), 0) FROM sketches").fetchone()
    _insert(cursor, last + 1, rows.sketches(root, texts, progress))
    old_clusters = dict(cursor.execute("SELECT id, cluster FROM sketches"))
    todo = {sketch_id for sketch_id, cluster in old_clusters.items() if sketch_id > last or cluster in reduced_clusters}
    if not todo and not removed_shingles:
        return
    clusters = Clusters(
        (sketch_id, sketch_id if sketch_id in todo else cluster) for sketch_id, cluster in old_clusters.items()
    )
    if len(todo) > FEW or _common_has_changed(cursor, removed_shingles, todo):
        clusters = Clusters()
        cursor.execute("DELETE FROM common_shingles")
        cursor.execute(_INSERT_COMMON, (COMMON,))
        _join(Sketches(cursor), clusters, _all_pairs(cursor))
    else:
        _join(Sketches(cursor), clusters, _pairs_with(cursor, todo))
    cursor.executemany(
        "UPDATE sketches SET cluster = ? WHERE id = ?",
        [
            (new, sketch_id)
            for sketch_id, cluster in old_clusters.items()
            if (new := clusters.find(sketch_id)) != cluster
        ],
    )


def _insert(cursor: "Cursor", first: int, sketches: Iterator[tuple[bytes, bytes]]) -> None:
    while batch := list(islice(sketches, _BATCH)):
        with_ids = list(enumerate(batch, first))
        first += len(batch)
        new_rows = [(sketch_id, key, sketch, sketch_id) for sketch_id, (key, sketch) in with_ids]
        cursor.executemany("INSERT INTO sketches VALUES (?, ?, ?, ?)", new_rows)
        cursor.executemany(
            "INSERT INTO shingles VALUES (?, ?)",
            sorted((shingle, sketch_id) for sketch_id, (_, sketch) in with_ids for shingle in shingles.decode(sketch)),
        )


def _common_has_changed(cursor: "Cursor", removed: set[int], todo: Collection[int]) -> bool:
    """Tell whether a shingle has become common, or is common no longer: other texts may be alike then, too."""
    common = Sketches(cursor).common
    candidates = removed.union(*(shingles.decode(_sketch(cursor, sketch_id)) for sketch_id in todo))
    return any((len(_texts_with(cursor, shingle)) > COMMON) is not (shingle in common) for shingle in candidates)


def _all_pairs(cursor: "Cursor") -> Iterator[tuple[int, int]]:
    """Yield all pairs of texts that share a shingle, as ids, the lower id first."""
    for (listed,) in cursor.execute(_SHARED, (COMMON,)).fetchall():
        ids = sorted(map(int, listed.split(",")))
        for place, higher in enumerate(ids):
            for lower in ids[:place]:
                yield lower, higher


def _pairs_with(cursor: "Cursor", todo: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a few texts with all that share a shingle with them, as ids, the lower id first."""
    for sketch_id in sorted(todo):
        for shingle in shingles.decode(_sketch(cursor, sketch_id)):
            others = _texts_with(cursor, shingle)
            if len(others) <= COMMON:
                yield from ((min(sketch_id, other), max(sketch_id, other)) for other in others if other != sketch_id)


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
    """Return the ids of the texts that have a shingle; of a common shingle COMMON + 1 ids are enough."""
    return [sketch_id for (sketch_id,) in cursor.execute(_TEXTS_WITH, (shingle, COMMON + 1))]


def _sketch(cursor: "Cursor", sketch_id: int) -> bytes:
    (sketch,) = cursor.execute("SELECT sketch FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
    return bytes(sketch)
