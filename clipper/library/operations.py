"""One operation of the history, whole: what it did to each file, and what changed in it."""

import contextlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from clipper.analysis.changes import Changes, compare
from clipper.errors import ClipperError, NotFoundError
from clipper.model import deeds, naming
from clipper.store.archive import SETTINGS_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.library import Library
    from clipper.store.history import Change, OperationRecord, Version

_REPORTED = (".md", SETTINGS_NAME)


class FileReport(NamedTuple):
    """What an operation did to a file; `changes` is None if there was no change, or it is not known."""

    version: "Version"
    handle: str
    title: str
    changes: Changes | None

    @property
    def is_settings(self) -> bool:
        """Whether it is the file with the settings of the archive, and no clip."""
        return self.version.change.path == SETTINGS_NAME


def report(library: "Library", record: "OperationRecord", limit: int = 0) -> Iterator[FileReport]:
    """Yield what an operation did to its clips, and to the settings; `limit` 0 is all.

    The original of a page goes with its clip, and has no report.
    """
    titles = {change.path: change.title for change in record.changes}

    def read_now(path: str) -> bytes | None:
        with contextlib.suppress(ClipperError):
            return library.archive.read(path)
        return None

    for version in islice(library.history.results(record, _reported(record), read_now), limit or None):
        path = version.change.path
        stored = library.index.get(path)
        known = version.before is not None and version.after is not None
        yield FileReport(
            version,
            handle=(stored.handle if stored else naming.handle(path)) if path != SETTINGS_NAME else "",
            title=titles[path]
            or titles.get(version.change.moved_from)
            or deeds.name(stored.clip.title if stored else "", path),
            changes=compare(version.before or b"", version.after or b"") if known else None,
        )


def unique_lengths(library: "Library", reports: "Sequence[FileReport]") -> dict[str, int]:
    """Return how many letters of each handle no other handle in the archive has, also of clips that are gone."""
    handles = {report.handle for report in reports if report.handle}
    return {handle: naming.unique_length(handle, *library.index.adjacent_handles(handle)) for handle in handles}


def count_files(record: "OperationRecord") -> int:
    """Return how many reports there are of an operation."""
    return len(_reported(record))


def _reported(record: "OperationRecord") -> "list[Change]":
    """Return the changes that have reports; a clip that was moved has one, that of its new path."""
    sources = {change.moved_from for change in record.changes}
    return [change for change in record.changes if change.path.endswith(_REPORTED) and change.path not in sources]


def find(library: "Library", word: str) -> "OperationRecord | None":
    """Return the operation with the number that the user typed; None if the word is the name of a clip.

    Raise NotFoundError for a number that neither an operation has nor a clip.
    """
    if not (word.isascii() and word.isdecimal()):
        return None
    try:
        return library.history.record(int(word))
    except NotFoundError as error:
        try:
            library.versions(word)
        except ClipperError:
            raise error from None
        return None
