"""The staged files of the edits in a batch: all are written and on disk before the first of them gets its name."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from clipper.errors import ClipperError
from clipper.store.operation.folders import Folders
from clipper.store.operation.results import FileResult, PreparedEdit
from clipper.system import files
from clipper.system.folder import Folder
from clipper.system.staging import StagedFile, staged_files


class StagedEdit(NamedTuple):
    """A replacement, and the staged file with its new bytes."""

    replacement: files.Replacement
    file: StagedFile


@contextlib.contextmanager
def staged_edits(
    batch: Sequence[PreparedEdit | FileResult], folders: Folders, temp_folder: Folder
) -> Iterator[list[StagedEdit | None]]:
    """Yield a staged edit for each prepared one in a batch.

    There is none for a single edit and for one that moves the clip. There is none at all if one cannot be staged: each
    is to be written by itself then, and meets its own error.
    """
    edits = [item for item in batch if _stays(item)]
    with contextlib.ExitStack() as stack:
        staged: list[StagedEdit] = []
        if len(edits) > 1:
            with contextlib.suppress(ClipperError, OSError):
                asked = [files.replacement(folders.entry(edit.path), edit.new, old=edit.old) for edit in edits]
                contents = [replacement.content for replacement in asked]
                ready = stack.enter_context(staged_files(contents, temp_folder=temp_folder))
                staged = [StagedEdit(*pair) for pair in zip(asked, ready, strict=True)]
        waiting = iter(staged)
        yield [next(waiting, None) if _stays(item) else None for item in batch]


def _stays(item: PreparedEdit | FileResult) -> TypeGuard[PreparedEdit]:
    """Tell whether it is an edit that leaves the clip where it is."""
    return isinstance(item, PreparedEdit) and not item.moves
