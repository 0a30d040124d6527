"""The index: what lists and searches need, in SQLite. It can be thrown away, and is, at the first sign of trouble."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from sys import maxsize
from typing import TYPE_CHECKING, Any, TypeAlias

from clipper import text
from clipper.index import one_per_story, orders, sql
from clipper.index import schema as tables
from clipper.index.store import Store
from clipper.model.clip import StoredClip, StoryClip
from clipper.query import Everything, Has, Is, Node, all_of, none_of
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from clipper.index.around import Neighbours
    from clipper.index.similar import Neighbour

_ROW = "clips.handle, clips.date, clips.source, clips.title, replace(clips.tags, char(10), ','), clips.path"
_PATH = 5
_EVERYTHING = Everything()
Key: TypeAlias = bytes | str | tuple[str, str, str]
"""By what a clip is known: its body (`tables.body_key`), its address (`urls.key`), or its title, date and source."""

# Each says what the rows of its index have in common, without which SQLite would not use it.
_BY_BODY = "body_key = ?"
_BY_ADDRESS = "url_key = ? AND url_key <> ''"
_NO_MORE_THAN = "title = ? AND date = ? AND source = ? AND body_key IS NULL AND url_key = ''"
_FIRST, _LAST = (f"coalesce({end}(nullif(clips.sorted, '') || ' ' || clips.date), '')" for end in ("min", "max"))
_MATCHED = "clips.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
_STORIES = """
SELECT stories.story, stories.kind, stories.share, {columns} FROM stories JOIN clips ON clips.id = stories.clip
JOIN clips AS earliest ON earliest.id = stories.story
WHERE stories.story IN (SELECT stories.story FROM stories JOIN clips ON clips.id = stories.clip WHERE {where})
ORDER BY earliest.sorted DESC, earliest.path, stories.place
"""


class Index:
    """What the archive holds, as it stood when the index was last brought up to date."""

    def __init__(self, root: Path, file: Path, progress: Progress, *, refresh: bool = True) -> None:
        self._store = Store(str(root), file, progress, fresh=refresh)

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """What stands in the archive and is no clip, with the reason why."""
        return self._store.skipped

    def search(self, query: Node, sort: str, limit: int) -> Iterator[StoredClip]:
        """Yield the clips that answer to a query, without their bodies; `limit` 0 is all."""
        return map(tables.stored, self._select(tables.COLUMNS, query, sort, limit))

    def search_by_story(self, query: Node, sort: str, limit: int) -> Iterator[StoryClip]:
        """Yield of each story only the earliest of the clips that answer to a query, and the clips of no story."""
        columns = f"{one_per_story.PICKUPS}, {tables.COLUMNS}"
        return map(one_per_story.folded, self._select(columns, query, sort, limit, by_story=True))

    def rows(self, query: Node, sort: str, limit: int, *, by_story: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags with commas between, and path.

        With `by_story` as `search_by_story` does, and with the handles of the other clips of the story, commas between.
        """
        rows = self._select(
            f"{_ROW}, {one_per_story.HANDLES}" if by_story else _ROW, query, sort, limit, by_story=by_story
        )
        return (
            row if isinstance(row[_PATH], str) else (*row[:_PATH], tables.path_of(row[_PATH]), *row[_PATH + 1 :])
            for row in rows
        )

    def count(self, query: Node, *, by_story: bool = False) -> int:
        """Return how many clips answer to a query, with `by_story` how many rows `search_by_story` makes of them."""
        ((number,),) = self._select("count(*)", query, None, 0, by_story=by_story)
        return int(number)

    def count_unreadable(self, query: Node) -> int:
        """Return how many of the clips that answer to a query cannot be read."""
        return self.count(all_of((query, Is("unreadable"))))

    def count_by_day(self, query: Node, of: str = "", *, by_story: bool = False) -> list[tuple[Any, ...]]:
        """Return the days that dates cover, how many clips have them, and with `of` their sources or tags.

        With `by_story` only the clips count that `search_by_story` yields.

        A row is the first day and the one after the last, None without a date, the source or the tags, one a line,
        whether the clips cannot be read, and how many they are.
        """
        group = f"clips.{of}" if of else "''"
        columns = f"clips.day_from, clips.day_to, {group}, clips.problem <> ''"
        return self._select(f"{columns}, count(*)", query, None, 0, group=columns, by_story=by_story)

    def describe_order(self, query: Node, sort: str) -> str:
        """Say in which order a list stands."""
        key, reverse = orders.chosen(sort, ranked=bool(sql.speak(query).match))
        return orders.in_words(key, reverse=reverse)

    def get(self, path: str) -> StoredClip | None:
        """Return the clip at a path."""
        return next(self._clips("path = ?", tables.spelled(path)), None)

    def with_handle(self, beginning: str, most: int) -> list[StoredClip]:
        """Return the first clips whose handle begins so."""
        return list(islice(self._clips("handle >= ? AND handle < ? || '{'", beginning, beginning), most))

    def with_name(self, part: str, most: int) -> list[StoredClip]:
        """Return the first clips whose file name is this, else those that hold it, case and blanks aside."""
        wanted = text.fold(text.slug(part, len(part.encode("utf-8", "replace"))) or part)
        paths = [
            tables.path_of(path) for (path,) in self._store.ask("SELECT path FROM clips ORDER BY sorted DESC, path")
        ]
        stems = [(path, text.fold(path.rpartition("/")[2].removesuffix(".md"))) for path in paths]
        found = [path for path, stem in stems if stem == wanted] or [path for path, stem in stems if wanted in stem]
        return [stored for path in found[:most] if (stored := self.get(path))]

    def adjacent_handles(self, handle: str) -> tuple[str | None, str | None]:
        """Return the handles that stand before and after one in the sorted list of all."""
        before = "SELECT max(handle) FROM clips WHERE handle < ?"
        after = "SELECT min(handle) FROM clips WHERE handle > ?"
        ((one, other),) = self._store.ask(f"SELECT ({before}), ({after})", handle, handle)
        return one, other

    def find_duplicate(self, keys: Iterable[Key]) -> StoredClip | None:
        """Return a clip that has one of these bodies or addresses, or that is no more than one of these titles."""
        for key in keys:
            if isinstance(key, tuple):
                found = self._clips(_NO_MORE_THAN, *key)
            else:
                found = self._clips(_BY_BODY if isinstance(key, bytes) else _BY_ADDRESS, key)
            if one := next(found, None):
                return one
        return None

    def stories(self, query: Node) -> Iterator[tuple[int, str, int | None, StoredClip]]:
        """Yield the clips of each story that has one which answers to a query: story, kind, share in percent, clip.

        The newest story comes first, and in it the earliest clip.
        """
        spoken = sql.speak(query)
        where, given = _answering(spoken)
        said = _STORIES.format(columns=tables.COLUMNS, where=where)
        rows = self._store.ask(said, *given, words=spoken.needs_text, stories=True)
        return ((story, kind, share, tables.stored(row)) for story, kind, share, *row in rows)

    def neighbours(self, whole: StoredClip) -> "Neighbours":
        """Return the clips around one that is given with its body: of its story, with its tags, next in time."""
        from clipper.index import around

        return around.find(self._store.ask, whole.path, whole.clip.body)

    def tag_counts(self, query: Node = _EVERYTHING) -> dict[str, int]:
        """Return every tag of the clips of a query as it is written, with the number of those that bear it."""
        counts: Counter[str] = Counter()
        for tags, number, _ in self.tag_sets(query):
            counts.update(dict.fromkeys(tags, number))
        return counts

    def source_counts(self) -> dict[str, int]:
        """Return every outlet as it is written, with the number of its clips."""
        return dict(self._store.ask("SELECT source, count(*) FROM clips WHERE source <> '' GROUP BY source"))

    def tag_sets(self, query: Node) -> Iterator[tuple[list[str], int, str]]:
        """Yield tags that stand together, the number of clips of a query that bear them, and the newest date.

        A date is as it sorts, a blank, and as the clip states it; empty where no clip has one.
        """
        rows = self._select(f"clips.tags, count(*), {_LAST}", query, None, 0, group="clips.tags")
        return ((tags.split("\n"), number, last) for tags, number, last in rows if tags)

    def similar(self, path: str, terms: Mapping[str, float], most: int) -> "list[Neighbour]":
        """Return the tagged clips that share the most rare words with a clip, its text given as `nearest` takes it."""
        from clipper.index.similar import nearest  # hardly any command asks for them

        return self._store.consult(lambda ask: nearest(ask, path, terms, most))

    def tag_usage(self, path: str, words: Sequence[str], tag: str, *, title: bool) -> tuple[int, int]:
        """Return how many of the other tagged clips that say words have a folded tag, and how many say them."""
        from clipper.index.similar import usage

        return self._store.consult(lambda ask: usage(ask, path, words, tag, title=title))

    def outlets(self, query: Node) -> list[tuple[str, str, int, str, str]]:
        """Return source, host where there is no source, number, first and last date of the clips of a query.

        A date is as in `tag_sets`.
        """
        told = f"count(*), {_FIRST}, {_LAST}"
        rows = self._select(f"clips.source, '', {told}", query, None, 0, group="clips.source")
        if any(not source for source, *_ in rows):  # the host is in no index that is as small
            rows = [row for row in rows if row[0]]
            nameless = all_of((query, none_of(Has("source"))))
            rows += self._select(f"'', clips.host, {told}", nameless, None, 0, group="clips.host")
        return rows

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _clips(self, where: str, *parameters: Any) -> Iterator[StoredClip]:
        query = f"SELECT {tables.COLUMNS} FROM clips WHERE {where} ORDER BY path"  # noqa: S608 - our own conditions
        return map(tables.stored, self._store.ask(query, *parameters))

    def _select(
        self, columns: str, query: Node, sort: str | None, limit: int, *, group: str = "", by_story: bool = False
    ) -> list[tuple[Any, ...]]:
        spoken = sql.speak(query)
        tables, where, given = "clips", spoken.where, spoken.parameters
        if spoken.match:
            tables, where = "texts JOIN clips ON clips.id = texts.rowid", f"texts MATCH ? AND {where}"
            given = (spoken.match, *given)
        before = ""
        if by_story:
            answering, twice = _answering(spoken)
            before, given = one_per_story.LATER.format(answering), (*twice, *given)
            where = f"clips.id NOT IN later AND {where}"
        order = f" GROUP BY {group}" if group else ""
        if sort is not None:
            key, reverse = orders.chosen(sort, ranked=bool(spoken.match))
            order = f" ORDER BY {orders.in_sql(key, reverse=reverse)}"
        said = f"{before}SELECT {columns} FROM {tables} WHERE {where}{order} LIMIT ?"  # noqa: S608 - parameters carry the user's
        return self._store.ask(said, *given, min(limit, maxsize) or -1, words=spoken.needs_text, stories=by_story)


def _answering(spoken: sql.Spoken) -> tuple[str, tuple[str | int, ...]]:
    """Return the whole of a query as a condition on `clips`, unranked, and its parameters."""
    if not spoken.match:
        return spoken.where, spoken.parameters
    return f"{_MATCHED} AND {spoken.where}", (spoken.match, *spoken.parameters)
