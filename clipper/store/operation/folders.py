"""The folders of an archive during an operation: which file names are free, and which folders are to be synced."""

import os
from pathlib import Path

from clipper.errors import DiskError, RefusedError, reason
from clipper.model import naming
from clipper.model.clip import Clip
from clipper.store.archive import Archive
from clipper.system import files
from clipper.text import safe


class Folders:
    """What is known of the folders while the archive is locked; each is listed once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._checked: set[Path] = set()
        self._names: dict[Path, set[str]] = {}
        self._numbers: dict[str, int] = {}
        self._unsynced: set[Path] = set()

    def target(self, path: str) -> Path:
        """Return the full path of a clip; refuse one behind a linked folder, which may be outside the archive."""
        target = self._archive.path(path)
        if target.parent not in self._checked:
            if target.parent.resolve() != target.parent:
                raise RefusedError(f"{safe(path)} lies behind a link")
            self._checked.add(target.parent)
        return target

    def reserve_path(self, clip: Clip) -> str:
        """Return the first free path for a new clip, and reserve it.

        A name that differs from an existing one only in case is not free: some file systems take the two for one.
        """
        for path in naming.candidate_paths(clip, self._numbers):
            target = self.target(path)
            names = self._names.get(target.parent)
            if names is None:
                entries = target.parent.iterdir() if target.parent.is_dir() else ()
                names = self._names[target.parent] = {entry.name.casefold() for entry in entries}
            if target.name.casefold() not in names and not os.path.lexists(target):
                names.add(target.name.casefold())
                return path
        raise AssertionError("names never run out")

    def make(self, folder: Path) -> None:
        """Make a folder, and its parents, if they do not exist."""
        if not folder.is_dir():
            self.make(folder.parent)
            folder.mkdir(exist_ok=True)
            self._unsynced.add(folder.parent)

    def mark_changed(self, *paths: Path) -> None:
        """Remember that the names of these files are new or gone: their folders are to be synced."""
        self._unsynced.update(path.parent for path in paths)

    def sync(self) -> None:
        """Sync all folders in which names changed; raise DiskError, which says that the clips are saved."""
        try:
            for folder in self._unsynced:
                files.sync_folder(folder)
        except OSError as error:
            raise DiskError(f"saved, but not confirmed on disk: {reason(error)}") from error
        finally:
            self._unsynced.clear()
