"""All clips of the index by their ids, for a list that is longer than a screen and asked for again with each key.

A query is answered with ids alone, and those are sorted by an array in memory: SQLite would read the date and the path
of each clip to sort them, which takes five times as long.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from clipper.index import one_per_story, schema, sql
from clipper.index.selection import select
from clipper.query import Everything, Node

if TYPE_CHECKING:
    from clipper.index.index import Index
    from clipper.index.schema import Row
    from clipper.model.clip import StoredClip, StoryClip

Ids: TypeAlias = "array[int]"
"""The ids of clips, eight bytes each."""

State: TypeAlias = tuple[int, int, int]
"""What tells whether the clips of the index are the same as before; after a change it differs."""

_STATE = "SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'clips'), (SELECT count(*) FROM clips)"
_WITH_WORDS = "SELECT rowid FROM texts WHERE texts MATCH ?"
_ALWAYS = "1"
_CACHE_KIB = 8 * 1024
_NOWHERE = -1
_MOST_IDS = 500


class Listing:
    """Answers queries with the ids of clips, the newest clip first, and returns clips by their ids.

    An id is good until the index changes: a clip that changed has another one.
    """

    def __init__(self, index: "Index") -> None:
        self._database = index.database
        self._database.select(f"PRAGMA cache_size = {-_CACHE_KIB}")  # it stays for hours beside other programs
        self._order: Ids = array("q")
        self._places: Ids = array("q")
        self._state: State | None = None

    @property
    def state(self) -> State:
        """The state of the index now."""
        ((last, count),) = self._database.select(_STATE)
        return self._database.generation, last, count

    def folders(self) -> dict[str, tuple[bytes | None, int]]:
        """Return the folders of the last survey, each with the digest and the number of its files."""
        rows = self._database.select("SELECT path, digest, files FROM surveyed")
        return {schema.decode_path(path): (digest, files) for path, digest, files in rows}

    def matching_ids(self, query: Node, *, by_story: bool = False) -> Ids:
        """Return the ids of the clips that match a query, or with `by_story` only of the first clip of each story."""
        self._sort_all()
        if isinstance(query, Everything) and not by_story:
            return self._order[:]
        compiled = sql.compile_query(query)
        if compiled.match and compiled.where == _ALWAYS and not by_story:  # only words: the clips need not be looked up
            rows = self._database.select(_WITH_WORDS, compiled.match, texts=True)
        else:
            selection = select("clips.id", query, None, 0, group_by="", by_story=by_story)
            texts = selection.needs_texts
            rows = self._database.select(selection.statement, *selection.parameters, texts=texts, stories=by_story)
        self._sort_all()  # the index may have been built again meanwhile
        places = self._places
        found = sorted(places[clip_id] for (clip_id,) in rows if clip_id < len(places))
        return array("q", [self._order[place] for place in found if place != _NOWHERE])

    def clips(self, ids: Sequence[int]) -> "dict[int, StoredClip]":
        """Return clips by their ids, without their bodies; those that are gone are left out."""
        return {clip_id: schema.stored_clip(row) for clip_id, row in self._rows(ids, schema.COLUMNS)}

    def story_clips(self, ids: Sequence[int]) -> "dict[int, StoryClip]":
        """Return clips by their ids, each with the other clips of its story."""
        columns = f"{one_per_story.PICKUPS}, {schema.COLUMNS}"
        return {clip_id: one_per_story.story_clip(row) for clip_id, row in self._rows(ids, columns, stories=True)}

    def _rows(self, ids: Sequence[int], columns: str, *, stories: bool = False) -> "Iterator[tuple[int, Row]]":
        for start in range(0, len(ids), _MOST_IDS):
            some = ids[start : start + _MOST_IDS]
            statement = f"SELECT clips.id, {columns} FROM clips WHERE id IN (?{', ?' * (len(some) - 1)})"  # noqa: S608 - our own names
            for clip_id, *row in self._database.select(statement, *some, stories=stories):
                yield clip_id, tuple(row)

    def handles(self, ids: Iterable[int]) -> dict[str, str]:
        """Return the handles of clips by their paths, in the order of the ids."""
        rows = self._database.select("SELECT id, path, handle FROM clips")
        by_id = {clip_id: (schema.decode_path(path), handle) for clip_id, path, handle in rows}
        return dict(by_id[clip_id] for clip_id in ids if clip_id in by_id)

    def id_at(self, path: str) -> int | None:
        """Return the id of the clip at a path; None if there is none."""
        rows = self._database.select("SELECT id FROM clips WHERE path = ?", schema.encode_path(path))
        return int(rows[0][0]) if rows else None

    def _sort_all(self) -> None:
        """Bring the order of all clips up to date."""
        state = self.state
        if state == self._state:
            return
        rows = self._database.select("SELECT id FROM clips ORDER BY sort_key DESC, path")
        self._order = array("q", [clip_id for (clip_id,) in rows])
        self._places = array("q", [_NOWHERE]) * (max(self._order, default=0) + 1)
        for place, clip_id in enumerate(self._order):
            self._places[clip_id] = place
        self._state = self.state
