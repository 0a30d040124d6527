"""Write to an archive that exists. Each call is one operation of the history, and all but `forget` can be undone."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from clipper.errors import ClipperError
from clipper.model.deeds import REMOVED, Deed
from clipper.store.archive import SETTINGS_NAME, Archive
from clipper.system.files import disk_errors
from clipper.system.system import System

if TYPE_CHECKING:
    from clipper.clipfile import Edit
    from clipper.index import Index
    from clipper.intake.novelty import KnownError
    from clipper.library.outcome import Outcome
    from clipper.model.candidate import Candidate
    from clipper.model.clip import StoredClip
    from clipper.store.history import History, OperationRecord
    from clipper.store.operation import FileResult, Operation
    from clipper.store.operation.results import NameRule
    from clipper.store.operation.workspace import ForeignFile
    from clipper.system.progress import Advance

_MOST_COMPARED = 20
"""Of more new clips at once nobody waits to hear whose stories they tell: `clipper duplicates` says it."""


class Writer:
    """Adds, changes and removes clips; `command_line` is what the history records for it.

    With `refile` a change of a date or title moves the file to where they say.

    `get_index` is called only by what needs the index: opening it brings it up to date with all files. `on_write` is
    called after each operation, also after one that failed: from then on the index is out of date.
    """

    def __init__(
        self,
        archive: Archive,
        system: System,
        get_index: "Callable[[], Index]",
        on_write: Callable[[], None],
        command_line: Sequence[str] = (),
        *,
        refile: bool = False,
    ) -> None:
        self._archive = archive
        self._system = system
        self._get_index = get_index
        self._on_write = on_write
        self._command_line = command_line
        self._refile = refile
        self.foreign: list[ForeignFile] = []
        """What other programs wrote into files that clipper had replaced, as far as the session has not told it."""

    @property
    def history(self) -> "History":
        """The operations that changed the archive."""
        from clipper.store.history import History

        with disk_errors("the history cannot be read"):
            return History(self._archive.open_own_folder("history"))

    def add(
        self,
        candidates: "Sequence[Candidate]",
        apply_rules: "Callable[[Candidate], Candidate] | None" = None,
        advance: "Advance | None" = None,
        *,
        tell: Callable[[str], object] = bool,
        force: bool = False,
        dry_run: bool = False,
    ) -> "tuple[list[StoredClip], list[KnownError]]":
        """Add the candidates that are new, and return the stored clips and the errors of those that were refused.

        A candidate is refused if a clip in the archive, or an earlier one of the same call, says all that it says.
        `apply_rules` adds the tags of the rules to a new one before it is written. `tell` is called with a sentence
        for each that has the address or the text of another clip in common, or tells its story, and is kept.
        """
        from clipper.intake import novelty
        from clipper.intake.renamed_outlets import RenamedOutlets
        from clipper.model.clip import StoredClip

        stored: list[StoredClip] = []
        with contextlib.nullcontext() if dry_run else self._operation(deed=Deed("added")) as operation:
            index = self._get_index()
            outlets = RenamedOutlets(lambda: self.history)
            stories = len(candidates) <= _MOST_COMPARED
            novelty_filter = novelty.NoveltyFilter(index, apply_rules, outlets=outlets, force=force, stories=stories)
            new = novelty_filter.new(candidates)
            for path in operation.add(new) if operation else novelty.free_paths(new, index):
                stored.append(StoredClip(path, index.handle_of_new(path), *novelty_filter.passed[len(stored)]))
                if advance:
                    advance(len(stored) + len(novelty_filter.refused))
            notices: list[novelty.Kept | novelty.SameStory] = [*novelty_filter.kept, *novelty_filter.same_story]
            for kept in notices:
                tell(f"{kept.name}: {kept.message}." if kept.name else f"{kept.message[:1].upper()}{kept.message[1:]}.")
            if operation:
                refused = novelty_filter.refused
                operation.raise_if_stopped(len(stored) + len(refused), len(candidates), refused)
        return stored, novelty_filter.refused

    def change(
        self,
        edits: "Sequence[tuple[StoredClip, Edit]]",
        advance: "Advance | None" = None,
        *,
        deed: Deed | None = None,
        moves: Collection[str] = (),
        dry_run: bool = False,
        force: bool = False,
    ) -> "Outcome":
        """Change clips, each by its edit; the outcome holds the errors of those that failed.

        The clips whose paths are in `moves` are moved to where their dates and titles say. Clips that are protected
        against writing are changed only with `force`.
        """
        from clipper.library.outcome import Outcome
        from clipper.library.refile import name_rule

        outcome = Outcome({stored.path: stored for stored, _ in edits}, advance)
        by_path = [(stored.path, edit) for stored, edit in edits]
        rule = name_rule(moves, always=self._refile)
        if dry_run or not by_path:
            outcome.record(self._try(path, edit, rule) for path, edit in by_path)
            return outcome
        with self._operation(force=force, deed=deed, clips=[stored for stored, _ in edits]) as operation:
            outcome.record(operation.change(by_path, rule))
            operation.raise_if_stopped(outcome.done, len(edits), outcome.failed, outcome.linked)
        return outcome

    def configure(self, edit: "Edit", deed: Deed) -> bool:
        """Change the archive's settings file by an edit of its bytes, and return whether they changed."""
        with self._operation(deed=deed) as operation:
            (result,) = operation.change([(SETTINGS_NAME, edit)])
        if result.error:
            raise result.error
        return result.changed

    def remove(self, clips: "Sequence[StoredClip]", *, force: bool = False) -> "Outcome":
        """Remove clips from the archive; the history keeps them. Write-protected ones are removed only with `force`."""
        from clipper.library.outcome import Outcome

        outcome = Outcome({stored.path: stored for stored in clips})
        with self._operation(force=force, deed=REMOVED, clips=clips) as operation:
            outcome.record(operation.remove((path, "") for stored in clips for path in self._with_originals(stored)))
            operation.raise_if_stopped(outcome.done, len(clips), outcome.failed, outcome.linked)
        return outcome

    def undo(self, record: "OperationRecord", advance: "Advance | None" = None, *, force: bool = False) -> "Outcome":
        """Undo an operation; the outcome holds the errors of the files that were changed since."""
        from clipper.library.outcome import Outcome
        from clipper.store import undo

        outcome = Outcome({}, advance)
        titles = {change.path: change.title for change in record.changes}
        titles |= {change.path: titles.get(change.moved_from, "") for change in record.changes if change.moved_from}
        with self._operation(undoes=record.number, force=force, titles=titles) as operation:
            outcome.record(undo.undo_operation(self._archive, self.history, record, operation))
            operation.raise_if_stopped(outcome.done, len(record.changes), outcome.failed, outcome.linked)
        return outcome

    def forget(self, records: "Sequence[OperationRecord]") -> None:
        """Drop operations from the history. This cannot be undone: ask the user first."""
        with self._operation():
            self.history.forget(records)

    def _free_path(self, name: str) -> str:
        from clipper.model.naming import numbered_paths

        return next(path for path in numbered_paths(name, {}) if not self._archive.path(path).exists())

    def _with_originals(self, stored: "StoredClip") -> list[str]:
        return [stored.path, *self._archive.originals(stored.path)]

    @contextlib.contextmanager
    def _operation(
        self,
        *,
        undoes: int = 0,
        force: bool = False,
        deed: Deed | None = None,
        clips: "Sequence[StoredClip]" = (),
        titles: Mapping[str, str] | None = None,
    ) -> "Iterator[Operation]":
        from clipper.store import operation

        names = {stored.path: stored.clip.title for stored in clips} if titles is None else titles
        now, words = self._system.now().isoformat(), self._command_line
        try:
            with operation.begin(
                self._archive, when=now, command_line=words, undoes=undoes, force=force, deed=deed, titles=names
            ) as running:
                self.foreign += running.foreign
                yield running
        finally:
            self._on_write()

    def _try(self, path: str, edit: "Edit", name_rule: "NameRule") -> "FileResult":
        """Return what an edit would do to a clip; nothing is written."""
        from clipper.store.operation import FileResult

        try:
            old = self._archive.read(path)
            new = self._archive.apply_edit(path, old, edit)
            name = name_rule(path, old, new)
            target = self._free_path(name) if name else ""
            return FileResult(path, changed=new != old or bool(target), moved_to=target)
        except ClipperError as error:
            return FileResult(path, error=error)
