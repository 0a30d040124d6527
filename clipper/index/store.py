"""The store: the file in which the index lies, kept up to date, and thrown away at the first sign of trouble."""

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from clipper import __version__
from clipper.index import refresh, schema
from clipper.index.seal import Seal
from clipper.system.progress import Progress

PATIENCE = 0.5
"""Seconds for which another process may hold the index; after that the command does without."""

_SCHEMA = f"""{schema.SCHEMA.strip()}
CREATE TABLE surveyed (path TEXT PRIMARY KEY, digest BLOB, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE about (archive TEXT NOT NULL);
"""
_VERSION = zlib.crc32(f"{__version__} {_SCHEMA}".encode()) & 0x7FFFFFFF
_CACHE_KIB = 64 * 1024  # with SQLite's 2 MB the first index of 100 000 clips takes half as long again
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_TROUBLE = (sqlite3.Error, ValueError, OSError)

_Result = TypeVar("_Result")


class Store:
    """The tables of an archive's index, in a file if that can be, else in memory.

    With `fresh` they agree with the files of the archive when the store is made.
    """

    def __init__(self, root: str, file: Path, progress: Progress, *, fresh: bool) -> None:
        self._root = root
        self._file = file
        self._watch = progress
        self._fresh = fresh
        self._seal = Seal(file, PATIENCE)
        self._has_file = False
        self.skipped: list[tuple[str, str]] = []
        """What stands in the archive and is no clip, with the reason why."""
        self._connection = self._opened()

    def ask(self, said: str, *parameters: Any, words: bool = False, stories: bool = False) -> list[tuple[Any, ...]]:
        """Return the rows that a statement selects.

        With `words`, those of every clip are in `texts` by then; with `stories`, the clips are compared.
        """
        return self._careful(lambda: self._selected(said, parameters, words=words, stories=stories))

    def consult(self, work: Callable[[sqlite3.Cursor], _Result]) -> _Result:
        """Return what comes of several questions, begun anew where the index fails; the words are in `texts`."""
        return self._careful(lambda: self._consulted(work))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _selected(self, said: str, parameters: tuple[Any, ...], *, words: bool, stories: bool) -> list[tuple[Any, ...]]:
        if stories:
            from clipper.index.stories import relate  # hardly any command asks for them

            if relate(self._connection, self._root, self._watch):
                self._settle(self._connection)
        if words:
            self._take_in_words()
        return self._connection.execute(said, parameters).fetchall()

    def _consulted(self, work: Callable[[sqlite3.Cursor], _Result]) -> _Result:
        self._take_in_words()
        return work(self._connection.cursor())

    def _take_in_words(self) -> None:
        if refresh.search_words(self._connection, self._root, self._watch):
            self._settle(self._connection)

    def _careful(self, work: Callable[[], _Result]) -> _Result:
        """Do something with the index; where it fails, throw the index away, build it again, and do it once more."""
        try:
            return work()
        except _TROUBLE as error:
            self._connection.close()
            if _is_busy(error):
                self._connection = self._in_memory()
            else:
                discard(self._file)
                self._connection = self._opened()
            return work()

    def _opened(self) -> sqlite3.Connection:
        """Return an up-to-date index: the file's, a new one if that is of no use, else one in memory."""
        for discarded in (False, True):
            try:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._in_file()
            except _TROUBLE as error:
                if discarded or _is_busy(error):
                    break
                discard(self._file)
        return self._in_memory()

    def _in_file(self) -> sqlite3.Connection:
        self._has_file = True
        with self._seal.held():
            if not self._seal.is_whole():
                discard(self._file)
            connection = sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)
            try:
                if _prepare(connection, self._root) or self._has_unsettled():
                    self._checkpoint(connection)
            except BaseException:
                connection.close()
                raise
        return self._refreshed(connection)

    def _in_memory(self) -> sqlite3.Connection:
        self._has_file = False
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _prepare(connection, self._root)
        return self._refreshed(connection)

    def _refreshed(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        try:
            if self._fresh:
                self.skipped = refresh.refresh(connection, self._root, self._watch)
                self._settle(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _settle(self, connection: sqlite3.Connection) -> None:
        """Bring what was written from SQLite's journal into the file, and seal it."""
        if self._has_file and self._has_unsettled():
            with self._seal.held():
                if not self._seal.is_whole():
                    raise ValueError("another program wrote into the index")
                self._checkpoint(connection)

    def _checkpoint(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._seal.put()

    def _has_unsettled(self) -> bool:
        with suppress(FileNotFoundError):
            return bool(Path(f"{self._file}-wal").stat().st_size)
        return False


def _prepare(connection: sqlite3.Connection, root: str) -> bool:
    """Make the tables, and return True; or see that they are those of this program and archive, else a ValueError."""
    # The file itself changes only where it is sealed afterwards, never at the end of a transaction.
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == _VERSION:
        if connection.execute("SELECT archive FROM about").fetchall() != [(schema.spelled(root),)]:
            raise ValueError("the index of another archive")
        return False
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise ValueError("the index of another version")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for statement in _SCHEMA.strip().split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?)", (schema.spelled(root),))
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    return True


def _is_busy(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or getattr(error, "sqlite_errorcode", None) in _BUSY


def discard(file: Path) -> None:
    """Throw an index away, whatever stands in its place; what cannot be removed is left."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{file}{end}").unlink()
