"""Write single files of an archive whose changes are in the journal already, and record what fails."""

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from clipper.errors import BusyError, ClipperError, RefusedError
from clipper.model import naming
from clipper.model.candidate import Candidate, Original
from clipper.store.archive import Archive, clip_errors
from clipper.store.history import Change
from clipper.store.history.journal import Journal
from clipper.store.operation.batches import BATCH_SIZE
from clipper.store.operation.folders import Folders
from clipper.store.operation.moving import prepare_moves, put_moved
from clipper.store.operation.new_files import NewFile
from clipper.store.operation.reading import digest_of, read_writable
from clipper.store.operation.results import FileResult, NameRule, PreparedEdit
from clipper.store.operation.staged_edits import StagedEdit
from clipper.store.operation.workspace import Workspace
from clipper.system import files
from clipper.system.folder import FolderEntry
from clipper.system.staging import StagedFile
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit

_MAX_TRIES = 3


def stay(_path: str, _old: bytes, _new: bytes) -> str:
    """Leave a clip where it is."""
    return ""


class FileWriter:
    """Writes single files; `changed_count` is the number of clips among them."""

    def __init__(self, archive: Archive, workspace: Workspace, journal: Journal, *, force: bool) -> None:
        self._archive = archive
        self._workspace = workspace
        self._journal = journal
        self._force = force
        self._trash_count = 0
        self.folders = Folders(workspace.root)
        self.changed_count = 0

    def prepare_edit(self, path: str, edit: "Edit", name_rule: NameRule = stay) -> PreparedEdit | None:
        """Read a clip, and apply an edit; return None if there is nothing to write, and the clip stays."""
        old, link_count = read_writable(self.folders, path, force=self._force)
        new = self._archive.apply_edit(path, old, edit)
        name = name_rule(path, old, new)
        moves = (
            prepare_moves(self._archive, self.folders, path, name, (old, new), self._next_trash_name) if name else ()
        )
        return PreparedEdit(path, edit, old, new, link_count, moves) if new != old or moves else None

    def prepare_removal(self, path: str, expected_digest: str) -> Change:
        """Return the change that removes a file; with an expected digest raise RefusedError if it has another."""
        digest = files.digest(read_writable(self.folders, path, force=self._force)[0])
        if expected_digest and digest != expected_digest:
            raise RefusedError(f"{safe(path)} was changed since")
        return Change(path, digest, trash_name=self._next_trash_name())

    def write_edit(self, prepared: PreparedEdit, staged: StagedEdit | None, name_rule: NameRule = stay) -> FileResult:
        """Write a prepared edit; begin again if the clip has other bytes by now."""
        path = prepared.path
        try:
            for tries_left in reversed(range(_MAX_TRIES)):
                with contextlib.suppress(files.ChangedMeanwhileError), clip_errors(path):
                    self._count(*self._put(prepared, staged))
                    moved_to = prepared.moves[0].target if prepared.moves else ""
                    return FileResult(path, changed=True, link_count=prepared.link_count, moved_to=moved_to)
                self._cancel(prepared, is_changed=True)
                staged = None
                self.folders.release(move.target for move in prepared.moves)
                if not tries_left:
                    break
                renewed = self.prepare_edit(path, prepared.edit, name_rule)
                if renewed is None:
                    return FileResult(path)
                prepared = renewed
                self._journal.append(prepared.journal_entries)
            raise BusyError(f"{safe(path)} was changed by another program", hint="Try again.")
        except ClipperError as error:
            self._cancel(prepared)
            return FileResult(path, error=error)

    def move_to_trash(self, change: Change) -> FileResult:
        """Remove a file; the history keeps it."""
        try:
            with clip_errors(change.path):
                target = self.folders.entry(change.path)
                trash_file = self._journal.trash_entry(change.trash_name)
                files.move(target, trash_file, temp_folder=self._workspace.temp)
        except ClipperError as error:
            return self._failure(change.path, change.old_digest, error)
        self._count(target, trash_file)
        return FileResult(change.path, changed=True)

    def prepare_restored(self, file: NewFile) -> NewFile | FileResult:
        """Return a file that is to be created again, or the result if one is there."""
        try:
            with clip_errors(file.path):
                if self.folders.make(file.path).exists():
                    raise RefusedError(f"{safe(file.path)} exists already")
        except ClipperError as error:
            return FileResult(file.path, error=error)
        return file

    def restore(self, file: NewFile, staged: StagedFile | None) -> FileResult:
        """Create a prepared file again, which may be staged already."""
        try:
            with clip_errors(file.path):
                target = self._create(file, staged)
        except ClipperError as error:
            return self._failure(file.path, "", error)
        self._count(target)
        return FileResult(file.path, changed=True)

    def publish(self, path: str, candidate: Candidate, staged: StagedFile) -> str:
        """Give a staged clip its name, or another free one if a program has just taken that; return the path."""
        while True:
            target = self.folders.entry(path)
            try:
                staged.publish(target)
            except FileExistsError:
                self._journal.cancel(path)
                path = self.folders.reserve_path(naming.new_name(candidate.clip))
                self._journal.titles[path] = candidate.clip.title
                self._journal.append([NewFile(path, candidate.raw).journal_entry])
                continue
            except OSError:
                self._cancel_if(path, "")
                raise
            self._count(target)
            return path

    def publish_original(
        self, clip: str, original: Original, staged: Mapping[str, StagedFile], pending: set[str]
    ) -> None:
        """Give the original of a clip the clip's name and another suffix; it is staged unless the clip was renamed."""
        file = NewFile(clip.removesuffix(".md") + original.suffix, original.raw)
        if file.path not in staged:
            self._journal.append([file.journal_entry])
        pending.discard(file.path)
        with clip_errors(file.path):
            self._count(self._create(file, staged.get(file.path)))

    def _create(self, file: NewFile, staged: StagedFile | None) -> FolderEntry:
        target = self.folders.entry(file.path)
        if staged:
            staged.publish(target)
        else:
            files.create(target, file.raw, temp_folder=self._workspace.temp, metadata_from=file.metadata_from)
        return target

    def _put(self, prepared: PreparedEdit, staged: StagedEdit | None) -> tuple[FolderEntry, ...]:
        """Give a clip its new bytes, which may be staged already, or its new name; return the names that changed."""
        if prepared.moves:
            return put_moved(prepared.moves, self.folders, self._journal, self._workspace)
        if staged:
            files.exchange(*staged, temp_folder=self._workspace.replaced)
            return (staged.replacement.entry,)
        target = self.folders.entry(prepared.path)
        files.replace(target, prepared.new, old=prepared.old, temp_folder=self._workspace.replaced)
        return (target,)

    def _count(self, *targets: FolderEntry) -> None:
        """Count a clip that was written, and sync the folders after each batch; call it after every write."""
        self.changed_count += targets[0].name.endswith(".md")
        self.folders.mark_changed(*targets)
        if not self.changed_count % BATCH_SIZE:
            self.folders.sync()

    def _next_trash_name(self) -> str:
        self._trash_count += 1
        return f"{self._trash_count}.md"

    def _failure(self, path: str, old_digest: str, error: ClipperError) -> FileResult:
        """Return the result of a write that failed; if the file is as it was, its change leaves nothing to undo."""
        self._cancel_if(path, old_digest)
        return FileResult(path, error=error)

    def _cancel(self, prepared: PreparedEdit, *, is_changed: bool = False) -> None:
        """Record which changes were not made: of files that are as they were, or that another program has changed."""
        for change, _ in prepared.journal_entries:
            digest = digest_of(self.folders, change.path)
            is_ours = digest is None or digest == change.new_digest
            if digest == change.old_digest or (not is_ours if change.moved_from else is_changed):
                self._journal.cancel(change.path)

    def _cancel_if(self, path: str, old_digest: str) -> None:
        if digest_of(self.folders, path) == old_digest:
            self._journal.cancel(path)
