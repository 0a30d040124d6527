"""Read journals: each up to the first line that is torn, or that clipper did not write."""

import json
import os
import zlib
from dataclasses import replace
from itertools import islice
from typing import IO, Any

from clipper.errors import DiskError, UnreadableError, reason
from clipper.model.deeds import MOST_TITLES, Deed
from clipper.store.archive import ORIGINAL_SUFFIXES, SETTINGS_NAME
from clipper.store.history.records import GZIP, MAX_PACKED, TRASH_NAME, Change, OperationRecord, journal_name
from clipper.system import files
from clipper.system.folder import Folder

MAX_CHANGES = 250_000
"""The number of lines that are read of one journal: one that comes from elsewhere may have no end."""

_MAX_LINE = 1 << 20  # a longer line was not written by clipper
_MAX_LAST_LINE = 4000


def read_record(folder: Folder, number: int, *, changes: bool = True) -> OperationRecord | None:
    """Return the record of an operation; None if it has no journal.

    Without `changes` only the first and the last line are read, unless the operation was interrupted.
    """
    try:
        with files.open_regular(folder / journal_name(number)) as file:
            record = _read_head(number, file)
            if not changes and (end := _read_last_line(file)):
                titles = _strings(end.get("titles"))
                moved = end["moved"] if isinstance(end.get("moved"), int) else 0
                whole = end.get("whole") is True
                return replace(record, count=end["end"], moved=moved, is_complete=whole, titles=titles)
            return _with_changes(record, file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(f"the history cannot be read: {reason(error)}") from error
    except UnreadableError as error:
        raise error.with_prefix(f"the history cannot be read: {journal_name(number)}") from error


def read_old_bytes(folder: Folder, number: int, change: Change) -> bytes:
    """Return the old bytes of a file from the journal of an operation; raise OSError.

    They are fewer than they should be if the journal is damaged: the caller compares the digest.
    """
    with files.open_regular(folder / journal_name(number)) as file:
        file.seek(change.offset)
        raw = file.read(change.size)
    if change.unpacked_size < 0:
        return raw
    try:
        return zlib.decompressobj(GZIP).decompress(raw, change.unpacked_size)
    except zlib.error:
        return b""


def _with_changes(record: OperationRecord, file: IO[bytes]) -> OperationRecord:
    """Return a record with its changes: of each file the last that was not cancelled."""
    changes: dict[str, Change] = {}
    is_complete = False
    size = os.fstat(file.fileno()).st_size
    for _ in range(MAX_CHANGES):
        match _read_line(file):
            case {"path": _} as fields:
                change = _parse_change(fields, file.tell())
                if not change or change.offset + change.size > size:  # the power failed while it was written
                    break
                if change.size or (change.old_digest and not change.trash_name):
                    file.seek(change.size + 1, os.SEEK_CUR)
                changes.pop(change.path, None)
                changes[change.path] = change
            case {"void": str(path)}:
                changes.pop(path, None)
            case {"end": _} as fields:
                is_complete = fields.get("whole") is True
                break
            case _:
                break
    moved = sum(change.is_moved_clip for change in changes.values())
    sources = {change.moved_from for change in changes.values()}
    count = sum(path.endswith(".md") and path not in sources for path in changes)
    titles = tuple(islice((change.title for change in changes.values() if change.title), MOST_TITLES))
    known = tuple(changes.values())
    return replace(record, count=count, moved=moved, is_complete=is_complete, changes=known, titles=titles)


def _read_head(number: int, file: IO[bytes]) -> OperationRecord:
    """Parse the first line; return an empty record if it is torn: no file was changed yet."""
    match _read_line(file):
        case {"clipper": 1, "when": str(when), "words": [*command_line], "undoes": int(undoes)} as fields:
            did = _strings(fields.get("did"))
            deed = Deed(*did) if len(did) == len(Deed._fields) else None
            return OperationRecord(number, when, tuple(map(str, command_line)), undoes, deed=deed)
    return OperationRecord(number, "", ())


def _parse_change(fields: dict[str, Any], offset: int) -> Change | None:
    """Return the change in a line; None if clipper did not write the line: an archive may come from anywhere."""
    match {"aside": "", "size": 0, "unpacked": -1, "title": "", "from": ""} | fields:
        case {
            "path": str(path),
            "before": str(old_digest),
            "after": str(new_digest),
            "aside": str(trash_name),
            "size": int(size),
            "unpacked": int(unpacked_size),
            "title": str(title),
            "from": str(moved_from),
        }:
            if (
                (_is_archive_path(path) or (path == SETTINGS_NAME and old_digest and new_digest))
                and (not trash_name or TRASH_NAME.fullmatch(trash_name))
                and 0 <= size <= files.MAX_SIZE
                and -1 <= unpacked_size <= MAX_PACKED
                and (not moved_from or (_is_archive_path(moved_from) and new_digest and not old_digest))
            ):
                return Change(path, old_digest, new_digest, trash_name, offset, size, unpacked_size, title, moved_from)
    return None


def _strings(value: object) -> tuple[str, ...]:
    """Return the texts of a short list; () for anything else."""
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value[:MOST_TITLES]) if isinstance(value, list) and is_list else ()


def _is_archive_path(path: str) -> bool:
    """Tell whether a path is that of a clip in the archive or of an original, and not of a hidden file or folder."""
    levels = path.split("/")
    return (
        path.endswith((".md", *ORIGINAL_SUFFIXES.values()))
        and all(level and level[0] != "." for level in levels)
        and "\0" not in path
    )


def _read_last_line(file: IO[bytes]) -> dict[str, Any]:
    """Return the last line, if it is the one that ends a journal, otherwise an empty mapping."""
    file.seek(max(os.fstat(file.fileno()).st_size - _MAX_LAST_LINE, file.tell()))
    line = file.read().rpartition(b"\n{")[2]
    fields = _parse_line(b"{" + line)
    return fields if isinstance(fields.get("end"), int) else {}


def _read_line(file: IO[bytes]) -> dict[str, Any]:
    """Return the next line; an empty mapping at the end of the file, or if the line is torn."""
    line = file.readline(_MAX_LINE)
    return _parse_line(line) if line.endswith(b"\n") else {}


def _parse_line(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
