"""Read and write single files. After a crash during a write, the file has either all old bytes or all new ones.

The exception is `overwrite`, which writes in place where a file cannot be replaced by another.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clipper.errors import BusyError, DiskError, RefusedError, UnreadableError, reason
from clipper.model import hashing
from clipper.system.staging import staged_files
from clipper.system.swap import atomic_swap
from clipper.text import safe

_RENAME_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}
"""The folder is not ours, or the file is a mount of its own."""
_FSYNC_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}


class ChangedMeanwhileError(BusyError):
    """Another program wrote to the file between our reading and our writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{safe(path.name)} was changed by another program", hint="Try again.")


def digest(raw: bytes) -> str:
    """Return the hash of a file's content (BLAKE2b, 128 bits, in hexadecimal), as the history records it."""
    return hashing.digest(raw, 16).hex()


def read(path: Path | str, limit: int | None = None) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, at most the first `limit`, and its status as `os.fstat` returns it.

    Raise UnreadableError for a link, a device or a pipe.
    """
    with open_regular(path) as file:
        status = os.fstat(file.fileno())
        return file.read() if limit is None else file.read(min(status.st_size, limit)), status


def open_regular(path: Path | str) -> BinaryIO:
    """Open a regular file for reading; raise UnreadableError for anything else. A pipe is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError("it is a symbolic link") from error
        raise
    file = open(descriptor, "rb")  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise UnreadableError("it is not a regular file")
    return file


def is_file(path: Path) -> bool:
    """Tell whether there is a regular file at a path; False for a link, and for a name that no file can have."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def require_own_folder(folder: Path) -> None:
    """Raise RefusedError if a path exists and is not a folder of the user's own.

    It must be a folder itself, not a link to one, and on the same disk as its parent: what is done in a folder that an
    archive brings along must not be done elsewhere.
    """
    try:
        status, parent = folder.lstat(), folder.parent.stat()
    except FileNotFoundError:
        return
    if stat.S_ISLNK(status.st_mode):
        problem = "is a symbolic link, which clipper does not follow"
    elif not stat.S_ISDIR(status.st_mode):
        problem = "is not a folder"
    elif status.st_dev != parent.st_dev:
        problem = "is on another disk than the archive"
    elif status.st_uid not in {parent.st_uid, os.geteuid()}:
        problem = "belongs to another user"
    else:
        return
    raise RefusedError(f"{safe(str(folder))} {problem}", hint="Remove it, and clipper makes its own.")


def replace(path: Path, new: bytes, *, old: bytes, temp_folder: Path) -> None:
    """Replace the content of a file, or raise ChangedMeanwhileError if its content is no longer `old`.

    The new content is written to a file in `temp_folder` and synced, then the two files swap their names. The folder
    of `path` is not synced: see `sync_folder`.
    """
    with staged_files([(path, new)], temp_folder=temp_folder, metadata_from=path) as (staged,):
        if not _has_content(path, old):
            raise ChangedMeanwhileError(path)
        try:
            swapped = atomic_swap(staged.path, path)
        except FileNotFoundError as error:
            raise ChangedMeanwhileError(path) from error
        if not swapped:
            staged.path.replace(path)
            return
        staged.is_disposable = False  # from now on it holds the old content
        if not _has_content(staged.path, old):
            # Another program saved between our check and the swap: the file that it saved gets its name back.
            atomic_swap(staged.path, path)
            staged.is_disposable = _has_content(staged.path, new)
            raise ChangedMeanwhileError(path)
        staged.is_disposable = True


def create(path: Path, new: bytes, *, temp_folder: Path, metadata_from: Path | None = None) -> None:
    """Create a file, with the owner and mode of another if wanted; raise FileExistsError if the path is taken."""
    with staged_files([(path, new)], temp_folder=temp_folder, metadata_from=metadata_from) as (staged,):
        staged.publish(path)


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
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with staged_files([(path, new)], temp_folder=path.parent, metadata_from=None if is_new else path) as (staged,):
            staged.path.replace(path)
    except OSError as error:
        if is_new or error.errno not in _RENAME_REFUSED:
            raise
        path.write_bytes(new)
    else:
        sync_folder(path.parent)


def move(path: Path, target: Path, *, temp_folder: Path) -> None:
    """Rename a file, also to another disk; a file that has the new name already is lost."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        create(target, read(path)[0], temp_folder=temp_folder, metadata_from=path)
        path.unlink()


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk (`fsync`)."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FSYNC_UNSUPPORTED:
            raise
    finally:
        os.close(descriptor)


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


def _has_content(path: Path, raw: bytes) -> bool:
    """Tell whether a path is a regular file with these bytes, which did not change during the reading.

    If in doubt, return False.
    """
    try:
        content, opened = read(path)
        named = path.lstat()
    except (OSError, UnreadableError):
        return False
    is_same = os.path.samestat(named, opened)
    is_quiet = (named.st_size, named.st_mtime_ns) == (opened.st_size, opened.st_mtime_ns)
    return is_same and is_quiet and content == raw
