"""Journals as they are read: a torn end, or a line that clipper did not write, ends what is told."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from clipper.errors import DiskError, reason
from clipper.store.archive import MARK, ORIGINALS
from clipper.store.history.records import Change, Record, name_of

_LINE = 1 << 20  # a longer one was not written by us
_END = 200  # the last line is shorter
_ASIDE = re.compile(r"(?:\d+\.md)?")


def read(folder: Path, number: int, *, changes: bool = True) -> Record | None:
    """Return what the journal of an operation says; None where there is none.

    Without `changes`, and if the operation came to its end, only its first and its last line are read.
    """
    try:
        with (folder / name_of(number)).open("rb") as file:
            record = _head(number, file)
            if not changes and (end := _last_line(file)):
                return replace(record, count=end["end"], whole=end.get("whole") is True)
            return _whole(record, file)
    except FileNotFoundError:
        return None
    except OSError as error:
        said = f"the history cannot be read: {reason(error)}"
        raise DiskError(said) from error


def bytes_of(folder: Path, number: int, change: Change) -> bytes:
    """Return the bytes that a journal holds of a file; raise OSError."""
    with (folder / name_of(number)).open("rb") as file:
        file.seek(change.place)
        return file.read(change.size)


def _whole(record: Record, file: IO[bytes]) -> Record:
    """Return a record with its changes: of several that concern one file the last, without what did not come about."""
    found: dict[str, Change] = {}
    whole = False
    size = os.fstat(file.fileno()).st_size
    while said := _next(file):
        if "path" in said:
            change = _change(said, file.tell())
            if not change or change.place + change.size > size:  # the power went while it was written
                break
            if change.size or (change.before and not change.aside):
                file.seek(change.size + 1, os.SEEK_CUR)
            found.pop(change.path, None)
            found[change.path] = change
        elif "void" in said:
            found.pop(said["void"], None)
        elif "end" in said:
            whole = said.get("whole") is True
    return replace(
        record, count=sum(path.endswith(".md") for path in found), whole=whole, changes=tuple(found.values())
    )


def _head(number: int, file: IO[bytes]) -> Record:
    """Return what the first line says; where it is torn nothing was changed yet, and nothing is known."""
    match _next(file):
        case {"clipper": 1, "when": str(when), "words": [*words], "undoes": int(undoes)}:
            return Record(number, when, tuple(map(str, words)), undoes)
    return Record(number, "", ())


def _change(said: dict[str, Any], place: int) -> Change | None:
    """Return the change that a line tells, None for one that we did not write: an archive may come from anywhere."""
    match said:
        case {"path": str(path), "before": str(before), "after": str(after)}:
            aside, size = said.get("aside", ""), said.get("size", 0)
            if (
                (_inside(path) or (path == MARK and before and after))
                and _ASIDE.fullmatch(str(aside))
                and isinstance(size, int)
                and size >= 0
            ):
                return Change(path, before, after, aside, place, size)
    return None


def _inside(path: str) -> bool:
    """Tell whether a path names a clip in the archive or an original beside one, and nothing of clipper's own."""
    levels = path.split("/")
    return (
        path.endswith((".md", *ORIGINALS.values()))
        and all(level and level[0] != "." for level in levels)
        and "\0" not in path
    )


def _last_line(file: IO[bytes]) -> dict[str, Any]:
    file.seek(max(os.fstat(file.fileno()).st_size - _END, file.tell()))
    line = file.read().rpartition(b"\n{")[2]
    said = _parsed(b"{" + line)
    return said if isinstance(said.get("end"), int) else {}


def _next(file: IO[bytes]) -> dict[str, Any]:
    """Return what the next line says; nothing at the end, or where it is torn."""
    line = file.readline(_LINE)
    return _parsed(line) if line.endswith(b"\n") else {}


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
