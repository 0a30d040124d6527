"""The index: a SQLite database of what lists and searches need.

It is a cache of the files of the archive, and is thrown away and built again at the first sign of damage.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from clipper.index import names, one_per_story, orders, schema, sql
from clipper.index.database import Database
from clipper.index.scan import UNREAD_FILE, UNREAD_FOLDER
from clipper.index.schema import Row
from clipper.index.selection import select
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip, StoryClip
from clipper.query import Everything, Has, Is, Node, all_of, negate
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours
    from clipper.index.phrases import PhraseSearch
    from clipper.index.related import RelatedClip
    from clipper.index.similar import SimilarClip
    from clipper.index.story_members import StoryMember

DayCount: TypeAlias = tuple[int | None, int | None, str, bool, int]
"""The first day of a date and the day after its last one, None without a date; a source, or tags with line ends
between; whether the clips are unreadable, as 0 or 1; the number of clips."""

OutletCount: TypeAlias = tuple[str, str, int, str, str]
"""A source, or a host if the clips have no source; the number of clips; the first and the last date, each as it sorts,
a blank, and as the clip states it, or empty."""

_EVERYTHING = Everything()
_COLUMNS_OF_ROW = "clips.handle, clips.date, clips.source, clips.title, replace(clips.tags, char(10), ','), clips.path"
_PATH = 5
_FIRST, _LAST = (f"coalesce({end}(nullif(clips.sort_key, '') || ' ' || clips.date), '')" for end in ("min", "max"))


class Index:
    """What the files of the archive contained when the index was last brought up to date.

    With `refresh` it is brought up to date when it is made; the method `refresh` does it again.
    """

    def __init__(self, root: Path, file: Path, progress: Progress, *, refresh: bool = True) -> None:
        self._root = str(root)
        self.database = Database(self._root, file, progress, fresh=refresh)

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """The paths in the archive that are skipped since they are not clips, each with the reason."""
        return self.database.skipped

    def search(self, query: Node, sort: str, limit: int) -> Iterator[StoredClip]:
        """Yield the clips that match a query, without their bodies; with `limit` 0 all of them."""
        return map(schema.stored_clip, self._select(schema.COLUMNS, query, sort, limit))

    def search_by_story(self, query: Node, sort: str, limit: int) -> Iterator[StoryClip]:
        """Yield the clips that match a query, but of each story only the earliest of them, with its pick-ups."""
        columns = f"{one_per_story.PICKUPS}, {schema.COLUMNS}"
        return map(one_per_story.story_clip, self._select(columns, query, sort, limit, by_story=True))

    def rows(self, query: Node, sort: str, limit: int, *, by_story: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags with commas between, and path of the clips that match a query.

        With `by_story` these are the clips of `search_by_story`, and the last column has the handles of the other clips
        of the story, with commas between.
        """
        columns = f"{_COLUMNS_OF_ROW}, {one_per_story.HANDLES}" if by_story else _COLUMNS_OF_ROW
        rows = self._select(columns, query, sort, limit, by_story=by_story)
        return (
            row if isinstance(row[_PATH], str) else (*row[:_PATH], schema.decode_path(row[_PATH]), *row[_PATH + 1 :])
            for row in rows
        )

    def count(self, query: Node, *, by_story: bool = False) -> int:
        """Count the clips that match a query, or with `by_story` those that `search_by_story` yields."""
        ((count,),) = self._select("count(*)", query, None, 0, by_story=by_story)
        return int(count)

    def unread(self) -> list[tuple[str, str]]:
        """Return the files and folders that could not be read, each with the reason: no search finds their clips."""
        statement = "SELECT path, problem FROM clips WHERE problem <> '' AND problem LIKE ? || ':%' ORDER BY path"
        files = [(schema.decode_path(path), problem) for path, problem in self.database.select(statement, UNREAD_FILE)]
        return [*(item for item in self.skipped if item[1].startswith((UNREAD_FOLDER, UNREAD_FILE))), *files]

    def count_unreadable(self, query: Node) -> int:
        """Count the clips that match a query and cannot be read."""
        return self.count(all_of((query, Is("unreadable"))))

    def count_by_day(self, query: Node, group_by: str = "", *, by_story: bool = False) -> list[DayCount]:
        """Count the clips that match a query by the days of their dates, and by `source` or `tags` if one is given.

        With `by_story` only the clips count that `search_by_story` yields.
        """
        group = f"clips.{group_by}" if group_by else "''"
        columns = f"clips.day_from, clips.day_to, {group}, clips.problem <> ''"
        return self._select(f"{columns}, count(*)", query, None, 0, group_by=columns, by_story=by_story)

    def describe_order(self, query: Node, sort: str) -> str:
        """Return the order of a list in words."""
        key, reverse = orders.parse(sort, ranked=bool(sql.compile_query(query).match))
        return orders.describe(key, reverse=reverse)

    def get(self, path: str) -> StoredClip | None:
        """Return the clip at a path."""
        return next(self._clips("path = ?", schema.encode_path(path)), None)

    def with_handle(self, prefix: str, limit: int) -> list[StoredClip]:
        """Return the first clips whose handle begins with a prefix."""
        return list(islice(self._clips("handle >= ? AND handle < ? || '{'", prefix, prefix), limit))

    def with_name(self, part: str, limit: int) -> list[StoredClip]:
        """Return the first clips with a file name, or if there are none, with a part of it; case and blanks aside."""
        return self._first(names.with_name(self._paths(), part), limit)

    def with_former_handle(self, handle: str, limit: int) -> list[StoredClip]:
        """Return the first clips that had a handle when other clips had their name, or none had it."""
        return self._first(names.with_former_handle(self._paths(), handle), limit)

    def handle_of_new(self, path: str) -> str:
        """Return the handle that a clip which is not in the index yet has at a path."""
        own = naming.handle(path)
        others = self.database.select("SELECT 1 FROM clips WHERE name_handle = ? AND path <> ? LIMIT 1", own, path)
        return naming.path_handle(path) if others else own

    def _first(self, paths: Iterable[str], limit: int) -> list[StoredClip]:
        return [stored for path in islice(paths, limit) if (stored := self.get(path))]

    def _paths(self) -> list[str]:
        rows = self.database.select("SELECT path FROM clips ORDER BY sort_key DESC, path")
        return [schema.decode_path(path) for (path,) in rows]

    def adjacent_handles(self, handle: str) -> tuple[str | None, str | None]:
        """Return the handles just before and just after a handle in the sorted list of all."""
        before = "SELECT max(handle) FROM clips WHERE handle < ?"
        after = "SELECT min(handle) FROM clips WHERE handle > ?"
        ((previous, following),) = self.database.select(f"SELECT ({before}), ({after})", handle, handle)
        return previous, following

    def related(self, clip: Clip, address: str, body: bytes | None) -> "list[RelatedClip]":
        """Return the stored clips with the address, the body or the title of a clip, as `related.find` does."""
        from clipper.index import related

        return related.find(self.database.select, clip, address, body)

    def story_of_new(self, clip: Clip) -> StoredClip | None:
        """Return a stored clip whose story a new clip tells, as `story_of_new.find` does."""
        from clipper.index import story_of_new

        return story_of_new.find(self.database.select, clip)

    def read_body(self, path: str) -> str:
        """Return the body of a clip, as `rows.read_body` does."""
        from clipper.index.rows import read_body

        return read_body(self._root, path)

    def stories(self, query: Node) -> "Iterator[StoryMember]":
        """Yield the members of the stories of which a clip matches a query, as `story_members.read` does."""
        from clipper.index import story_members

        return story_members.read(self.database, query)

    def neighbours(self, stored: StoredClip) -> "Neighbours":
        """Return the neighbours of a clip."""
        from clipper.index import neighbours

        return neighbours.find(self.database.select, stored.path)

    def tag_counts(self, query: Node = _EVERYTHING) -> dict[str, int]:
        """Return the tags of the clips that match a query, each spelling with the number of clips that have it."""
        counts: Counter[str] = Counter()
        for tags, count, _ in self.tag_sets(query):
            counts.update(dict.fromkeys(tags, count))
        return counts

    def source_counts(self) -> dict[str, int]:
        """Return all sources, each spelling with the number of its clips."""
        return dict(self.database.select("SELECT source, count(*) FROM clips WHERE source <> '' GROUP BY source"))

    def has_key(self, key: str) -> bool:
        """Tell whether a clip has a text under a key that is not a field."""
        folded = key.casefold().encode("utf-8", "replace").decode()  # no header has what is not valid text
        return bool(self.database.select("SELECT 1 FROM fields WHERE key = ? LIMIT 1", folded))

    def own_keys(self) -> set[str]:
        """Return the keys of all headers that are not fields, in casefolded form, also those without a value."""
        extras = self.database.select("SELECT DISTINCT extra FROM clips WHERE extra <> ''")
        return {key.casefold() for (extra,) in extras for key in schema.decode_extra(extra)}

    def tag_sets(self, query: Node) -> Iterator[tuple[list[str], int, str]]:
        """Yield the different lists of tags, the number of clips of a query that have just these, and the newest date.

        The date is as in an `OutletCount`.
        """
        rows = self._select(f"clips.tags, count(*), {_LAST}", query, None, 0, group_by="clips.tags")
        return ((tags.split("\n"), count, last) for tags, count, last in rows if tags)

    def similar(self, path: str, terms: Mapping[str, float], limit: int) -> "list[SimilarClip]":
        """Return the tagged clips that share the most rare words with a text, given as `find_similar` takes it."""
        from clipper.index.similar import find_similar  # hardly any command asks for them

        return self.database.with_cursor(lambda cursor: find_similar(cursor, path, terms, limit))

    def tag_usage(self, path: str, words: Sequence[str], tag: str, *, title: bool) -> tuple[int, int]:
        """Return how many of the other tagged clips with some words have a folded tag, and how many have the words."""
        from clipper.index.similar import tag_usage

        return self.database.with_cursor(lambda cursor: tag_usage(cursor, path, words, tag, title=title))

    def phrases(self, among: frozenset[str] | None = None) -> "PhraseSearch":
        """Return a search for phrases, with `among` only in the clips at these paths."""
        from clipper.index.phrases import PhraseSearch

        return PhraseSearch(self.database, among)

    def outlets(self, query: Node) -> list[OutletCount]:
        """Count the clips that match a query by their source, and those without a source by their host."""
        columns = f"count(*), {_FIRST}, {_LAST}"
        rows = self._select(f"clips.source, '', {columns}", query, None, 0, group_by="clips.source")
        if any(not source for source, *_ in rows):  # the small index of SQLite that answers this has no hosts
            rows = [row for row in rows if row[0]]
            without_source = all_of((query, negate(Has("source"))))
            rows += self._select(f"'', clips.host, {columns}", without_source, None, 0, group_by="clips.host")
        return rows

    def refresh(self) -> None:
        """Bring it up to date with the files of the archive once more."""
        self.database.refresh()

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def _clips(self, where: str, *parameters: Any) -> Iterator[StoredClip]:
        statement = f"SELECT {schema.COLUMNS} FROM clips WHERE {where} ORDER BY path"  # noqa: S608 - our own conditions
        return map(schema.stored_clip, self.database.select(statement, *parameters))

    def _select(
        self, columns: str, query: Node, sort: str | None, limit: int, *, group_by: str = "", by_story: bool = False
    ) -> list[Row]:
        """Return columns of the clips that match a query, sorted unless `sort` is None."""
        selection = select(columns, query, sort, limit, group_by=group_by, by_story=by_story)
        texts = selection.needs_texts
        return self.database.select(selection.statement, *selection.parameters, texts=texts, stories=by_story)
