"""The index: what lists and searches need, in SQLite. It can be thrown away, and is, at the first sign of trouble."""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from clipper import __version__, text
from clipper.clip import Kept
from clipper.errors import UsageError
from clipper.index import refresh, sql, tables
from clipper.index.entries import Watch
from clipper.query import Is, Node, all_of

PATIENCE = 0.5
"""Seconds for which another process may hold the index; after that the command does without."""

_SCHEMA = f"""{tables.SCHEMA.strip()}
CREATE TABLE surveyed (path TEXT PRIMARY KEY, digest BLOB, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE about (archive TEXT NOT NULL);
"""
_VERSION = zlib.crc32(f"{__version__} {_SCHEMA}".encode()) & 0x7FFFFFFF
_IN_MEMORY = ":memory:"
_ROW = "clips.handle, clips.date, clips.source, clips.title, replace(clips.tags, char(10), ','), clips.path"
_SORTS = {
    "date": ("clips.sorted DESC, clips.path", "clips.sorted, clips.path DESC", "newest first", "oldest first"),
    "clipped": (
        "clips.clipped_from DESC, clips.clipped DESC, clips.path",
        "clips.clipped_from, clips.clipped, clips.path DESC",
        "last kept first",
        "first kept first",
    ),
    "title": (
        "clips.title COLLATE NOCASE, clips.path",
        "clips.title COLLATE NOCASE DESC",
        "by title",
        "by title, from Z",
    ),
    "source": (
        "clips.source COLLATE NOCASE, clips.sorted DESC, clips.path",
        "clips.source COLLATE NOCASE DESC, clips.sorted DESC, clips.path",
        "by source",
        "by source, from Z",
    ),
    "words": ("clips.words DESC, clips.path", "clips.words, clips.path DESC", "longest first", "shortest first"),
    "relevance": (
        "bm25(texts, 10.0, 4.0, 1.0), clips.sorted DESC",
        "bm25(texts, 10.0, 4.0, 1.0) DESC, clips.sorted DESC",
        "best match first",
        "worst match first",
    ),
}


_Result = TypeVar("_Result")


class Index:
    """What the archive holds, as it stood when the index was last brought up to date."""

    def __init__(self, root: Path, file: Path, watch: Watch, *, refresh: bool = True) -> None:
        self._root = str(root)
        self._refresh = refresh
        self._file = file
        self._watch = watch
        self.skipped: list[tuple[str, str]] = []
        """What stands in the archive and is no clip, with the reason why."""
        self._connection = self._opened()

    def kept(self, asked: Node, sort: str, limit: int) -> Iterator[Kept]:
        """Yield the clips that answer to a query, without their bodies; `limit` 0 is all."""
        return map(tables.kept, self._select(tables.COLUMNS, asked, sort, limit))

    def rows(self, asked: Node, sort: str, limit: int) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags with commas between, and path."""
        rows = self._select(_ROW, asked, sort, limit)
        return (row if isinstance(row[-1], str) else (*row[:-1], tables.path_of(row[-1])) for row in rows)

    def count(self, asked: Node) -> int:
        """Return how many clips answer to a query."""
        ((number,),) = self._select("count(*)", asked, None, 0)
        return int(number)

    def count_unreadable(self, asked: Node) -> int:
        """Return how many of the clips that answer to a query cannot be read."""
        return self.count(all_of((asked, Is("unreadable"))))

    def order(self, asked: Node, sort: str) -> str:
        """Say in which order a list stands."""
        key, reverse = self._sort(sort, ranked=bool(sql.speak(asked).match))
        return _SORTS[key][3 if reverse else 2]

    def at(self, path: str) -> Kept | None:
        """Return the clip at a path."""
        return next(self._clips("path = ?", tables.spelled(path)), None)

    def called(self, beginning: str, most: int) -> list[Kept]:
        """Return the first clips whose handle begins so."""
        return list(islice(self._clips("handle >= ? AND handle < ? || '{'", beginning, beginning), most))

    def with_part(self, part: str, most: int) -> list[Kept]:
        """Return the first clips whose file name is this, else those that hold it, case and blanks aside."""
        wanted = text.fold(text.slug(part, len(part.encode())) or part)
        paths = [tables.path_of(path) for (path,) in self._ask("SELECT path FROM clips ORDER BY sorted DESC, path")]
        stems = [(path, text.fold(path.rpartition("/")[2].removesuffix(".md"))) for path in paths]
        found = [path for path, stem in stems if stem == wanted] or [path for path, stem in stems if wanted in stem]
        return [kept for path in found[:most] if (kept := self.at(path))]

    def neighbours(self, handle: str) -> tuple[str | None, str | None]:
        """Return the handles that stand before and after one in the sorted list of all."""
        before = "SELECT max(handle) FROM clips WHERE handle < ?"
        after = "SELECT min(handle) FROM clips WHERE handle > ?"
        ((one, other),) = self._ask(f"SELECT ({before}), ({after})", handle, handle)
        return one, other

    def twin(self, keys: Collection[bytes | str]) -> Kept | None:
        """Return a clip that has one of these bodies, by `tables.body_key`, or addresses, by `urls.key`."""
        for key in keys:
            found = next(self._clips("body_key = ?" if isinstance(key, bytes) else "url_key = ?", key), None)
            if found:
                return found
        return None

    def tags(self) -> dict[str, int]:
        """Return every tag as it is written, with the number of clips that bear it."""
        counts: Counter[str] = Counter()
        for tags, number in self._ask("SELECT tags, count(*) FROM clips WHERE tags <> '' GROUP BY tags"):
            counts.update(dict.fromkeys(tags.split("\n"), number))
        return counts

    def sources(self) -> dict[str, int]:
        """Return every outlet as it is written, with the number of its clips."""
        return dict(self._ask("SELECT source, count(*) FROM clips WHERE source <> '' GROUP BY source"))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _clips(self, where: str, *parameters: Any) -> Iterator[Kept]:
        asked = f"SELECT {tables.COLUMNS} FROM clips WHERE {where} ORDER BY path"  # noqa: S608 - our own conditions
        return map(tables.kept, self._ask(asked, *parameters))

    def _select(self, columns: str, asked: Node, sort: str | None, limit: int) -> list[tuple[Any, ...]]:
        spoken = sql.speak(asked)
        if spoken.needs_text:
            self._careful(lambda: refresh.search_words(self._connection, self._root, self._watch))
        tables, where = "clips", spoken.where
        if spoken.match:
            tables, where = "texts JOIN clips ON clips.id = texts.rowid", f"texts MATCH ? AND {where}"
        order = ""
        if sort is not None:
            key, reverse = self._sort(sort, ranked=bool(spoken.match))
            order = f" ORDER BY {_SORTS[key][reverse]}"
        matched = (spoken.match,) if spoken.match else ()
        said = f"SELECT {columns} FROM {tables} WHERE {where}{order} LIMIT ?"  # noqa: S608 - parameters carry the user's
        return self._ask(said, *matched, *spoken.parameters, limit or -1)

    def _sort(self, sort: str, *, ranked: bool) -> tuple[str, bool]:
        key = sort.removeprefix("-")
        if key and key not in _SORTS:
            raise UsageError(f"a list cannot be sorted by “{text.safe(key)}”; it can by {', '.join(_SORTS)}")
        if not ranked and key == "relevance":
            key = "date"
        return key or ("relevance" if ranked else "date"), sort.startswith("-")

    def _ask(self, said: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._careful(lambda: self._connection.execute(said, parameters).fetchall())

    def _careful(self, work: Callable[[], _Result]) -> _Result:
        """Do something with the index; where it fails, throw the index away, build it again, and do it once more."""
        try:
            return work()
        except (sqlite3.Error, ValueError, OSError):
            self._connection.close()
            discard(self._file)
            self._connection = self._opened()
            return work()

    def _opened(self) -> sqlite3.Connection:
        """Return an up-to-date index: the file's, a new one if that is of no use, else one in memory."""
        for discarded in (False, True):
            try:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._connected(str(self._file))
            except (sqlite3.Error, ValueError, OSError) as error:
                if discarded or _is_busy(error):
                    break
                discard(self._file)
        return self._connected(_IN_MEMORY)

    def _connected(self, file: str) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, self._root)
            if self._refresh:
                self.skipped = refresh.refresh(connection, self._root, self._watch)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, root: str) -> None:
    """Make the tables, or see that they are those of this program and this archive; else raise ValueError."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == _VERSION:
        if connection.execute("SELECT archive FROM about").fetchall() != [(tables.spelled(root),)]:
            raise ValueError("the index of another archive")
        return
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise ValueError("the index of another version")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if connection.execute("PRAGMA user_version").fetchone() == (version,):
            for statement in _SCHEMA.strip().split(";\n"):
                connection.execute(statement)
            connection.execute("INSERT INTO about VALUES (?)", (tables.spelled(root),))
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }


def discard(file: Path) -> None:
    """Throw an index away, whatever stands in its place; what cannot be removed is left."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{file}{end}").unlink()
