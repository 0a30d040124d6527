"""Files outside the archive that are written piece by piece, and get their names when they are complete.

Until then they are hidden beside the name, so that Ctrl-C, a full disk or an error leaves nothing half written.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from clipper.errors import RefusedError
from clipper.system.files import disk_errors
from clipper.system.folder import Folder
from clipper.system.staging import StagedFile
from clipper.text import safe

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL
_BUFFER = 1 << 20


class NewFolder:
    """A folder that is being filled; `add` writes one file into it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made = {path}

    def add(self, name: str, raw: bytes) -> None:
        """Write a file; `name` has `/` between folders, which are made. It must not lead out of the folder."""
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise RefusedError(f"{safe(name)} would be written outside of the folder")
        file = self._path.joinpath(*parts)
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        descriptor = os.open(file, _NEW_FILE | os.O_NOFOLLOW, 0o666)
        with open(descriptor, "wb", buffering=0) as opened:
            rest = memoryview(raw)
            while rest:
                rest = rest[opened.write(rest) :]

    def sync(self) -> None:
        """Wait until all files and their names are on disk, in one call: one for each file takes far longer."""
        os.sync()


def check_target(path: Path, *, is_folder: bool, force: bool) -> None:
    """Raise RefusedError if a file, or a folder, must not be written at a path; nothing is written."""
    shown = safe(str(path))
    check_folder(path)
    if is_folder:
        if path.is_dir() and not path.is_symlink():
            if any(path.iterdir()):
                raise RefusedError(f"{shown} is a folder with something in it", hint="Name a new folder.")
        elif path.exists() or path.is_symlink():
            raise RefusedError(f"{shown} is there already, and is no folder", hint="Name a new folder.")
    elif path.is_dir():
        raise RefusedError(f"{shown} is a folder", hint="Name a file in it.")
    elif not force and (path.is_file() or path.is_symlink()):
        raise RefusedError(f"{shown} is there already", hint="--force writes over it.")


def check_folder(path: Path) -> None:
    """Raise RefusedError if the folder of a file is not there: it is a slip of the pen more often than a wish."""
    if not path.parent.is_dir():
        raise RefusedError(f"there is no folder {safe(str(path.parent))}", hint="Make it first, or name another place.")


@contextlib.contextmanager
def new_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Yield a file that gets its name at the end, with `force` also in the place of another; else it vanishes.

    Raise RefusedError if the name is taken. A link stays, and the file that it leads to is written; what is not a
    regular file, as `/dev/stdout` or a pipe, is written directly.
    """
    with disk_errors(f"{safe(str(path))} cannot be written"):
        check_target(path, is_folder=False, force=force)
        with contextlib.suppress(FileNotFoundError):
            if not stat.S_ISREG(path.stat().st_mode):
                with path.open("wb") as direct:
                    yield direct
                return
        path = path.resolve()
        folder = Folder.at(path.parent)
        entry = folder / path.name
        staged = StagedFile(folder / f".{os.urandom(8).hex()}")
        try:
            with open(staged.partial_entry.open(_NEW_FILE), "w+b", buffering=_BUFFER) as out:
                if force and entry.exists():
                    os.fchmod(out.fileno(), stat.S_IMODE(entry.status().st_mode))
                yield out
                out.flush()
                os.fsync(out.fileno())
            staged.partial_entry.rename(staged.entry)
            if force:
                staged.entry.replace(entry)
            else:
                staged.publish(entry)
        except FileExistsError as error:
            raise RefusedError(f"{safe(str(path))} is there already", hint="--force writes over it.") from error
        finally:
            staged.remove()
        folder.sync()


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[NewFolder]:
    """Yield a folder that gets its name at the end, if there is none of that name or an empty one; else it vanishes."""
    with disk_errors(f"{safe(str(path))} cannot be written"):
        check_target(path, is_folder=True, force=False)
        path = path.resolve()
        staged = path.parent / f".{os.urandom(8).hex()}"
        staged.mkdir()
        try:
            folder = NewFolder(staged)
            yield folder
            folder.sync()
            staged.rename(path)  # the system refuses it if there is something in a folder of that name
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        Folder.at(path.parent).sync()
