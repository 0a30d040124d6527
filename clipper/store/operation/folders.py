"""The folders of an archive as one operation sees them: which names are free, and what is not yet on disk."""

import os
from pathlib import Path

from clipper.errors import DiskError, RefusedError, reason
from clipper.model import naming
from clipper.model.clip import Clip
from clipper.store.archive import Archive
from clipper.system import files as disk
from clipper.text import safe


class Folders:
    """What is known of the folders while the archive is held; each is looked at once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._inside: set[Path] = set()
        self._taken: dict[Path, set[str]] = {}
        self._given: dict[str, int] = {}
        self._unsynced: set[Path] = set()

    def target(self, path: str) -> Path:
        """Return where a clip stands; one behind a link, which may lead out of the archive, is refused."""
        target = self._archive.path(path)
        if target.parent not in self._inside:
            if target.parent.resolve() != target.parent:
                raise RefusedError(f"{safe(path)} lies behind a link")
            self._inside.add(target.parent)
        return target

    def free(self, clip: Clip) -> str:
        """Return the first path for a new clip at which no file stands, and give it away.

        A name that differs from one there only in case is taken: other systems hold the two for one.
        """
        for path in naming.candidate_paths(clip, self._given):
            target = self.target(path)
            taken = self._taken.get(target.parent)
            if taken is None:
                found = target.parent.iterdir() if target.parent.is_dir() else ()
                taken = self._taken[target.parent] = {file.name.casefold() for file in found}
            if target.name.casefold() not in taken and not os.path.lexists(target):
                taken.add(target.name.casefold())
                return path
        raise AssertionError("names never run out")

    def make(self, folder: Path) -> None:
        """Make a folder, and those above it, where there is none."""
        if not folder.is_dir():
            self.make(folder.parent)
            folder.mkdir(exist_ok=True)
            self._unsynced.add(folder.parent)

    def written(self, *files: Path) -> None:
        """Remember that names changed in the folders of these files."""
        self._unsynced.update(file.parent for file in files)

    def sync(self) -> None:
        """Wait until all names that changed are on disk; raise DiskError, which says that the clips are saved."""
        try:
            for folder in self._unsynced:
                disk.sync_folder(folder)
        except OSError as error:
            raise DiskError(f"saved, but not confirmed on disk: {reason(error)}") from error
        finally:
            self._unsynced.clear()
