"""Staged files: complete and on disk under a temporary name, before they get their own."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from clipper.system.folder import Folder, FolderEntry
from clipper.system.parallel import call_all

PARTIAL_SUFFIX = ".part"
"""The suffix of a file that is not complete yet."""

NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOSYS, errno.EMLINK}
"""How a link fails where a file cannot have a second name."""

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class StagedFile:
    """A file under a temporary name.

    `is_disposable` is False while its content may be the only copy of what another program saved: then it is not
    removed.
    """

    def __init__(self, entry: FolderEntry) -> None:
        self.entry = entry
        self.is_disposable = True

    @property
    def partial_entry(self) -> FolderEntry:
        """Its name while it is not complete."""
        return self.entry.with_name(self.entry.name + PARTIAL_SUFFIX)

    def publish(self, entry: FolderEntry) -> None:
        """Give the file its own name; raise FileExistsError, and change nothing, if that is taken."""
        try:
            self.entry.link(entry)
        except OSError as error:
            if error.errno not in NO_HARD_LINKS:
                raise
            _reserve_name(entry)
            try:
                self.entry.replace(entry)
            except OSError:
                entry.unlink()
                raise

    def remove(self) -> None:
        """Remove the temporary names; what cannot be removed is left to the next operation."""
        for entry in (self.partial_entry, self.entry) if self.is_disposable else ():
            with contextlib.suppress(OSError):
                entry.unlink()


class Content(NamedTuple):
    """The bytes that a file is to get; with `metadata_from` it gets the owner, mode and attributes of that file.

    `label` ends the temporary name.
    """

    entry: FolderEntry
    raw: bytes
    metadata_from: FolderEntry | None = None
    label: str = ""


@contextlib.contextmanager
def staged_files(contents: Iterable[Content], *, temp_folder: Folder) -> Iterator[list[StagedFile]]:
    """Yield a staged file for each content, complete and synced; the temporary names go afterwards.

    All files are written before the first is synced, and several are synced at once: to sync many takes little more
    time than to sync one.
    """
    staged: list[StagedFile] = []
    with contextlib.ExitStack() as cleanup:
        with contextlib.ExitStack() as opened:
            descriptors = []
            for content in contents:
                staged.append(StagedFile(_temp_entry(content.entry.folder, temp_folder, content.label)))
                cleanup.callback(staged[-1].remove)
                new = _write_new(staged[-1].partial_entry, content.raw, content.metadata_from)
                descriptors.append(opened.enter_context(new))
            if len(descriptors) > 1 and hasattr(os, "posix_fadvise"):
                for descriptor in descriptors:  # this starts the writing, so that the first sync waits for nearly all
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            call_all([partial(os.fsync, descriptor) for descriptor in descriptors])
        for file in staged:
            file.partial_entry.rename(file.entry)
        yield staged


def _temp_entry(folder: Folder, temp_folder: Folder, label: str) -> FolderEntry:
    """Return an unused name on the same disk as a folder: a file cannot be renamed from one disk to another.

    It is hidden in a folder that is the user's.
    """
    name = os.urandom(8).hex()
    is_apart = temp_folder is not folder and temp_folder.device == folder.device
    return temp_folder / (name + label) if is_apart else folder / f".{name}"


def _reserve_name(entry: FolderEntry) -> None:
    """Create an empty file, for a disk without hard links: a crash leaves an empty file, never a part of one."""
    os.close(entry.open(_NEW_FILE))


@contextlib.contextmanager
def _write_new(entry: FolderEntry, raw: bytes, metadata_from: FolderEntry | None = None) -> Iterator[int]:
    """Write a new file, and yield its descriptor, which is not synced yet."""
    descriptor = entry.open(_NEW_FILE)
    with open(descriptor, "wb", buffering=0) as file:
        if metadata_from is not None:
            _copy_metadata(descriptor, metadata_from)
        rest = memoryview(raw)
        while rest:
            rest = rest[file.write(rest) :]
        yield descriptor


def _copy_metadata(descriptor: int, metadata_from: FolderEntry) -> None:
    """Give a new file the owner, the mode and the extended attributes of another, as far as the system lets us."""
    status = metadata_from.status()
    with contextlib.suppress(OSError):  # only root may change the owner
        os.fchown(descriptor, status.st_uid, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    with contextlib.suppress(OSError):  # if the disk refuses an attribute, only that one is lost
        _copy_attributes(descriptor, metadata_from)


def _copy_attributes(descriptor: int, metadata_from: FolderEntry) -> None:
    if not hasattr(os, "listxattr"):
        return
    source = metadata_from.open(os.O_RDONLY | os.O_NONBLOCK)
    try:
        for name in os.listxattr(source):
            with contextlib.suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(source, name))
    finally:
        os.close(source)
