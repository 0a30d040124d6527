"""The journal of one operation while it is written: what it does to each clip, and the bytes that stood there before.

It is on disk before the first clip is touched, and only ever grows. A line of JSON says what is done; after one that
names a `size` so many bytes follow as they are, so that every version can be read without clipper.
"""

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from clipper.store.history.records import Change, folder_of, name_of, numbers
from clipper.system import files

FORMAT = 1
"""The number with which a journal begins that is written as here."""


class Journal:
    """The journal that is being written, by the one process that holds the lock; begun with the first change."""

    def __init__(self, folder: Path, when: str, words: Sequence[str], undoes: int) -> None:
        self._folder = folder
        self._head = {"clipper": FORMAT, "when": when, "words": list(words), "undoes": undoes}
        self._handle = -1
        self._good = 0
        self._announced = 0
        self.number = 0
        """The number of the operation, from its first change on."""

    def put(self, changes: Sequence[tuple[Change, bytes]]) -> None:
        """Write changes with the bytes before each, and wait until they are on disk; a failure is a DiskError."""
        with files.disk_errors("the history cannot be written, and without it no clip is changed"):
            new = self._handle < 0
            if new:
                self._begin()
            self._append(b"".join(_written(change, raw) for change, raw in changes))
            os.fsync(self._handle)
            if new:
                files.sync_folder(self._folder)
        self._announced += len(changes)

    def take_back(self, path: str) -> None:
        """Say that what was announced of a file did not come about; unsaid, an undo would only find nothing to do."""
        self._announced -= 1
        with contextlib.suppress(OSError):
            self._append(_line({"void": path}))

    def aside(self) -> Path:
        """Return the folder for the files that the operation removes, made if need be."""
        folder = folder_of(self._folder, self.number)
        if not folder.is_dir():
            folder.mkdir()
            files.sync_folder(self._folder)
        return folder

    def end(self, count: int, *, whole: bool) -> None:
        """Say how many files the operation changed, and whether it came to its end.

        A journal of which all was taken back tells nothing, and is removed.
        """
        if self._handle < 0:
            return
        with contextlib.suppress(OSError):
            if self._announced:
                self._append(_line({"end": count, "whole": whole}))
            else:
                (self._folder / name_of(self.number)).unlink()
        handle, self._handle = self._handle, -1
        with contextlib.suppress(OSError):
            os.close(handle)

    def _begin(self) -> None:
        self.number = max(numbers(self._folder), default=0) + 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        self._handle = os.open(self._folder / name_of(self.number), flags, 0o666)
        self._append(_line(self._head))

    def _append(self, block: bytes) -> None:
        """Write at the end; what was written of a block that does not fit is cut off again, lest more follow it."""
        left = memoryview(block)
        try:
            while left:
                left = left[os.write(self._handle, left) :]
        except OSError:
            os.ftruncate(self._handle, self._good)
            raise
        self._good += len(block)


def _written(change: Change, raw: bytes) -> bytes:
    said = {"path": change.path, "before": change.before, "after": change.after}
    if change.aside:
        return _line(said | {"aside": change.aside})
    if not change.before:
        return _line(said)
    return _line(said | {"size": len(raw)}) + raw + b"\n"


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said).encode() + b"\n"  # in ASCII: a name may hold bytes that are no text
