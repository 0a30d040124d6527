"""Drafts: files that are complete and on disk before they get their names."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PART = ".part"
"""The ending of a file that is half written."""

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOSYS, errno.EMLINK}


@dataclass(slots=True)
class Draft:
    """A file that is to get the name of another; it may be cleared away as long as it is known what stands in it."""

    path: Path
    is_known: bool = True

    @property
    def part(self) -> Path:
        """Its name while it is half written."""
        return self.path.with_name(self.path.name + PART)

    def give_name(self, path: Path) -> None:
        """Make a new file of it; raise FileExistsError, and touch nothing, where one stands."""
        try:
            os.link(self.path, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _reserve(path)
            try:
                self.path.replace(path)
            except OSError:
                path.unlink()
                raise

    def clear_away(self) -> None:
        """Remove what is left of it; what stays is for the next operation to clear away, or to keep."""
        for left in (self.part, self.path) if self.is_known else ():
            with contextlib.suppress(OSError):
                left.unlink()


@contextlib.contextmanager
def drafts(wanted: Iterable[tuple[Path, bytes]], *, spare: Path, like: Path | None = None) -> Iterator[list[Draft]]:
    """Yield a draft for each path, complete and on disk, under a name that no list shows; it is gone afterwards.

    All are written before the first is waited for: the disk takes many together in little more time than one.
    """
    made: list[Draft] = []
    with contextlib.ExitStack() as left:
        with contextlib.ExitStack() as opened:
            handles = []
            for path, new in wanted:
                made.append(Draft(_place_for(path, spare)))
                left.callback(made[-1].clear_away)
                handles.append(opened.enter_context(_written(made[-1].part, new, like)))
            if len(handles) > 1 and hasattr(os, "posix_fadvise"):
                for handle in handles:  # this begins the writing, so that one wait is nearly enough for all
                    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            for handle in handles:
                os.fsync(handle)
        for draft in made:
            draft.part.rename(draft.path)
        yield made


def _place_for(path: Path, spare: Path) -> Path:
    """Return an unused name on the disk on which a path lies."""
    name = os.urandom(8).hex()
    return spare / name if spare.stat().st_dev == path.parent.stat().st_dev else path.parent / f".{name}"


def _reserve(path: Path) -> None:
    """Take a name where files have no second one: a kill leaves an empty file, never a part of one."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666))


@contextlib.contextmanager
def _written(path: Path, new: bytes, like: Path | None = None) -> Iterator[int]:
    """Yield the handle of a new file into which all bytes were written, though none may be on disk yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with open(handle, "wb", buffering=0) as file:
        if like is not None:
            _take_after(handle, path, like)
        left = memoryview(new)
        while left:
            left = left[file.write(left) :]
        yield handle


def _take_after(handle: int, path: Path, like: Path) -> None:
    """Give a new file the owner, the mode and the extended attributes of another, as far as the system lets us."""
    about = like.lstat()
    with contextlib.suppress(OSError):  # only root gives files away
        os.fchown(handle, about.st_uid, about.st_gid)
    os.fchmod(handle, stat.S_IMODE(about.st_mode))
    with contextlib.suppress(OSError):  # a file system that refuses one attribute loses only that one
        for name in os.listxattr(like, follow_symlinks=False) if hasattr(os, "listxattr") else ():
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(like, name, follow_symlinks=False), follow_symlinks=False)
