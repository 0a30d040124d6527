"""The write protocol: a file is wholly the old one or wholly the new one, whatever happens in between."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from clipper.errors import BusyError, DiskError, RefusedError, UnreadableError, reason
from clipper.system.swap import exchange
from clipper.system.unnamed import drafts
from clipper.text import safe

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}


class ChangedMeanwhileError(BusyError):
    """Another program wrote to the clip between our reading and our writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{safe(path.name)} was changed by another program", hint="Try again.")


def identity(raw: bytes) -> str:
    """Return what tells the content of a file from any other."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def read(path: Path | str, most: int | None = None) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, of more than `most` the first ones, and what the system says of it.

    A link, a device or a pipe is refused without being opened for long.
    """
    with regular(path) as file:
        about = os.fstat(file.fileno())
        return file.read() if most is None else file.read(min(about.st_size, most)), about


def regular(path: Path | str) -> BinaryIO:
    """Open a regular file for reading; what else may stand there is refused as by `read`."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError("it is a symbolic link") from error
        raise
    file = open(handle, "rb")  # noqa: SIM115 - whoever asks for it closes it
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        file.close()
        raise UnreadableError("it is no regular file")
    return file


def is_file(path: Path) -> bool:
    """Tell whether a regular file stands there, and no link; a name that no file can have is none."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def replace(path: Path, new: bytes, *, old: bytes, spare: Path) -> None:
    """Put new bytes in the place of the old ones, or raise ChangedMeanwhileError when these are no longer there.

    `spare` is the folder for the unfinished file. The folder of `path` is not synced: see `sync_folder`.
    """
    with drafts([(path, new)], spare=spare, like=path) as (draft,):
        if not _holds(path, old):
            raise ChangedMeanwhileError(path)
        try:
            exchanged = exchange(draft.path, path)
        except FileNotFoundError as error:
            raise ChangedMeanwhileError(path) from error
        if not exchanged:
            draft.path.replace(path)
            return
        draft.is_known = False  # it is what stood there until now
        if not _holds(draft.path, old):
            # Another program saved between our look and the exchange. What it saved gets its name back.
            exchange(draft.path, path)
            draft.is_known = _holds(draft.path, new)
            raise ChangedMeanwhileError(path)
        draft.is_known = True


def create(path: Path, new: bytes, *, spare: Path, like: Path | None = None) -> None:
    """Make a new file, with the mode of another; raise FileExistsError, and touch nothing, where one stands."""
    with drafts([(path, new)], spare=spare, like=like) as (draft,):
        draft.give_name(path)


def move(path: Path, target: Path, *, spare: Path) -> None:
    """Give a file another name, also on another disk; whatever stands under the new name is lost."""
    try:
        path.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        create(target, read(path)[0], spare=spare, like=path)
        path.unlink()


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def expanded(path: str) -> Path:
    """Return a path with `~` as the home folder that it means; where nobody is called so, it stays as it is."""
    return Path(os.path.expanduser(path))


@contextlib.contextmanager
def said_of(what: str) -> Iterator[None]:
    """Turn the failure of the system into an error that says of what; a full disk and a forbidden one read alike."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise RefusedError(f"{what}: {reason(error)}") from error
        raise DiskError(f"{what}: {reason(error)}") from error


def _holds(path: Path, raw: bytes) -> bool:
    """Tell whether a regular file stands there with these bytes, and keeps them while it is read; if in doubt, not."""
    try:
        now, about = read(path)
        then = path.lstat()
    except (OSError, UnreadableError):
        return False
    same = os.path.samestat(then, about) and (then.st_size, then.st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    return same and now == raw
