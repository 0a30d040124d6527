"""The keeper: what is written to an archive. Each call is one operation of its history, which can be taken back."""

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from clipper.errors import ClipperError
from clipper.model import naming
from clipper.model.candidate import Incoming
from clipper.model.clip import StoredClip
from clipper.store.archive import MARK, Archive
from clipper.system.system import System

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.library.outcome import Outcome
    from clipper.store.history import History, Record
    from clipper.store.operation import Edit, Operation, Result
    from clipper.system.progress import Advance


class Writer:
    """One who puts clips into an archive, changes them and takes them out; `words` are what was typed for it."""

    def __init__(self, archive: Archive, system: System, words: Sequence[str] = ()) -> None:
        self.archive = archive
        self.system = system
        self.words = words

    @property
    def index(self) -> "Index":
        """What stands in the archive already."""
        raise NotImplementedError

    @property
    def history(self) -> "History":
        """What was done to the archive, operation by operation."""
        from clipper.store.history import History

        return History(self.archive.own / "history")

    def add(
        self,
        candidates: Sequence[Incoming],
        label: Callable[[Incoming], Incoming] | None = None,
        progress: "Advance | None" = None,
        *,
        force: bool = False,
        dry_run: bool = False,
    ) -> tuple[list[StoredClip], list[ClipperError]]:
        """Keep new clips, each with the bytes of its file, and return them with what was refused.

        Refused is a clip whose body or address is kept already, in the archive or earlier in the same call. What is
        new goes through the hands of `label` first.
        """
        from clipper.intake import novelty

        stored: list[StoredClip] = []
        with contextlib.nullcontext() if dry_run else self._operation() as operation:
            sieve = novelty.NoveltyFilter(self.index, label, force=force)
            new = sieve.new(candidates)
            for path in operation.add(new) if operation else novelty.free_paths(new, self.index):
                stored.append(StoredClip(path, naming.handle(path), *sieve.passed[len(stored)]))
                if progress:
                    progress(len(stored) + len(sieve.refused))
            if operation:
                operation.see_whether_stopped(len(stored) + len(sieve.refused), len(candidates))
        return stored, sieve.refused

    def change(
        self,
        edits: "Sequence[tuple[StoredClip, Edit]]",
        progress: "Advance | None" = None,
        *,
        dry_run: bool = False,
        force: bool = False,
    ) -> "Outcome":
        """Change the bytes of clips, each by its edit; what fails is passed over and told.

        Clips that are protected against writing are changed only with `force`.
        """
        from clipper.library.outcome import Outcome

        outcome = Outcome({stored.path: stored for stored, _ in edits}, progress)
        by_path = [(stored.path, edit) for stored, edit in edits]
        if dry_run or not by_path:
            outcome.take(self._tried(path, edit) for path, edit in by_path)
            return outcome
        with self._operation(force=force) as operation:
            outcome.take(operation.change(by_path))
            operation.see_whether_stopped(outcome.number, len(edits))
        return outcome

    def configure(self, edit: "Edit") -> bool:
        """Change the archive's own settings by an edit of their bytes, and tell whether it did."""
        with self._operation() as operation:
            (result,) = operation.change([(MARK, edit)])
        if result.error:
            raise result.error
        return result.changed

    def remove(self, clips: Sequence[StoredClip], *, force: bool = False) -> "Outcome":
        """Take clips out of the archive, and put them into its history; protected ones only with `force`."""
        from clipper.library.outcome import Outcome

        outcome = Outcome({stored.path: stored for stored in clips})
        with self._operation(force=force) as operation:
            outcome.take(operation.remove((path, "") for stored in clips for path in self._with_originals(stored)))
            operation.see_whether_stopped(outcome.number, len(clips))
        return outcome

    def undo(self, record: "Record", progress: "Advance | None" = None, *, force: bool = False) -> "Outcome":
        """Take an operation back; files that were changed since are passed over and told."""
        from clipper.library.outcome import Outcome
        from clipper.store import undo

        outcome = Outcome({}, progress)
        with self._operation(undoes=record.number, force=force) as operation:
            outcome.take(undo.take_back(self.archive, self.history, record, operation))
            operation.see_whether_stopped(outcome.number, len(record.changes))
        return outcome

    def forget(self, records: "Sequence[Record]") -> None:
        """Drop operations from the history for good; ask first."""
        with self._operation():
            self.history.forget(records)

    def _with_originals(self, stored: StoredClip) -> list[str]:
        return [stored.path, *self.archive.originals(stored.path)]

    def _operation(self, *, undoes: int = 0, force: bool = False) -> "contextlib.AbstractContextManager[Operation]":
        from clipper.store import operation

        now = self.system.now().isoformat()
        return operation.begin(self.archive, when=now, words=self.words, undoes=undoes, force=force)

    def _tried(self, path: str, edit: "Edit") -> "Result":
        """Return what would become of a clip; nothing is written."""
        from clipper.store.operation import Result

        try:
            raw = self.archive.read(path)
            return Result(path, changed=self.archive.edited(path, raw, edit) != raw)
        except ClipperError as error:
            return Result(path, error=error)
