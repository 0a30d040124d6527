"""How the index is brought up to date: what changed on disk since, and only that, is read again."""

import time
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import rows as entries
from clipper.index import scan, schema
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

# A file that changed so shortly before the index looked at it may change again without looking different: the
# clocks of file systems tick as slowly as every two seconds. Until then its row is unsettled.
_TICK_NS = 2_000_000_000
_BATCH = 500
_UNDIGESTED = """
UPDATE surveyed SET digest = NULL
WHERE path = ? AND EXISTS (SELECT 1 FROM clips WHERE clips.folder = surveyed.path AND clips.inode = ?)
"""


def refresh(connection: "Connection", root: str, progress: Progress) -> list[tuple[str, str]]:
    """Make the tables agree with the files, and return what stands there and is no clip, with the reason why.

    A folder in which nothing changed costs one comparison; no row of it is loaded.
    """
    rows = connection.execute("SELECT path, digest, files FROM surveyed").fetchall()
    known = {schema.path_of(path): digest for path, digest, _ in rows}
    started = time.time_ns()
    found = scan.survey(root, {schema.path_of(path): number for path, _, number in rows})
    changed = [folder for folder, digest in found.digests.items() if known.get(folder) != digest]
    gone = known.keys() - found.digests.keys()
    if changed or gone:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            _renew(connection.cursor(), root, changed, gone, found.digests, started - _TICK_NS, progress)
    return sorted(found.skipped)


def search_words(connection: "Connection", root: str, progress: Progress) -> bool:
    """Index the words of every clip whose words were not needed yet; tell whether there was any."""
    if not connection.execute("SELECT 1 FROM clips WHERE NOT searched LIMIT 1").fetchone():
        return False
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        ask = connection.cursor()
        todo = ask.execute("SELECT id, path, size FROM clips WHERE NOT searched").fetchall()
        rows = entries.text_rows(root, [(number, schema.path_of(path), size) for number, path, size in todo], progress)
        for row in rows:  # one at a time: the words of a few hundred books fill any memory
            ask.execute(schema.INSERT_TEXT, row)
            ask.execute("UPDATE clips SET searched = 1 WHERE id = ?", row[:1])
    return True


def _renew(
    ask: "Cursor",
    root: str,
    changed: Sequence[str],
    gone: Iterable[str],
    standing: Collection[str],
    settled: int,
    progress: Progress,
) -> None:
    """Read the files that differ from their rows, and write down the folders as they are now."""
    todo: list[tuple[str, scan.ClipFile]] = []
    dropped: list[int] = []
    for folder in (*gone, *changed):
        files = scan.files(root, folder) if folder in standing else []
        new, old = _differences(_rows_of(ask, folder), files, settled)
        todo += [(folder, file) for file in new]
        dropped += old
        ask.execute("DELETE FROM surveyed WHERE path = ?", (schema.spelled(folder),))
        if folder in standing:
            looked = (schema.spelled(folder), scan.digest(files), len(files))
            ask.execute("INSERT INTO surveyed VALUES (?, ?, ?)", looked)
    schema.delete(ask, dropped)
    rows = entries.rows(root, todo, progress)
    while batch := list(islice(rows, _BATCH)):
        schema.insert(ask, batch)
    ask.executemany(_UNDIGESTED, [(schema.spelled(folder), scan.UNSETTLED) for folder in changed])


def _rows_of(ask: "Cursor", folder: str) -> dict[str, tuple[int, ...]]:
    """Return what is known of the files in a folder, by name: the id, then what the system said of each."""
    asked = "SELECT path, id, mtime_ns, ctime_ns, size, inode FROM clips WHERE folder = ?"
    rows = ask.execute(asked, (schema.spelled(folder),))
    return {schema.path_of(path).rpartition("/")[2]: tuple(standing) for path, *standing in rows}


def _differences(
    rows: dict[str, tuple[int, ...]], files: Iterable[scan.ClipFile], settled: int
) -> tuple[list[scan.ClipFile], list[int]]:
    """Return the files that are to be read, and the ids of the rows that no longer hold."""
    new: list[scan.ClipFile] = []
    old: list[int] = []
    for file in files:
        number, *standing = rows.pop(file.name, (None,))
        if standing == [file.mtime_ns, file.ctime_ns, file.size, file.inode]:
            continue
        calm = max(file.mtime_ns, file.ctime_ns) < settled
        new.append(file if calm else file._replace(inode=scan.UNSETTLED))
        if number is not None:
            old.append(number)
    return new, old + [number for number, *_ in rows.values()]
