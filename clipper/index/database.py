"""The SQLite database of the index: opened, brought up to date, and replaced at the first sign of damage."""

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from clipper import __version__
from clipper.index import refresh, schema
from clipper.index.schema import Row
from clipper.index.seal import Seal
from clipper.model import urls
from clipper.system.progress import Progress

TIMEOUT = 0.5
"""Seconds to wait while another process has the index locked; after that the index is built in memory."""

# `surveyed` has the folders as the last survey found them, with a digest of the files in each and their number;
# `about` the root of the archive.
_SCHEMA = f"""{schema.SCHEMA.strip()}
CREATE TABLE surveyed (path TEXT PRIMARY KEY, digest BLOB, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE about (archive TEXT NOT NULL);
"""
_VERSION = zlib.crc32(f"{__version__} {schema.READING} {urls.KEY_VERSION} {_SCHEMA}".encode()) & 0x7FFFFFFF
_CACHE_KIB = 64 * 1024  # with SQLite's default of 2 MB the first index of 100 000 clips takes half as long again
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FAILURES = (sqlite3.Error, ValueError, OSError)

_Result = TypeVar("_Result")


class Database:
    """The database of an archive's index, in a file if possible, else in memory.

    With `fresh` it is brought up to date with the files of the archive when it is opened.
    """

    def __init__(self, root: str, file: Path, progress: Progress, *, fresh: bool) -> None:
        self._root = root
        self._file = file
        self._progress = progress
        self._fresh = fresh
        self._seal = Seal(file, TIMEOUT)
        self._has_file = False
        self.skipped: list[tuple[str, str]] = []
        """The paths in the archive that are skipped since they are not clips, each with the reason."""
        self.generation = 0
        """How often the index was opened. When it is built again, each clip gets another id."""
        self._connection = self._open()

    def select(self, statement: str, *parameters: Any, texts: bool = False, stories: bool = False) -> list[Row]:
        """Return the rows of a SELECT.

        With `texts` the full-text table is brought up to date before, with `stories` the tables of the stories.
        """
        return self._retry(lambda: self._select(statement, parameters, texts=texts, stories=stories))

    def with_cursor(self, work: Callable[[sqlite3.Cursor], _Result]) -> _Result:
        """Return the result of several statements, with the full-text table up to date.

        `work` is called once more, with a new cursor, if the index fails.
        """
        return self._retry(lambda: self._with_cursor(work))

    def refresh(self) -> None:
        """Bring the index up to date with the files of the archive once more."""
        self._retry(lambda: self._refresh(self._connection))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _select(self, statement: str, parameters: tuple[Any, ...], *, texts: bool, stories: bool) -> list[Row]:
        if stories:
            from clipper.index.stories import update_stories  # hardly any command asks for them

            if update_stories(self._connection, self._root, self._progress):
                self._checkpoint(self._connection)
        if texts:
            self._update_texts()
        return self._connection.execute(statement, parameters).fetchall()

    def _with_cursor(self, work: Callable[[sqlite3.Cursor], _Result]) -> _Result:
        self._update_texts()
        return work(self._connection.cursor())

    def _update_texts(self) -> None:
        if refresh.update_texts(self._connection, self._root, self._progress):
            self._checkpoint(self._connection)

    def _retry(self, work: Callable[[], _Result]) -> _Result:
        """Do some work; if the index fails, throw it away, build it again, and do the work once more."""
        try:
            return work()
        except _FAILURES as error:
            self._connection.close()
            if _is_busy(error):
                self._connection = self._open_in_memory()
            else:
                discard(self._file)
                self._connection = self._open()
            return work()

    def _open(self) -> sqlite3.Connection:
        """Open the index in its file; if that fails build a new one, and if that fails too build it in memory."""
        for discarded in (False, True):
            try:
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._open_file()
            except _FAILURES as error:
                if discarded or _is_busy(error):
                    break
                discard(self._file)
        return self._open_in_memory()

    def _open_file(self) -> sqlite3.Connection:
        self._has_file = True
        with self._seal.lock():
            if not self._seal.is_intact():
                discard(self._file)
            connection = sqlite3.connect(self._file, timeout=TIMEOUT, isolation_level=None)
            try:
                if _prepare(connection, self._root) or self._has_log():
                    self._checkpoint_and_seal(connection)
            except BaseException:
                connection.close()
                raise
        return self._refreshed(connection)

    def _open_in_memory(self) -> sqlite3.Connection:
        self._has_file = False
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _prepare(connection, self._root)
        return self._refreshed(connection)

    def _refreshed(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        self.generation += 1
        try:
            if self._fresh:
                self._refresh(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _refresh(self, connection: sqlite3.Connection) -> None:
        self.skipped = refresh.refresh(connection, self._root, self._progress)
        self._checkpoint(connection)

    def _checkpoint(self, connection: sqlite3.Connection) -> None:
        """Move what was written from SQLite's write-ahead log into the file, and seal it."""
        if self._has_file and self._has_log():
            with self._seal.lock():
                if not self._seal.is_intact():
                    raise ValueError("another program wrote into the index")
                self._checkpoint_and_seal(connection)

    def _checkpoint_and_seal(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._seal.renew()

    def _has_log(self) -> bool:
        """Tell whether the write-ahead log has something in it."""
        with suppress(FileNotFoundError):
            return bool(Path(f"{self._file}-wal").stat().st_size)
        return False


def _prepare(connection: sqlite3.Connection, root: str) -> bool:
    """Create the tables, and return True; if there are some, return False, or raise ValueError if they are not ours.

    Tables of another archive or of another version of clipper are not.
    """
    # Without automatic checkpoints the file itself changes only where it is sealed afterwards.
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == _VERSION:
        if connection.execute("SELECT archive FROM about").fetchall() != [(schema.encode_path(root),)]:
            raise ValueError("the index of another archive")
        return False
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise ValueError("the index of another version")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for statement in _SCHEMA.strip().split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?)", (schema.encode_path(root),))
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    return True


def _is_busy(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or getattr(error, "sqlite_errorcode", None) in _BUSY


def discard(file: Path) -> None:
    """Delete an index with the files beside it, whatever is in its place; leave what cannot be deleted."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{file}{suffix}").unlink()
