"""The names that clipper gave to files, as far as the history goes back."""

from functools import cached_property
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.errors import ClipperError
from clipper.model import filing

if TYPE_CHECKING:
    from clipper.model.clip import Clip
    from clipper.store.archive import Archive
    from clipper.store.history import Change, History, OperationRecord


class GivenNames:
    """The names that clipper gave; the history is read when the first file is in doubt."""

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive

    def is_given_before(self, path: str, clip: "Clip") -> bool:
        """Tell whether clipper gave a file its name for a clip of another date or title."""
        for record, change in self._changes.get(path, ()):
            if not change.old_digest and not record.undoes and not filing.is_own_name(path, clip):
                return True
            former = self._former(record, change) if change.old_digest else None
            if former and filing.is_misplaced(path, former, clip):
                return True
        return False

    def _former(self, record: "OperationRecord", change: "Change") -> "Clip | None":
        try:
            return clipfile.read(self._history.old_bytes(record, change))
        except ClipperError:
            return None

    @cached_property
    def _history(self) -> "History":
        from clipper.store.history import History

        return History(self._archive.open_own_folder("history"))

    @cached_property
    def _changes(self) -> "dict[str, list[tuple[OperationRecord, Change]]]":
        """The changes of each clip, the newest first."""
        changes: dict[str, list[tuple[OperationRecord, Change]]] = {}
        for latest in self._history.latest():
            record = self._history.record(latest.number)
            for change in record.changes:
                changes.setdefault(change.path, []).append((record, change))
        return changes
