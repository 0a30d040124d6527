"""Read and write single files. After a crash during a write, the file has either all old bytes or all new ones.

The exception is `overwrite`, which writes in place where a file cannot be replaced by another.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from clipper.errors import BusyError, DiskError, RefusedError, UnreadableError, reason
from clipper.model import hashing
from clipper.system import replaced
from clipper.system.folder import Folder, FolderEntry
from clipper.system.staging import Content, StagedFile, staged_files
from clipper.text import safe

MAX_SIZE = 128 << 20
"""The size of the largest file that is read whole: an archive from elsewhere may claim more bytes than there are."""

_RENAME_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}
"""The folder is not ours, or the file is a mount of its own."""


class ChangedMeanwhileError(BusyError):
    """Another program wrote to the file between our reading and our writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{safe(path.name)} was changed by another program", hint="Try again.")


def digest(raw: bytes) -> str:
    """Return the hash of a file's content (BLAKE2b, 128 bits, in hexadecimal), as the history records it."""
    return hashing.digest(raw, 16).hex()


def read(file: Path | str | FolderEntry, limit: int | None = None) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, at most the first `limit`, and its status as `os.fstat` returns it.

    Raise UnreadableError for a link, a device or a pipe, and without a limit for a file of more than `MAX_SIZE`.
    """
    with open_regular(file) as opened:
        status = os.fstat(opened.fileno())
        if limit is not None:
            return opened.read(min(status.st_size, limit)), status
        if status.st_size > MAX_SIZE:
            raise UnreadableError(f"it is larger than {MAX_SIZE >> 20} MB")
        return opened.read(), status


def open_regular(file: Path | str | FolderEntry) -> BinaryIO:
    """Open a regular file for reading; raise UnreadableError for anything else. A pipe is not waited for."""
    flags = os.O_RDONLY | os.O_NONBLOCK
    try:
        if isinstance(file, FolderEntry):
            descriptor = file.open(flags)
        else:
            descriptor = os.open(file, flags | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError("it is a symbolic link") from error
        raise
    opened = open(descriptor, "rb")  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        opened.close()
        raise UnreadableError("it is not a regular file")
    return opened


def is_file(path: Path) -> bool:
    """Tell whether there is a regular file at a path; False for a link, and for a name that no file can have."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


class Replacement(NamedTuple):
    """New bytes for a file whose old ones are known, and what its status was when they were asked for."""

    entry: FolderEntry
    new: bytes
    old: bytes
    status: os.stat_result

    @property
    def content(self) -> Content:
        """What is to be staged."""
        return Content(self.entry, self.new, self.entry, replaced.label(digest(self.old), self.status))


def replacement(entry: FolderEntry, new: bytes, *, old: bytes) -> Replacement:
    """Return what is to be written; raise ChangedMeanwhileError if the file is gone."""
    try:
        return Replacement(entry, new, old, entry.status())
    except FileNotFoundError as error:
        raise ChangedMeanwhileError(entry.path) from error


def replace(entry: FolderEntry, new: bytes, *, old: bytes, temp_folder: Folder) -> None:
    """Replace the content of a file, or raise ChangedMeanwhileError if its content is no longer `old`.

    The new content is written to a file in `temp_folder` and synced, then the two files swap their names. There the
    replaced file stays: see `replaced`. The folder of the file is not synced.
    """
    asked = replacement(entry, new, old=old)
    with staged_files([asked.content], temp_folder=temp_folder) as (staged,):
        exchange(asked, staged, temp_folder=temp_folder)


def exchange(asked: Replacement, staged: StagedFile, *, temp_folder: Folder) -> None:
    """Give the name of a file to the staged one, which holds its new content, as `replace` does."""
    entry, new, old = asked.entry, asked.new, asked.old
    if not has_content(entry, old) or not _has_rights(entry, asked.status):
        raise ChangedMeanwhileError(entry.path)
    try:
        swapped = staged.entry.swap(entry)
    except FileNotFoundError as error:
        raise ChangedMeanwhileError(entry.path) from error
    if not swapped:
        with contextlib.suppress(OSError):  # this disk knows no hard links
            entry.link(temp_folder / replaced.new_name(asked.content.label))
        staged.entry.replace(entry)
        return
    staged.is_disposable = False  # from now on it holds the old content
    if not has_content(staged.entry, old):
        # Another program saved between our check and the swap: the file that it saved gets its name back.
        staged.entry.swap(entry)
        staged.is_disposable = has_content(staged.entry, new)
        raise ChangedMeanwhileError(entry.path)
    staged.is_disposable = staged.entry.folder is not temp_folder


def create(entry: FolderEntry, new: bytes, *, temp_folder: Folder, metadata_from: FolderEntry | None = None) -> None:
    """Create a file, with the owner and mode of another if wanted; raise FileExistsError if the name is taken."""
    with staged_files([Content(entry, new, metadata_from)], temp_folder=temp_folder) as (staged,):
        staged.publish(entry)


def make_folders(path: Path) -> None:
    """Make a folder, and its parents, where they do not exist, and wait until their names are on disk."""
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(exist_ok=True)
    Folder.at(path.parent).sync()


def overwrite(path: Path, new: bytes) -> None:
    """Write a file, whether it exists or not; after a crash it has either all old bytes or all new ones.

    A symbolic link stays, and the file that it leads to is written. What is not a regular file, as `/dev/stdout` or a
    pipe, is written directly, and so is a file that cannot be renamed, as in a folder where no file can be created.
    """
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(new)
            return
    path = path.resolve()
    is_new = not path.exists()
    if not is_new and not os.access(path, os.W_OK):  # to replace it would need no permission to write to it
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    make_folders(path.parent)
    try:
        folder = Folder.at(path.parent)
        entry = folder / path.name
        content = Content(entry, new, None if is_new else entry)
        with staged_files([content], temp_folder=folder) as (staged,):
            staged.entry.replace(entry)
    except OSError as error:
        if is_new or error.errno not in _RENAME_REFUSED:
            raise
        path.write_bytes(new)
    else:
        folder.sync()


def move(entry: FolderEntry, target: FolderEntry, *, temp_folder: Folder) -> None:
    """Rename a file, also to another disk; a file that has the new name already is lost."""
    try:
        entry.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        create(target, read(entry)[0], temp_folder=temp_folder, metadata_from=entry)
        entry.unlink()


def expand_home(path: str) -> Path:
    """Return a path with `~` or `~user` replaced by the home folder; that of an unknown user stays as it is."""
    return Path(os.path.expanduser(path))


@contextlib.contextmanager
def disk_errors(message: str) -> Iterator[None]:
    """Turn an OSError into a DiskError, or a RefusedError if permission is missing: `message`, and the reason.

    So a full disk, for example, has the same error everywhere.
    """
    try:
        yield
    except OSError as error:
        kind = RefusedError if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS} else DiskError
        raise kind(f"{message}: {reason(error)}") from error


def has_content(entry: FolderEntry, raw: bytes) -> bool:
    """Tell whether a name is that of a regular file with these bytes, which did not change during the reading.

    If in doubt, return False.
    """
    try:
        content, opened = read(entry)
        named = entry.status()
    except (OSError, UnreadableError):
        return False
    is_same = os.path.samestat(named, opened)
    is_quiet = (named.st_size, named.st_mtime_ns) == (opened.st_size, opened.st_mtime_ns)
    return is_same and is_quiet and content == raw


def _has_rights(entry: FolderEntry, before: os.stat_result) -> bool:
    """Tell whether a file still has the owner and the mode that it had before, which its staged file has too."""
    now = entry.status()
    return (now.st_mode, now.st_uid, now.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
