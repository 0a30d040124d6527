"""The history of an archive: its operations are listed, read and deleted."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from clipper import text
from clipper.errors import DiskError, NotFoundError, UnreadableError, reason
from clipper.model import naming
from clipper.store.history import journal_reader, records, undone
from clipper.store.history.records import Change, OperationRecord
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry


class Version(NamedTuple):
    """What one operation did to a clip: its bytes before and after it, None where there was no file.

    The journal holds only the bytes before. Those after are what the next operation found, or what the file holds now;
    `after` is None, too, if another program has changed the file in between.
    """

    record: OperationRecord
    change: Change
    before: bytes | None
    after: bytes | None


class History:
    """The operations of an archive; `folder` holds their journals, and is None while there is none."""

    def __init__(self, folder: Folder | None) -> None:
        self.folder = folder

    def latest(self, limit: int = 0) -> Iterator[OperationRecord]:
        """Yield the records, the newest first, without their changes; `limit` 0 is all."""
        numbers = sorted(records.operation_numbers(self.folder), reverse=True)
        for number in numbers[: limit or None]:
            if record := self._read(number, changes=False):
                yield record

    def newest(self) -> OperationRecord | None:
        """Return the record of the last operation, with its changes; None if there is none."""
        for number in sorted(records.operation_numbers(self.folder), reverse=True):
            if record := self._read(number):
                return record
        return None

    def undoable(self) -> Iterator[OperationRecord]:
        """Yield the operations that the next undos take, without their changes."""
        return undone.undoable(self.latest())

    def next_redo(self) -> tuple[OperationRecord, OperationRecord] | None:
        """Return the undo that the next redo undoes, and the operation that it does again; None if there is none."""
        return undone.next_redo(self.latest(), lambda number: self._read(number, changes=False))

    def with_undone(self, shown: Sequence[OperationRecord]) -> dict[int, OperationRecord]:
        """Return records by their numbers, with all that they undid, without the changes of these."""
        return undone.with_undone(shown, lambda number: self._read(number, changes=False))

    def record(self, number: int) -> OperationRecord:
        """Return the record of an operation, with its changes; raise NotFoundError if there is none."""
        if record := self._read(number):
            return record
        raise NotFoundError(f"the history has no operation {number}", hint="`clipper history` lists them.")

    def old_bytes(self, record: OperationRecord, change: Change) -> bytes:
        """Return the bytes of a file before an operation; raise DiskError if they are damaged.

        Call it only for a change with an `old_digest`: for any other there was no file.
        """
        try:
            if change.trash_name:
                raw, _ = files.read(self.trash_file(record, change))
            else:
                raw = journal_reader.read_old_bytes(self._existing_folder, record.number, change)
        except OSError as error:
            raise DiskError(f"the history cannot be read: {reason(error)}") from error
        except UnreadableError as error:
            raise error.with_prefix(f"the history cannot be read: operation {record.number}") from error
        # The digest of a file in the trash may differ: another program may have saved it just before it was moved.
        if not change.trash_name and files.digest(raw) != change.old_digest:
            raise DiskError(f"the history is damaged: operation {record.number} no longer holds what it kept")
        return raw

    def trash_file(self, record: OperationRecord, change: Change) -> FolderEntry:
        """Return the name in the trash of a file that an operation removed; raise FileNotFoundError if it is gone."""
        return self._existing_folder.own_subfolder(records.trash_folder_name(record.number)) / change.trash_name

    def versions(self, path: str, is_former: Callable[[str, str], bool], current: bytes | None) -> Iterator[Version]:
        """Yield the versions of one file, the newest first; `current` are its bytes now.

        Where it was moved, it is followed to its old path; `is_former` tells of two paths whether a file at the first
        may have been at the second without the history knowing how it came from there.
        """
        after = current
        for number in sorted(records.operation_numbers(self.folder), reverse=True):
            record = self._read(number)
            for change in record.changes if record else ():
                if not record or not is_former(path, change.path):
                    continue
                source, before = self._before(record, change)
                is_known = _digest(after) == change.new_digest
                yield Version(record, change, before, after if is_known else None)
                after = before
                if source is not change:
                    path = source.path
                    break

    def results(
        self, record: OperationRecord, changes: Sequence[Change], read: Callable[[str], bytes | None]
    ) -> Iterator[Version]:
        """Yield what an operation did to some of its files; `read` returns the bytes that a file has now."""
        later: dict[str, tuple[OperationRecord, Change]] = {}
        sought = {change.path: change.new_digest for change in changes if change.new_digest}
        sought = {path: digest for path, digest in sought.items() if _digest(read(path)) != digest}
        for number in sorted(records.operation_numbers(self.folder)) if sought else ():
            following = self._read(number) if number > record.number else None
            for change in following.changes if following else ():
                if following and sought.get(change.path, "") == change.old_digest != "":
                    later[change.path] = following, change
                    del sought[change.path]
        for change in changes:
            _, before = self._before(record, change)
            after = self.old_bytes(*later[change.path]) if change.path in later else read(change.path)
            yield Version(record, change, before, after if _digest(after) == change.new_digest else None)

    def _before(self, record: OperationRecord, change: Change) -> tuple[Change, bytes | None]:
        """Return the change with the old bytes of a file, and the bytes; where it was moved, that of its old path."""
        source = next((each for each in record.changes if each.path == change.moved_from), change)
        return source, self.old_bytes(record, source) if source.old_digest else None

    def find_paths(self, name: str) -> list[str]:
        """Return the paths of clips in the history with this path, name or handle, or else those that contain it."""
        wanted = text.fold(name.removesuffix(".md"))
        changes = (change for record in self.latest() for change in self.record(record.number).changes)
        paths = {change.path for change in changes if change.path.endswith(".md")}
        names = {path: (path, naming.stem(path), naming.handle(path), naming.path_handle(path)) for path in paths}
        equal = [path for path in paths if wanted in map(text.fold, (path.removesuffix(".md"), *names[path][1:]))]
        return sorted(equal or (path for path in paths if any(wanted in text.fold(part) for part in names[path])))

    def size(self) -> int:
        """Return the size of the history in bytes."""
        total = 0
        for number in records.operation_numbers(self.folder):
            for file in records.operation_files(self._existing_folder, number):
                with contextlib.suppress(FileNotFoundError):
                    total += file.status().st_size
        return total

    def count(self) -> int:
        """Return the number of operations."""
        return len(records.operation_numbers(self.folder))

    def older_than(self, day: str) -> list[OperationRecord]:
        """Return the records from before a day in ISO 8601, the newest first."""
        return [record for record in self.latest() if record.when[: len(day)] < day]

    def forget(self, operations: Sequence[OperationRecord]) -> None:
        """Delete operations: they cannot be undone any more. The caller has asked the user, and holds the lock."""
        with files.disk_errors("the history cannot be written"):
            for record in operations:
                for file in records.operation_files(self._existing_folder, record.number):
                    with contextlib.suppress(FileNotFoundError):
                        file.unlink()
                with contextlib.suppress(
                    OSError
                ):  # there is none, or another program has put a file of its own into it
                    (self._existing_folder / records.trash_folder_name(record.number)).remove_folder()
            if operations:
                self._existing_folder.sync()

    @property
    def _existing_folder(self) -> Folder:
        if self.folder is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "history")
        return self.folder

    def _read(self, number: int, *, changes: bool = True) -> OperationRecord | None:
        return journal_reader.read_record(self.folder, number, changes=changes) if self.folder else None


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else files.digest(raw)
