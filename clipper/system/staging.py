"""Staged files: complete and on disk under a temporary name, before they get their own."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

PARTIAL_SUFFIX = ".part"
"""The suffix of a file that is not complete yet."""

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOSYS, errno.EMLINK}
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class StagedFile:
    """A file under a temporary name.

    `is_disposable` is False while its content may be the only copy of what another program saved: then it is not
    removed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_disposable = True

    @property
    def partial_path(self) -> Path:
        """Its path while it is not complete."""
        return self.path.with_name(self.path.name + PARTIAL_SUFFIX)

    def publish(self, path: Path) -> None:
        """Give the file its own name; raise FileExistsError, and change nothing, if that is taken."""
        try:
            os.link(self.path, path)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _reserve_name(path)
            try:
                self.path.replace(path)
            except OSError:
                path.unlink()
                raise

    def remove(self) -> None:
        """Remove the temporary names; what cannot be removed is left to the next operation."""
        for path in (self.partial_path, self.path) if self.is_disposable else ():
            with contextlib.suppress(OSError):
                path.unlink()


@contextlib.contextmanager
def staged_files(
    contents: Iterable[tuple[Path, bytes]], *, temp_folder: Path, metadata_from: Path | None = None
) -> Iterator[list[StagedFile]]:
    """Yield a staged file for each path and its bytes, complete and synced; the temporary names go afterwards.

    All files are written before the first is synced: to sync many takes little more time than to sync one. They get
    the owner, the mode and the extended attributes of the file `metadata_from`.
    """
    staged: list[StagedFile] = []
    with contextlib.ExitStack() as cleanup:
        with contextlib.ExitStack() as opened:
            descriptors = []
            for path, raw in contents:
                staged.append(StagedFile(_temp_path(path, temp_folder)))
                cleanup.callback(staged[-1].remove)
                descriptors.append(opened.enter_context(_write_new(staged[-1].partial_path, raw, metadata_from)))
            if len(descriptors) > 1 and hasattr(os, "posix_fadvise"):
                for descriptor in descriptors:  # this starts the writing, so that the first sync waits for nearly all
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            for descriptor in descriptors:
                os.fsync(descriptor)
        for file in staged:
            file.partial_path.rename(file.path)
        yield staged


def _temp_path(path: Path, temp_folder: Path) -> Path:
    """Return an unused name on the same disk as a path: a file cannot be renamed from one disk to another."""
    name = os.urandom(8).hex()
    return temp_folder / name if temp_folder.stat().st_dev == path.parent.stat().st_dev else path.parent / f".{name}"


def _reserve_name(path: Path) -> None:
    """Create an empty file, for a disk without hard links: a crash leaves an empty file, never a part of one."""
    os.close(os.open(path, _NEW_FILE, 0o666))


@contextlib.contextmanager
def _write_new(path: Path, raw: bytes, metadata_from: Path | None = None) -> Iterator[int]:
    """Write a new file, and yield its descriptor, which is not synced yet."""
    descriptor = os.open(path, _NEW_FILE, 0o666)
    with open(descriptor, "wb", buffering=0) as file:
        if metadata_from is not None:
            _copy_metadata(descriptor, path, metadata_from)
        rest = memoryview(raw)
        while rest:
            rest = rest[file.write(rest) :]
        yield descriptor


def _copy_metadata(descriptor: int, path: Path, metadata_from: Path) -> None:
    """Give a new file the owner, the mode and the extended attributes of another, as far as the system lets us."""
    status = metadata_from.lstat()
    with contextlib.suppress(OSError):  # only root may change the owner
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    with contextlib.suppress(OSError):  # if the disk refuses an attribute, only that one is lost
        for name in os.listxattr(metadata_from, follow_symlinks=False) if hasattr(os, "listxattr") else ():
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(metadata_from, name, follow_symlinks=False), follow_symlinks=False)
