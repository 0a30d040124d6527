"""The journal of one operation, while it is written: each change of a file, with the file's old bytes.

It is a write-ahead log: a change is in the journal, and the journal on disk, before the file is touched. The journal
is append-only. Each line is JSON; after a line with a `size` comes that number of bytes, which are a gzip file if the
line says how large they are `unpacked`. So every old version can be read without clipper.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from clipper.model.deeds import MOST_TITLES, Deed, name
from clipper.store.history.records import GZIP, MAX_PACKED, Change, journal_name, operation_numbers, trash_folder_name
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry

FORMAT = 1
"""The version of the format, in the first line of a journal."""

_NEW_JOURNAL = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
_LEVEL = 6


class Journal:
    """The journal that is being written; only the process with the lock does that. The first change creates it."""

    def __init__(
        self,
        folder: Folder,
        when: str,
        command_line: Sequence[str],
        undoes: int,
        deed: Deed | None = None,
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.titles = dict(titles)
        """The titles of the clips, by path; a clip that is not in it is called by its file name."""
        self._folder = folder
        self._head = {"clipper": FORMAT, "when": when, "words": list(command_line), "undoes": undoes}
        if deed:
            self._head["did"] = list(deed)
        self._trash: Folder | None = None
        self._descriptor = -1
        self._length = 0
        self._announced: dict[str, Change] = {}  # by path
        self.number = 0
        """The number of the operation, from its first change on."""

    def append(self, changes: Sequence[tuple[Change, bytes]]) -> None:
        """Write changes, each with the old bytes, and wait until they are on disk; raise DiskError if that fails."""
        changes = [(self._named(change), raw) for change, raw in changes]
        with files.disk_errors("the history cannot be written, and without it no clip is changed"):
            is_new = self._descriptor < 0
            if is_new:
                self._create()
            self._write(b"".join(_encode_change(change, raw) for change, raw in changes))
            os.fsync(self._descriptor)
            if is_new:
                self._folder.sync()
        self._announced.update((change.path, change) for change, _ in changes)

    @contextlib.contextmanager
    def announce(self, changes: Sequence[tuple[Change, bytes]]) -> Iterator[set[str]]:
        """Append changes to the journal, and yield their paths; the caller removes each path that it begins to write.

        Changes whose paths are still in the set at the end were never begun: they are cancelled.
        """
        if changes:
            self.append(changes)
        pending = {change.path for change, _ in changes}
        try:
            yield pending
        finally:
            for path in pending:
                self.cancel(path)

    def cancel(self, path: str) -> None:
        """Record that the announced change of a file was not made.

        A failure is ignored: an undo of that change only finds nothing to do.
        """
        self._announced.pop(path, None)
        with contextlib.suppress(OSError):
            self._write(_encode_line({"void": path}))

    def trash_entry(self, name: str) -> FolderEntry:
        """Return a name in the folder for the files that the operation removes, which is made if it does not exist."""
        if self._trash is None:
            self._folder.make(trash_folder_name(self.number))
            self._folder.sync()
            self._trash = self._folder.own_subfolder(trash_folder_name(self.number))
        return self._trash / name

    def close(self, count: int, *, complete: bool) -> None:
        """Write how many clips the operation changed, and whether it is complete; close the file.

        A journal whose changes were all cancelled is removed: there is nothing to undo.
        """
        if self._descriptor < 0:
            return
        with contextlib.suppress(OSError):
            if self._announced:
                changes = self._announced.values()
                titles = list(islice(filter(None, (change.title for change in changes)), MOST_TITLES))
                moved = sum(change.is_moved_clip for change in changes)
                end = {"end": count, "whole": complete, "titles": titles}
                self._write(_encode_line(end | {"moved": moved} if moved else end))
            else:
                (self._folder / journal_name(self.number)).unlink()
                if self._trash:
                    (self._folder / trash_folder_name(self.number)).remove_folder()
        descriptor, self._descriptor = self._descriptor, -1
        with contextlib.suppress(OSError):
            os.close(descriptor)

    def _named(self, change: Change) -> Change:
        """Return a change of a clip with what the clip is called; of a moved clip the old path has it."""
        if change.moved_from or not change.path.endswith(".md"):
            return change
        return replace(change, title=name(self.titles.get(change.path, ""), change.path))

    def _create(self) -> None:
        self.number = max(operation_numbers(self._folder), default=0) + 1
        self._descriptor = (self._folder / journal_name(self.number)).open(_NEW_JOURNAL)
        self._write(_encode_line(self._head))

    def _write(self, block: bytes) -> None:
        """Append a block; after a failure cut off what was written of it: the next block must follow a complete one."""
        rest = memoryview(block)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            os.ftruncate(self._descriptor, self._length)
            raise
        self._length += len(block)


def _encode_change(change: Change, old: bytes) -> bytes:
    fields: dict[str, Any] = {"path": change.path, "before": change.old_digest, "after": change.new_digest}
    if change.title:
        fields["title"] = change.title
    if change.moved_from:
        fields["from"] = change.moved_from
    if change.trash_name:
        return _encode_line(fields | {"aside": change.trash_name})
    if not change.old_digest:
        return _encode_line(fields)
    packed = zlib.compress(old, _LEVEL, GZIP) if len(old) <= MAX_PACKED else old
    if len(packed) < len(old):
        return _encode_line(fields | {"size": len(packed), "unpacked": len(old)}) + packed + b"\n"
    return _encode_line(fields | {"size": len(old)}) + old + b"\n"


def _encode_line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields).encode() + b"\n"  # in ASCII: a file name may hold bytes that are not UTF-8
