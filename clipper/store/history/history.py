"""The history: what each operation found and left, so that it can be shown, and taken back."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clipper import text
from clipper.errors import DiskError, NotFoundError, reason
from clipper.model import naming
from clipper.store.history import records, replay
from clipper.store.history.journal import Journal
from clipper.store.history.records import Change, Record
from clipper.system import files

__all__ = ["Change", "History", "Journal", "Record", "Version"]


class Version(NamedTuple):
    """What an operation made of a clip: its bytes before and afterwards, None where there was no file.

    `after` is known as long as the file still stands so, or a later operation found it so.
    """

    record: Record
    change: Change
    before: bytes | None
    after: bytes | None


class History:
    """The operations that an archive remembers; `folder` is where their journals lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def latest(self, limit: int = 0) -> Iterator[Record]:
        """Yield the operations, the newest first, without what they did to each file; `limit` 0 is all."""
        numbers = sorted(records.numbers(self.folder), reverse=True)
        for number in numbers[: limit or None]:
            if record := replay.read(self.folder, number, changes=False):
                yield record

    def newest(self) -> Record | None:
        """Return the last operation, with all its changes; None where there is none."""
        for number in sorted(records.numbers(self.folder), reverse=True):
            if record := replay.read(self.folder, number):
                return record
        return None

    def record(self, number: int) -> Record:
        """Return an operation with all its changes; raise NotFoundError where the history does not have it."""
        if record := replay.read(self.folder, number):
            return record
        raise NotFoundError(f"the history has no operation {number}", hint="`clipper history` lists them.")

    def before(self, record: Record, change: Change) -> bytes:
        """Return the bytes that stood in a file before an operation; raise DiskError where they are not what they were.

        Ask only where there was a file.
        """
        try:
            if change.aside:
                raw, _ = files.read(self.aside(record, change))
            else:
                raw = replay.bytes_of(self.folder, record.number, change)
        except OSError as error:
            raise DiskError(f"the history cannot be read: {reason(error)}") from error
        # What another program saved just before its file was put aside was put aside too.
        if not change.aside and files.digest(raw) != change.before:
            raise DiskError(f"the history is damaged: operation {record.number} no longer holds what it kept")
        return raw

    def aside(self, record: Record, change: Change) -> Path:
        """Return where the file lies that an operation removed."""
        return records.folder_of(self.folder, record.number) / change.aside

    def versions(self, is_it: Callable[[str], bool], standing: bytes | None) -> Iterator[Version]:
        """Yield what became of one file, the newest version first; `standing` are the bytes that it has now.

        `is_it` tells whether a path is one that it has or had.
        """
        after = standing
        for number in sorted(records.numbers(self.folder), reverse=True):
            record = replay.read(self.folder, number)
            for change in record.changes if record else ():
                if record and is_it(change.path):
                    before = self.before(record, change) if change.before else None
                    known = after if _identity(after) == change.after else None
                    yield Version(record, change, before, known)
                    after = before

    def called(self, called: str) -> list[str]:
        """Return the paths that the history knows by a path, a file name, a handle, or a part of these."""
        wanted = text.fold(called.removesuffix(".md"))
        changes = (change for short in self.latest() for change in self.record(short.number).changes)
        paths = {change.path for change in changes if change.path.endswith(".md")}
        names_of = {path: (path, naming.stem(path), naming.handle(path)) for path in paths}
        same = [path for path in paths if wanted in map(text.fold, (path.removesuffix(".md"), *names_of[path][1:]))]
        return sorted(same or (path for path in paths if any(wanted in text.fold(one) for one in names_of[path])))

    def size(self) -> int:
        """Return how many bytes the history takes."""
        total = 0
        for number in records.numbers(self.folder):
            for file in records.files(self.folder, number):
                with contextlib.suppress(FileNotFoundError):
                    total += file.lstat().st_size
        return total

    def count(self) -> int:
        """Return how many operations there are."""
        return len(records.numbers(self.folder))

    def older_than(self, day: str) -> list[Record]:
        """Return the operations from before a day, given as ISO 8601, the newest first."""
        return [record for record in self.latest() if record.when[: len(day)] < day]

    def forget(self, dropped: Sequence[Record]) -> None:
        """Drop operations, which can then not be taken back; ask first, and hold the archive's lock."""
        with files.disk_errors("the history cannot be written"):
            for record in dropped:
                for file in records.files(self.folder, record.number):
                    file.unlink(missing_ok=True)
                with contextlib.suppress(FileNotFoundError):
                    records.folder_of(self.folder, record.number).rmdir()
            if dropped:
                files.sync_folder(self.folder)


def _identity(raw: bytes | None) -> str:
    return "" if raw is None else files.digest(raw)
