"""Open folders: what is done in one is done there, even if another program has put a link in the place of its path."""

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple

from clipper.errors import RefusedError
from clipper.system.swap import exchange
from clipper.text import safe

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FSYNC_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF}


class LinkedFolderError(RefusedError):
    """A symbolic link stands where a folder is to be; it is not followed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{safe(str(path))} is a symbolic link, which clipper does not follow")


class Folder:
    """A folder that is held open; `path` says where it was.

    Like an open file, it is closed when nobody uses it any more. A name in it is looked up through its descriptor, not
    through its path, and a link of that name is not followed.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor

    def __del__(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self.descriptor)

    def __truediv__(self, name: str) -> "FolderEntry":
        return FolderEntry(self, name)

    @classmethod
    def at(cls, path: Path) -> "Folder":
        """Open a folder by its path; links in the path are followed."""
        return cls(path, os.open(path, _FOLDER))

    def subfolder(self, name: str) -> "Folder":
        """Open a folder in this one; raise LinkedFolderError if it is a symbolic link."""
        path = self.path / name
        try:
            return Folder(path, os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=self.descriptor))
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EMLINK} and (self / name).is_link():
                raise LinkedFolderError(path) from error
            raise

    def own_subfolder(self, name: str) -> "Folder":
        """Open a folder of clipper's own in this one; raise RefusedError if it is something else.

        It must be on the same disk and belong to the user: what is done in a folder that an archive brings along must
        not be done elsewhere.
        """
        hint = "Remove it, and clipper makes its own."
        try:
            folder = self.subfolder(name)
        except LinkedFolderError as error:
            error.hint = hint
            raise
        except NotADirectoryError as error:
            raise RefusedError(f"{safe(str(self.path / name))} is not a folder", hint=hint) from error
        status, parent = os.fstat(folder.descriptor), os.fstat(self.descriptor)
        if status.st_dev != parent.st_dev:
            problem = "is on another disk than the archive"
        elif status.st_uid not in {parent.st_uid, os.geteuid()}:
            problem = "belongs to another user"
        else:
            return folder
        raise RefusedError(f"{safe(str(folder.path))} {problem}", hint=hint)

    def make(self, name: str) -> None:
        """Make a folder in this one, unless there is something of that name."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(name, dir_fd=self.descriptor)

    def names(self) -> list[str]:
        """Return the names of all that is in it."""
        return os.listdir(self.descriptor)

    def sync(self) -> None:
        """Wait until the names in it are on disk (`fsync`)."""
        try:
            os.fsync(self.descriptor)
        except OSError as error:
            if error.errno not in _FSYNC_UNSUPPORTED:
                raise

    @property
    def device(self) -> int:
        """The number of the disk that it is on."""
        return os.fstat(self.descriptor).st_dev


class FolderEntry(NamedTuple):
    """A name in an open folder, whether there is a file of that name or not."""

    folder: Folder
    name: str

    @property
    def path(self) -> Path:
        """Its path, for messages."""
        return self.folder.path / self.name

    def with_name(self, name: str) -> "FolderEntry":
        """Return another name in the same folder."""
        return FolderEntry(self.folder, name)

    def open(self, flags: int, mode: int = 0o666) -> int:
        """Open the file, and return its descriptor; a link is not followed."""
        return os.open(self.name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, mode, dir_fd=self.folder.descriptor)

    def status(self) -> os.stat_result:
        """Return the status of the file; if it is a link, that of the link."""
        return os.stat(self.name, dir_fd=self.folder.descriptor, follow_symlinks=False)

    def exists(self) -> bool:
        """Tell whether there is anything of this name."""
        try:
            self.status()
        except FileNotFoundError:
            return False
        return True

    def is_link(self) -> bool:
        """Tell whether it is a symbolic link."""
        return self.exists() and stat.S_ISLNK(self.status().st_mode)

    def is_writable(self) -> bool:
        """Tell whether the user may write to the file."""
        return os.access(self.name, os.W_OK, dir_fd=self.folder.descriptor)

    def link(self, new: "FolderEntry") -> None:
        """Give the file a second name; raise FileExistsError if that is taken."""
        descriptors = {"src_dir_fd": self.folder.descriptor, "dst_dir_fd": new.folder.descriptor}
        os.link(self.name, new.name, **descriptors, follow_symlinks=False)

    def rename(self, new: "FolderEntry") -> None:
        """Give the file another name."""
        os.rename(self.name, new.name, src_dir_fd=self.folder.descriptor, dst_dir_fd=new.folder.descriptor)

    def replace(self, new: "FolderEntry") -> None:
        """Give the file another name; a file that has it already is lost."""
        os.replace(self.name, new.name, src_dir_fd=self.folder.descriptor, dst_dir_fd=new.folder.descriptor)

    def swap(self, other: "FolderEntry") -> bool:
        """Swap the names of two files in one step; return False, and change nothing, if the system cannot."""
        return exchange(self.folder.descriptor, self.name, other.folder.descriptor, other.name)

    def unlink(self) -> None:
        """Remove the name."""
        os.unlink(self.name, dir_fd=self.folder.descriptor)

    def remove_folder(self) -> None:
        """Remove the folder of this name, which must be empty."""
        os.rmdir(self.name, dir_fd=self.folder.descriptor)
