"""One operation while it is under way: it adds, changes, removes and restores clips, and journals each change first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, StoppedError
from clipper.model import naming
from clipper.model.candidate import Candidate
from clipper.store.archive import Archive, clip_path
from clipper.store.history import Change
from clipper.store.history.journal import Journal
from clipper.store.operation.batches import batches
from clipper.store.operation.file_writer import FileWriter, stay
from clipper.store.operation.new_files import NewFile, new_files, staged_new, staged_restored
from clipper.store.operation.results import FileResult, NameRule, PreparedEdit
from clipper.store.operation.staged_edits import staged_edits
from clipper.store.operation.workspace import Workspace

if TYPE_CHECKING:
    from clipper.clipfile import Edit


class Operation:
    """An operation that is under way, with the archive locked; it ends early if `should_stop` returns True."""

    def __init__(
        self, archive: Archive, workspace: Workspace, journal: Journal, should_stop: Callable[[], bool], *, force: bool
    ) -> None:
        self._writer = FileWriter(archive, workspace, journal, force=force)
        self._workspace = workspace
        self._folders = self._writer.folders
        self._journal = journal
        self._stop_requested = should_stop
        self.is_stopped = False
        """Whether Ctrl-C ended it early."""
        self.foreign = workspace.foreign
        """What other programs wrote into files that the operation before had replaced."""

    def add(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """Write new clips, each under the first free name, and yield their paths; no file is ever overwritten."""
        for batch in batches(candidates, lambda candidate: sum(len(file.raw) for file in new_files("", candidate))):
            paths = [self._folders.reserve_path(naming.new_name(candidate.clip)) for candidate in batch]
            self._journal.titles |= {path: item.clip.title for path, item in zip(paths, batch, strict=True)}
            new = [file for path, candidate in zip(paths, batch, strict=True) for file in new_files(path, candidate)]
            with (
                self._journal.announce([file.journal_entry for file in new]) as pending,
                staged_new(new, self._folders, self._workspace.temp) as ready,
            ):
                staged = {file.path: one for file, one in zip(new, ready, strict=True)}
                for path, candidate in zip(paths, batch, strict=True):
                    if self.should_stop():
                        return
                    pending.remove(path)
                    published = self._writer.publish(path, candidate, staged[path])
                    if candidate.original:
                        self._writer.publish_original(published, candidate.original, staged, pending)
                    yield published

    def change(self, edits: "Iterable[tuple[str, Edit]]", name_rule: NameRule = stay) -> Iterator[FileResult]:
        """Apply an edit to each of some clips, move those to which the rule gives another name; yield the results.

        If another program writes to a clip meanwhile, its bytes win: the edit is applied to them. After three times
        the result is a BusyError.
        """
        prepared = (self._prepare(path, edit, name_rule) for path, edit in edits)
        for batch in batches(prepared, lambda item: len(item.old) if isinstance(item, PreparedEdit) else 0):
            entries = [entry for item in batch if isinstance(item, PreparedEdit) for entry in item.journal_entries]
            with (
                self._journal.announce(entries) as pending,
                staged_edits(batch, self._folders, self._workspace.replaced) as ready,
            ):
                for item, staged in zip(batch, ready, strict=True):
                    if self.should_stop():
                        return
                    if isinstance(item, FileResult):
                        yield item
                        continue
                    pending.difference_update(item.paths)
                    yield self._writer.write_edit(item, staged, name_rule)

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
                    result = self._writer.move_to_trash(item) if isinstance(item, Change) else item
                    if result.error:
                        failed.add(item.path)
                    yield result

    def restore(self, removed: Iterable[NewFile | FileResult]) -> Iterator[FileResult]:
        """Create clips again that were removed, and yield the results; an existing file is an error.

        A result among them is yielded in its turn. Pass a clip before its original, as to `remove`.
        """
        clip = ""
        prepared = (self._writer.prepare_restored(item) if isinstance(item, NewFile) else item for item in removed)
        for batch in batches(prepared, lambda item: len(item.raw) if isinstance(item, NewFile) else 0):
            entries = [item.journal_entry for item in batch if isinstance(item, NewFile)]
            with (
                self._journal.announce(entries) as pending,
                staged_restored(batch, self._folders, self._workspace.temp) as ready,
            ):
                for item, staged in zip(batch, ready, strict=True):
                    if clip_path(item.path) != clip and self.should_stop():
                        return
                    clip = clip_path(item.path)
                    pending.discard(item.path)
                    yield self._writer.restore(item, staged) if isinstance(item, NewFile) else item

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
            self._journal.close(self._writer.changed_count, complete=complete and not self.is_stopped)

    def _prepare(self, path: str, edit: "Edit", name_rule: NameRule) -> PreparedEdit | FileResult:
        """Read a clip and apply an edit; return the result at once if there is nothing to write."""
        try:
            return self._writer.prepare_edit(path, edit, name_rule) or FileResult(path)
        except ClipperError as error:
            return FileResult(path, error=error)

    def _prepare_removal(self, path: str, expected_digest: str) -> Change | FileResult:
        try:
            return self._writer.prepare_removal(path, expected_digest)
        except ClipperError as error:
            return FileResult(path, error=error)
