"""The write protocol: a file is wholly the old one or wholly the new one, whatever happens in between."""

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clipper.errors import BusyError, DiskError, RefusedError, UnreadableError
from clipper.exchange import exchange
from clipper.text import safe

PATIENCE = 10.0
"""Seconds that a writer waits for another one."""

PART = ".part"
"""The ending of a file that is half written."""

_POLL = 0.02
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOSYS, errno.EMLINK}
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}


class ChangedMeanwhileError(BusyError):
    """Another program wrote to the clip between our reading and our writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{safe(path.name)} was changed by another program", hint="Try again.")


def identity(raw: bytes) -> str:
    """Return what tells the content of a file from any other."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the one writers' lock; wait for it at most `PATIENCE` seconds, then raise BusyError.

    The lock file is never replaced or removed: a lock on a file that another process may rename locks nothing.
    """
    import fcntl

    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise BusyError("another clipper is writing to this archive", hint="Try again.") from None
                time.sleep(_POLL)
        yield
    finally:
        os.close(handle)


def read(path: Path | str, most: int | None = None) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, of more than `most` the first ones, and what the system says of it.

    A link, a device or a pipe is refused without being opened for long.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError("it is a symbolic link") from error
        raise
    with open(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableError("it is no regular file")
        return file.read() if most is None else file.read(min(about.st_size, most)), about


def replace(path: Path, new: bytes, *, old: bytes, spare: Path) -> None:
    """Put new bytes in the place of the old ones, or raise ChangedMeanwhileError when these are no longer there.

    `spare` is the folder for the unfinished file. The folder of `path` is not synced: see `sync_folder`.
    """
    with _unfinished(path, new, spare, like=path) as unfinished:
        if not _holds(path, old):
            raise ChangedMeanwhileError(path)
        try:
            exchanged = exchange(unfinished.path, path)
        except FileNotFoundError as error:
            raise ChangedMeanwhileError(path) from error
        if not exchanged:
            unfinished.path.replace(path)
            return
        unfinished.is_known = False  # it is what stood there until now
        if not _holds(unfinished.path, old):
            # Another program saved between our look and the exchange. What it saved gets its name back.
            exchange(unfinished.path, path)
            unfinished.is_known = _holds(unfinished.path, new)
            raise ChangedMeanwhileError(path)
        unfinished.is_known = True


def create(path: Path, new: bytes, *, spare: Path, like: Path | None = None) -> None:
    """Make a new file, with the mode of another; raise FileExistsError, and touch nothing, where one stands."""
    with _unfinished(path, new, spare, like) as unfinished:
        try:
            os.link(unfinished.path, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _reserve(path)
            try:
                unfinished.path.replace(path)
            except OSError:
                path.unlink()
                raise


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
        reason = error.strerror or str(error)
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise RefusedError(f"{what}: {reason.lower()}") from error
        raise DiskError(f"{what}: {reason.lower()}") from error


@dataclass(slots=True)
class _Unfinished:
    """A file beside the one that it is meant for; it may be cleared away as long as it is known what stands in it."""

    path: Path
    is_known: bool = True


@contextlib.contextmanager
def _unfinished(path: Path, new: bytes, spare: Path, like: Path | None = None) -> Iterator[_Unfinished]:
    """Yield a file that is complete and on disk, under a name that no list shows; it is gone afterwards."""
    name = _unused_name()
    unfinished = _Unfinished(spare / name)
    if spare.stat().st_dev != path.parent.stat().st_dev:
        unfinished.path = path.parent / f".{name}"
    part = unfinished.path.with_name(unfinished.path.name + PART)
    try:
        _write(part, new, like)
        part.rename(unfinished.path)
        yield unfinished
    finally:
        # One that stays is for the next operation to clear away, or to keep; it says nothing of this one.
        for left in (part, unfinished.path) if unfinished.is_known else ():
            with contextlib.suppress(OSError):
                left.unlink()


def _unused_name() -> str:
    return os.urandom(8).hex()


def _holds(path: Path, raw: bytes) -> bool:
    """Tell whether a regular file stands there with these bytes, and keeps them while it is read; if in doubt, not."""
    try:
        now, about = read(path)
        then = path.lstat()
    except (OSError, UnreadableError):
        return False
    same = os.path.samestat(then, about) and (then.st_size, then.st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    return same and now == raw


def _reserve(path: Path) -> None:
    """Take a name where files have no second one: a kill leaves an empty file, never a part of one."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666))


def _write(path: Path, new: bytes, like: Path | None = None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with open(handle, "wb", buffering=0) as file:
        if like is not None:
            _take_after(handle, path, like)
        left = memoryview(new)
        while left:
            left = left[file.write(left) :]
        os.fsync(handle)


def _take_after(handle: int, path: Path, like: Path) -> None:
    """Give a new file the owner, the mode and the extended attributes of another, as far as the system lets us."""
    about = like.lstat()
    with contextlib.suppress(OSError):  # only root gives files away
        os.fchown(handle, about.st_uid, about.st_gid)
    os.fchmod(handle, stat.S_IMODE(about.st_mode))
    _copy_attributes(like, path)


def _copy_attributes(source: Path, target: Path) -> None:
    """Copy extended attributes where the system has them; a file system that refuses one loses only that one."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(source, follow_symlinks=False):
            with contextlib.suppress(OSError):
                os.setxattr(target, name, os.getxattr(source, name, follow_symlinks=False), follow_symlinks=False)
