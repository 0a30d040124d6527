"""One operation while it is under way: it adds, changes, removes and restores clips, and journals each change first."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from clipper.errors import BusyError, ClipperError, RefusedError, StoppedError
from clipper.model.candidate import Candidate, Original
from clipper.store.archive import Archive, clip_errors, clip_path, is_original
from clipper.store.history import Change
from clipper.store.history.journal import Journal
from clipper.store.operation.batches import BATCH_SIZE, batches
from clipper.store.operation.folders import Folders
from clipper.store.operation.reading import has_digest, read_writable
from clipper.store.operation.results import FileResult, PreparedEdit, new_file_entry
from clipper.store.operation.staged_batches import StagedEdit, staged_clips, staged_edits
from clipper.store.operation.workspace import Workspace
from clipper.system import files
from clipper.system.folder import FolderEntry
from clipper.system.staging import StagedFile
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.clipfile import Edit

_MAX_TRIES = 3


class Operation:
    """An operation that is under way, with the archive locked; it ends early if `should_stop` returns True."""

    def __init__(
        self, archive: Archive, workspace: Workspace, journal: Journal, should_stop: Callable[[], bool], *, force: bool
    ) -> None:
        self._archive = archive
        self._temp_folder = workspace.temp
        self._replaced_folder = workspace.replaced
        self._folders = Folders(workspace.root)
        self._journal = journal
        self._stop_requested = should_stop
        self._force = force
        self._changed_count = 0
        self._trash_count = 0
        self.is_stopped = False
        """Whether Ctrl-C ended it early."""
        self.foreign = workspace.foreign
        """What other programs wrote into files that the operation before had replaced."""

    def add(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """Write new clips, each under the first free name, and yield their paths; no file is ever overwritten."""
        for batch in batches(candidates, lambda candidate: len(candidate.raw)):
            paths = [self._folders.reserve_path(candidate.clip) for candidate in batch]
            self._journal.titles |= {path: item.clip.title for path, item in zip(paths, batch, strict=True)}
            entries = [new_file_entry(path, candidate.raw) for path, candidate in zip(paths, batch, strict=True)]
            with (
                self._journal.announce(entries) as pending,
                staged_clips(paths, batch, self._folders, self._temp_folder) as ready,
            ):
                for path, candidate, staged in zip(paths, batch, ready, strict=True):
                    if self.should_stop():
                        return
                    pending.remove(path)
                    published = self._publish(path, candidate, staged)
                    if candidate.original:
                        self._create_original(published, candidate.original)
                    yield published

    def change(self, edits: "Iterable[tuple[str, Edit]]") -> Iterator[FileResult]:
        """Apply an edit to each of some clips, and yield the results.

        If another program writes to a clip meanwhile, its bytes win: the edit is applied to them. After three times
        the result is a BusyError.
        """
        prepared = (self._prepare(path, edit) for path, edit in edits)
        for batch in batches(prepared, lambda item: len(item.old) if isinstance(item, PreparedEdit) else 0):
            entries = [item.journal_entry for item in batch if isinstance(item, PreparedEdit)]
            with (
                self._journal.announce(entries) as pending,
                staged_edits(batch, self._folders, self._replaced_folder) as ready,
            ):
                for item, staged in zip(batch, ready, strict=True):
                    if self.should_stop():
                        return
                    pending.discard(item.path)
                    yield self._replace(item, staged) if isinstance(item, PreparedEdit) else item

    def remove(self, clips: Iterable[tuple[str, str]]) -> Iterator[FileResult]:
        """Move clips to the trash, and yield the results.

        With each path comes the digest that the file must have, or an empty text. Pass a clip before its original: then
        Ctrl-C does not separate them, and if the clip cannot be removed, its original is kept.
        """
        failed: set[str] = set()
        clip = ""
        for batch in batches((self._prepare_removal(path, digest) for path, digest in clips), lambda _: 0):
            with self._journal.announce([(item, b"") for item in batch if isinstance(item, Change)]) as pending:
                for item in batch:
                    if clip_path(item.path) != clip and self.should_stop():
                        return
                    clip = clip_path(item.path)
                    if clip in failed:
                        yield FileResult(item.path)
                        continue
                    pending.discard(item.path)
                    result = self._move_to_trash(item) if isinstance(item, Change) else item
                    if result.error:
                        failed.add(item.path)
                    yield result

    def restore(self, path: str, raw: bytes, metadata_from: FolderEntry | None = None) -> FileResult:
        """Create a clip that was removed, with the owner and mode of another file; an existing file is an error."""
        try:
            with clip_errors(path):
                target = self._folders.make(path)
                if target.exists():
                    raise RefusedError(f"{safe(path)} exists already")
            with self._journal.announce([new_file_entry(path, raw)]) as pending, clip_errors(path):
                pending.remove(path)
                files.create(target, raw, temp_folder=self._temp_folder, metadata_from=metadata_from)
        except ClipperError as error:
            return self._failure(path, "", error)
        self._after_write(target)
        return FileResult(path, changed=True)

    def should_stop(self) -> bool:
        """Tell whether the user has pressed Ctrl-C; from then on, `is_stopped` is True."""
        self.is_stopped = self.is_stopped or self._stop_requested()
        return self.is_stopped

    def raise_if_stopped(
        self, done: int, total: int, failed: Sequence[ClipperError] = (), linked: Sequence[str] = ()
    ) -> None:
        """Raise StoppedError, with what is to be reported of the clips that are done, if Ctrl-C ended it early."""
        if self.is_stopped:
            message = f"stopped after {done} of {total}; run the same command again for the rest"
            raise StoppedError(message, failed=failed, linked=linked)

    def finish(self, *, complete: bool = True) -> None:
        """Sync the folders, and close the journal."""
        try:
            self._folders.sync()
        finally:
            self._journal.close(self._changed_count, complete=complete and not self.is_stopped)

    def _prepare(self, path: str, edit: "Edit") -> PreparedEdit | FileResult:
        """Read a clip and apply an edit; return the result at once if there is nothing to write."""
        try:
            return self._read_and_edit(path, edit) or FileResult(path)
        except ClipperError as error:
            return FileResult(path, error=error)

    def _read_and_edit(self, path: str, edit: "Edit") -> PreparedEdit | None:
        old, link_count = read_writable(self._folders, path, force=self._force)
        new = self._archive.apply_edit(path, old, edit)
        return None if new == old else PreparedEdit(path, edit, old, new, link_count)

    def _replace(self, prepared: PreparedEdit, staged: StagedEdit | None) -> FileResult:
        """Write a prepared edit, whose old bytes are in the journal; begin again if the clip has other bytes by now."""
        path = prepared.path
        try:
            for tries_left in reversed(range(_MAX_TRIES)):
                with contextlib.suppress(files.ChangedMeanwhileError), clip_errors(path):
                    target = self._put(prepared, staged)
                    self._after_write(target)
                    return FileResult(path, changed=True, link_count=prepared.link_count)
                self._journal.cancel(path)
                staged = None
                if not tries_left:
                    break
                renewed = self._read_and_edit(path, prepared.edit)
                if renewed is None:
                    return FileResult(path)
                prepared = renewed
                self._journal.append([prepared.journal_entry])
            raise BusyError(f"{safe(path)} was changed by another program", hint="Try again.")
        except ClipperError as error:
            return self._failure(path, files.digest(prepared.old), error)

    def _put(self, prepared: PreparedEdit, staged: StagedEdit | None) -> FolderEntry:
        """Give a clip its new bytes, which may be staged already, and return its name."""
        if staged:
            files.exchange(*staged, temp_folder=self._replaced_folder)
            return staged.replacement.entry
        target = self._folders.entry(prepared.path)
        files.replace(target, prepared.new, old=prepared.old, temp_folder=self._replaced_folder)
        return target

    def _prepare_removal(self, path: str, expected_digest: str) -> Change | FileResult:
        try:
            digest = files.digest(read_writable(self._folders, path, force=self._force)[0])
            if expected_digest and digest != expected_digest:
                raise RefusedError(f"{safe(path)} was changed since")
        except ClipperError as error:
            return FileResult(path, error=error)
        self._trash_count += 1
        return Change(path, digest, trash_name=f"{self._trash_count}.md")

    def _move_to_trash(self, change: Change) -> FileResult:
        try:
            with clip_errors(change.path):
                target = self._folders.entry(change.path)
                trash_file = self._journal.trash_entry(change.trash_name)
                files.move(target, trash_file, temp_folder=self._temp_folder)
        except ClipperError as error:
            return self._failure(change.path, change.old_digest, error)
        self._after_write(target, trash_file)
        return FileResult(change.path, changed=True)

    def _failure(self, path: str, old_digest: str, error: ClipperError) -> FileResult:
        """Return the result of a write that failed; if the file is as it was, its change leaves nothing to undo."""
        if has_digest(self._folders, path, old_digest):
            self._journal.cancel(path)
        return FileResult(path, error=error)

    def _publish(self, path: str, candidate: Candidate, staged: StagedFile) -> str:
        """Give a staged clip its name, or another free one if a program has just taken that; return the path."""
        while True:
            target = self._folders.entry(path)
            try:
                staged.publish(target)
            except FileExistsError:
                self._journal.cancel(path)
                self._journal.titles[path := self._folders.reserve_path(candidate.clip)] = candidate.clip.title
                self._journal.append([new_file_entry(path, candidate.raw)])
                continue
            except OSError:
                if has_digest(self._folders, path, ""):
                    self._journal.cancel(path)
                raise
            self._after_write(target)
            return path

    def _create_original(self, path: str, original: Original) -> None:
        """Create the original of a clip, with the clip's name and another suffix."""
        original_path = path.removesuffix(".md") + original.suffix
        with (
            self._journal.announce([new_file_entry(original_path, original.raw)]) as pending,
            clip_errors(original_path),
        ):
            target = self._folders.entry(original_path)
            files.create(target, original.raw, temp_folder=self._temp_folder)
            pending.remove(original_path)
            self._after_write(target)

    def _after_write(self, *targets: FolderEntry) -> None:
        """Count a clip that was written, and sync the folders after each batch; call it after every write."""
        self._changed_count += not is_original(targets[0].name)
        self._folders.mark_changed(*targets)
        if not self._changed_count % BATCH_SIZE:
            self._folders.sync()
