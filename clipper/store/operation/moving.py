"""Move a clip and its originals: each is created under its new name, and only then does the old file go."""

import contextlib
from collections.abc import Callable, Sequence

from clipper.store.archive import Archive, read_errors
from clipper.store.history.journal import Journal
from clipper.store.operation.folders import Folders
from clipper.store.operation.results import FileMove
from clipper.store.operation.workspace import Workspace
from clipper.system import files, replaced
from clipper.system.folder import FolderEntry
from clipper.system.staging import Content, StagedFile, staged_files


def prepare_moves(
    archive: Archive,
    folders: Folders,
    path: str,
    name: str,
    versions: tuple[bytes, bytes],
    next_trash_name: Callable[[], str],
) -> tuple[FileMove, ...]:
    """Return the moves of a clip and its originals to a free path of a name.

    `versions` are the old and the new bytes of the clip. An original does not change.
    """
    originals = archive.originals(path)
    suffixes = [original.removeprefix(path.removesuffix(".md")) for original in originals]
    target = folders.reserve_path(name, suffixes)
    moves = [FileMove(path, target, *versions)]
    for original, suffix in zip(originals, suffixes, strict=True):
        with read_errors(original):
            raw, _ = files.read(folders.entry(original))
        moves.append(FileMove(original, target.removesuffix(".md") + suffix, raw, raw, next_trash_name()))
    return tuple(moves)


def put_moved(
    moves: Sequence[FileMove], folders: Folders, journal: Journal, workspace: Workspace
) -> tuple[FolderEntry, ...]:
    """Move files, and return their new and their old names; raise ChangedMeanwhileError if the first was changed.

    The journal has the moves already. If one fails, each file is where it was.
    """
    sources = [folders.entry(move.path) for move in moves]
    targets = [folders.make(move.target) for move in moves]
    trash = [journal.trash_entry(move.trash_name) for move in moves[1:]]
    contents = [Content(target, move.new, source) for target, move, source in zip(targets, moves, sources, strict=True)]
    with staged_files(contents, temp_folder=workspace.temp) as staged, contextlib.ExitStack() as take_back:
        for file, target, move in zip(staged, targets, moves, strict=True):
            try:
                file.publish(target)
            except FileExistsError as error:
                raise files.ChangedMeanwhileError(target.path) from error
            take_back.callback(_remove_again, target, move.new)
        folders.mark_changed(*targets)
        folders.sync_names()  # the new names are on disk before the old ones go
        for source, aside in zip(sources[1:], trash, strict=True):  # never is an original without its clip
            files.move(source, aside, temp_folder=workspace.temp)
            take_back.callback(_give_back, aside, source)
        _put_aside(sources[0], moves[0].old, workspace)
        take_back.pop_all()
    return (*targets, *sources)


def _put_aside(source: FolderEntry, old: bytes, workspace: Workspace) -> None:
    """Take a clip's old file away, to where replaced files stay; put it back if another program has saved it."""
    try:
        label = replaced.label(files.digest(old), source.status())
        aside = workspace.replaced / replaced.new_name(label)
        files.move(source, aside, temp_folder=workspace.replaced)
    except FileNotFoundError as error:
        raise files.ChangedMeanwhileError(source.path) from error
    if not files.has_content(aside, old):
        StagedFile(aside).publish(source)
        aside.unlink()
        raise files.ChangedMeanwhileError(source.path)


def _give_back(aside: FolderEntry, source: FolderEntry) -> None:
    with contextlib.suppress(OSError):  # else it is in the trash
        StagedFile(aside).publish(source)
        aside.unlink()


def _remove_again(target: FolderEntry, new: bytes) -> None:
    if files.has_content(target, new):
        with contextlib.suppress(OSError):
            target.unlink()
