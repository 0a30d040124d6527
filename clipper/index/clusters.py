"""Which texts are alike, by the rule of `shingles.are_alike`. It is stored, so that only new texts are compared."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from clipper.index import rows, schema, shingles
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Cursor

MAX_TEXTS, MAX_WEEKS, MAX_UNDATED = 100, 4, 12
"""The most texts, weeks with such texts, and texts without a day, that may share a shingle that is not boilerplate.

A story of an agency is printed within a few weeks, however often; the frame of a newsletter comes again and again.
"""

FEW = 500
"""New texts are compared with those that share a shingle; with more new texts than this, all texts are compared."""

_BATCH = 500
_COMMON = "count(*) > ? OR count(DISTINCT week) > ? OR sum(week IS NULL) > ?"
_INSERT_COMMON = f"""
INSERT INTO common_shingles SELECT shingle FROM shingles CROSS JOIN sketches ON sketches.id = shingles.sketch
WHERE shingle IN (SELECT shingle FROM shingles GROUP BY shingle HAVING count(*) > ?) GROUP BY shingle HAVING {_COMMON}
"""  # noqa: S608 - our own condition
_IS_COMMON = f"""
SELECT {_COMMON} FROM (
    SELECT week FROM shingles JOIN sketches ON sketches.id = shingles.sketch WHERE shingle = ? LIMIT ?
)
"""  # noqa: S608 - our own condition
_SHARED = """
SELECT group_concat(sketch) FROM shingles WHERE shingle NOT IN (SELECT shingle FROM common_shingles)
GROUP BY shingle HAVING count(*) > 1
"""
_TEXTS_WITH = "SELECT sketch FROM shingles WHERE shingle = ?"
_KNOWN = "SELECT body_key, id, path, week FROM sketches"


class Source(NamedTuple):
    """Where a text is read: the path of its earliest clip; and the number of the week of that clip, or None."""

    path: str
    week: int | None


class Sketches:
    """The sketches of texts by their ids; those used last are cached."""

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


def update_clusters(cursor: "Cursor", root: str, texts: Mapping[bytes, Source], progress: Progress) -> bool:
    """Bring the sketches and their clusters up to date with all texts, given by their hashes; a new one is read once.

    Return whether every text could be read.
    """
    known = {
        key: (sketch_id, Source(schema.decode_path(path), week))
        for key, sketch_id, path, week in cursor.execute(_KNOWN)
    }
    outdated = {key for key, (_, source) in known.items() if key not in texts or texts[key].path != source.path}
    new = [(key, source) for key, source in texts.items() if key not in known or key in outdated]
    moved = [
        (source.week, known[key][0])
        for key, source in texts.items()
        if key in known and key not in outdated and known[key][1].week != source.week
    ]
    outdated_ids = [known[key][0] for key in outdated]
    changed = [*outdated_ids, *(sketch_id for _, sketch_id in moved)]
    is_many = len(new) + len(changed) > FEW
    suspects = set() if is_many else _shingles_of(cursor, changed)
    reduced = {_cluster(cursor, sketch_id) for sketch_id in outdated_ids}
    _delete(cursor, outdated_ids)
    cursor.executemany("UPDATE sketches SET week = ? WHERE id = ?", moved)
    (last,) = cursor.execute("SELECT coalesce(max(id), 0) FROM sketches").fetchone()
    read = _insert(cursor, last + 1, new, rows.sketches(root, [(key, source.path) for key, source in new], progress))
    if is_many:
        _cluster_all(cursor)
    elif changed or read:
        added = range(last + 1, last + 1 + read)
        turned = _update_common(cursor, suspects | _shingles_of(cursor, added))
        reduced |= {_cluster(cursor, sketch_id) for shingle in turned for sketch_id in _texts_with(cursor, shingle)}
        _cluster_again(cursor, added, reduced)
    return read == len(new)


def _delete(cursor: "Cursor", outdated: Iterable[int]) -> None:
    for sketch_id in outdated:
        own = shingles.decode(_sketch(cursor, sketch_id))
        cursor.executemany(
            "DELETE FROM shingles WHERE shingle = ? AND sketch = ?", [(shingle, sketch_id) for shingle in own]
        )
        cursor.execute("DELETE FROM sketches WHERE id = ?", (sketch_id,))


def _insert(
    cursor: "Cursor", first: int, new: Iterable[tuple[bytes, Source]], sketches: Iterator[tuple[bytes, bytes]]
) -> int:
    """Store sketches with ids from `first` on; return how many."""
    sources = dict(new)
    last = first
    while batch := list(islice(sketches, _BATCH)):
        with_ids = list(enumerate(batch, last))
        last += len(batch)
        cursor.executemany(
            "INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?)",
            [
                (sketch_id, key, schema.encode_path(sources[key].path), sources[key].week, sketch_id, sketch)
                for sketch_id, (key, sketch) in with_ids
            ],
        )
        cursor.executemany(
            "INSERT INTO shingles VALUES (?, ?)",
            sorted((shingle, sketch_id) for sketch_id, (_, sketch) in with_ids for shingle in shingles.decode(sketch)),
        )
    return last - first


def _update_common(cursor: "Cursor", suspects: Iterable[int]) -> list[int]:
    """Look which of some shingles are boilerplate; return those that were not before, or are no longer."""
    turned: list[int] = []
    for shingle in suspects:
        limits = (MAX_TEXTS, MAX_WEEKS, MAX_UNDATED, shingle, MAX_TEXTS + 1)
        is_common = bool(cursor.execute(_IS_COMMON, limits).fetchone()[0])
        was_common = bool(cursor.execute("SELECT 1 FROM common_shingles WHERE shingle = ?", (shingle,)).fetchone())
        if is_common is not was_common:
            turned.append(shingle)
            change = (
                "INSERT INTO common_shingles VALUES (?)"
                if is_common
                else "DELETE FROM common_shingles WHERE shingle = ?"
            )
            cursor.execute(change, (shingle,))
    return turned


def _cluster_all(cursor: "Cursor") -> None:
    cursor.execute("DELETE FROM common_shingles")
    least = min(MAX_TEXTS, MAX_WEEKS, MAX_UNDATED)
    cursor.execute(_INSERT_COMMON, (least, MAX_TEXTS, MAX_WEEKS, MAX_UNDATED))
    clusters = Clusters()
    _join(Sketches(cursor), clusters, _all_pairs(cursor))
    _store(cursor, clusters, cursor.execute("SELECT id, cluster FROM sketches").fetchall())


def _cluster_again(cursor: "Cursor", added: Iterable[int], reduced: Collection[int]) -> None:
    """Compare new texts, and those of some clusters, with all texts that share a shingle with them."""
    old = cursor.execute("SELECT id, cluster FROM sketches").fetchall()
    todo = {*added, *(sketch_id for sketch_id, cluster in old if cluster in reduced)}
    clusters = Clusters((sketch_id, sketch_id if sketch_id in todo else cluster) for sketch_id, cluster in old)
    _join(Sketches(cursor), clusters, _pairs_with(cursor, todo))
    _store(cursor, clusters, old)


def _store(cursor: "Cursor", clusters: Clusters, old: Iterable[tuple[int, int]]) -> None:
    changed = [(new, sketch_id) for sketch_id, cluster in old if (new := clusters.find(sketch_id)) != cluster]
    cursor.executemany("UPDATE sketches SET cluster = ? WHERE id = ?", changed)


def _all_pairs(cursor: "Cursor") -> Iterator[tuple[int, int]]:
    """Yield all pairs of texts that share a shingle which is not boilerplate, as ids, the lower id first."""
    for (listed,) in cursor.execute(_SHARED).fetchall():
        ids = sorted(map(int, listed.split(",")))
        for place, higher in enumerate(ids):
            for lower in ids[:place]:
                yield lower, higher


def _pairs_with(cursor: "Cursor", todo: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a few texts with all that share such a shingle with them, as ids, the lower id first."""
    common = Sketches(cursor).common
    for sketch_id in sorted(todo):
        for shingle in shingles.decode(_sketch(cursor, sketch_id)):
            if shingle not in common:
                others = _texts_with(cursor, shingle)
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
    return [sketch_id for (sketch_id,) in cursor.execute(_TEXTS_WITH, (shingle,))]


def _shingles_of(cursor: "Cursor", sketch_ids: Iterable[int]) -> set[int]:
    return {shingle for sketch_id in sketch_ids for shingle in shingles.decode(_sketch(cursor, sketch_id))}


def _sketch(cursor: "Cursor", sketch_id: int) -> bytes:
    (sketch,) = cursor.execute("SELECT sketch FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
    return bytes(sketch)


def _cluster(cursor: "Cursor", sketch_id: int) -> int:
    (cluster,) = cursor.execute("SELECT cluster FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
    return int(cluster)
