"""New files of an operation: clips and originals that are added, and those that are restored."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clipper.errors import ClipperError
from clipper.model.candidate import Candidate
from clipper.store.history import Change
from clipper.store.operation.folders import Folders
from clipper.store.operation.results import FileResult, JournalEntry
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry
from clipper.system.staging import Content, StagedFile, staged_files
from clipper.text import safe


class NewFile(NamedTuple):
    """A file that is to be created: its path and its bytes; with `metadata_from` it gets that file's owner and mode."""

    path: str
    raw: bytes
    metadata_from: FolderEntry | None = None

    @property
    def journal_entry(self) -> JournalEntry:
        """The change for the journal; there are no old bytes."""
        return Change(self.path, "", files.digest(self.raw)), b""


@contextlib.contextmanager
def staged_new(new: Sequence[NewFile], folders: Folders, temp_folder: Folder) -> Iterator[list[StagedFile]]:
    """Make the folders of new files, and yield their staged files."""
    with contextlib.ExitStack() as stack:  # it lets `disk_errors` end before the caller works with the files
        contents = []
        for file in new:
            with files.disk_errors(f"{safe(file.path)} cannot be written"):
                contents.append(Content(folders.make(file.path), file.raw, file.metadata_from))
        name = safe(new[0].path) if len(new) == 1 else "new clips"
        with files.disk_errors(f"{name} cannot be written"):
            staged = stack.enter_context(staged_files(contents, temp_folder=temp_folder))
        yield staged


@contextlib.contextmanager
def staged_restored(
    batch: Sequence[NewFile | FileResult], folders: Folders, temp_folder: Folder
) -> Iterator[list[StagedFile | None]]:
    """Yield a staged file for each one in a batch that is to be created again; none at all if one cannot be staged."""
    new = [item for item in batch if isinstance(item, NewFile)]
    with contextlib.ExitStack() as stack:
        staged: list[StagedFile] = []
        if len(new) > 1:
            with contextlib.suppress(ClipperError, OSError):
                staged = stack.enter_context(staged_new(new, folders, temp_folder))
        waiting = iter(staged)
        yield [next(waiting, None) if isinstance(item, NewFile) else None for item in batch]


def new_files(path: str, candidate: Candidate) -> Iterator[NewFile]:
    """Yield the files of a new clip: the clip, then its original."""
    yield NewFile(path, candidate.raw)
    if candidate.original:
        yield NewFile(path.removesuffix(".md") + candidate.original.suffix, candidate.original.raw)
