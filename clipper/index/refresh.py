"""How the index is brought up to date: only the files that changed since are read again."""

import time
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from clipper.index import scan, schema
from clipper.system.progress import Progress

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

# A file that changed so shortly before the index looked at it may change again and look the same: the clocks of file
# systems tick as slowly as every two seconds. Until then its row is unsettled.
_TICK_NS = 2_000_000_000
_BATCH = 500
_HAS_OUTDATED_TEXTS = "SELECT 1 FROM clips WHERE pack = 0 UNION ALL SELECT 1 FROM deleted_texts LIMIT 1"
_FORGET_UNSETTLED = """
UPDATE surveyed SET digest = NULL
WHERE path = ? AND EXISTS (SELECT 1 FROM clips WHERE clips.folder = surveyed.path AND clips.inode = ?)
"""


def refresh(connection: "Connection", root: str, progress: Progress) -> list[tuple[str, str]]:
    """Bring the tables up to date with the files; return the paths that are skipped, each with the reason.

    A folder in which nothing changed costs one comparison of digests; none of its rows is loaded.
    """
    surveyed = connection.execute("SELECT path, digest, files FROM surveyed").fetchall()
    known = {schema.decode_path(path): (digest, files) for path, digest, files in surveyed}
    started = time.time_ns()
    survey = scan.survey(root, {folder: files for folder, (_, files) in known.items()})
    nothing = (None, 0)
    changed = [folder for folder, digest in survey.digests.items() if known.get(folder, nothing)[0] != digest]
    gone = known.keys() - survey.digests.keys()
    if changed or gone:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            _update(connection.cursor(), root, changed, gone, survey, started - _TICK_NS, progress)
    return sorted({*survey.skipped})


def update_texts(connection: "Connection", root: str, progress: Progress) -> bool:
    """Bring the full-text table up to date with the clips; return whether there was anything to do."""
    if not connection.execute(_HAS_OUTDATED_TEXTS).fetchone():
        return False
    from clipper.index import rows, text_packs

    connection.execute("BEGIN IMMEDIATE")
    with connection:
        cursor = connection.cursor()
        text_packs.delete_outdated(cursor)
        todo = cursor.execute("SELECT id, path, size FROM clips WHERE pack = 0").fetchall()
        clips = [(clip_id, schema.decode_path(path), size) for clip_id, path, size in todo]
        for pack in rows.read_texts(root, clips, progress):  # one at a time: the words of some hundred books need GBs
            text_packs.insert(cursor, pack)
    return True


def _update(
    cursor: "Cursor",
    root: str,
    changed: Sequence[str],
    gone: Iterable[str],
    survey: scan.Survey,
    settled_before: int,
    progress: Progress,
) -> None:
    """Read the files that differ from their rows, and store the folders as they are now."""
    todo: list[tuple[str, scan.ClipFile]] = []
    outdated: list[int] = []
    existing = survey.digests
    for folder in (*gone, *changed):
        files = scan.files(root, folder, survey.skipped) if folder in existing else []
        new, old = _compare(_file_rows(cursor, folder), files, settled_before)
        todo += [(folder, file) for file in new]
        outdated += old
        cursor.execute("DELETE FROM surveyed WHERE path = ?", (schema.encode_path(folder),))
        if folder in existing:
            row = (schema.encode_path(folder), scan.digest(files), len(files))
            cursor.execute("INSERT INTO surveyed VALUES (?, ?, ?)", row)
    schema.delete(cursor, outdated)
    _insert(cursor, root, todo, progress)
    if todo or outdated:
        schema.assign_handles(cursor)
    cursor.executemany(_FORGET_UNSETTLED, [(schema.encode_path(folder), scan.UNSETTLED) for folder in changed])


def _insert(cursor: "Cursor", root: str, todo: Sequence[tuple[str, scan.ClipFile]], progress: Progress) -> None:
    if not todo:
        return
    from clipper.index import rows  # most commands find nothing new to read

    clips = rows.read_clips(root, todo, progress)
    while batch := list(islice(clips, _BATCH)):
        schema.insert(cursor, batch)


def _file_rows(cursor: "Cursor", folder: str) -> dict[str, tuple[int, ...]]:
    """Return the id, mtime, ctime, size and inode of each clip in a folder, by the names of the files."""
    statement = "SELECT path, id, mtime_ns, ctime_ns, size, inode FROM clips WHERE folder = ?"
    found = cursor.execute(statement, (schema.encode_path(folder),))
    return {schema.decode_path(path).rpartition("/")[2]: tuple(columns) for path, *columns in found}


def _compare(
    known: dict[str, tuple[int, ...]], files: Iterable[scan.ClipFile], settled_before: int
) -> tuple[list[scan.ClipFile], list[int]]:
    """Return the files that must be read, and the ids of the rows that are out of date."""
    new: list[scan.ClipFile] = []
    old: list[int] = []
    for file in files:
        clip_id, *stat_values = known.pop(file.name, (None,))
        if stat_values == [file.mtime_ns, file.ctime_ns, file.size, file.inode]:
            continue
        is_settled = max(file.mtime_ns, file.ctime_ns) < settled_before
        new.append(file if is_settled else file._replace(inode=scan.UNSETTLED))
        if clip_id is not None:
            old.append(clip_id)
    return new, old + [clip_id for clip_id, *_ in known.values()]
