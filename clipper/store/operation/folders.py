"""The folders of an archive during an operation: which file names are free, and which folders are to be synced."""

from collections.abc import Iterable, Sequence

from clipper.errors import DiskError, reason
from clipper.model import naming
from clipper.store.archive import entry_below
from clipper.system.folder import Folder, FolderEntry
from clipper.system.parallel import call_all

_MOST_OPEN = 64


class Folders:
    """What is known of the folders while the archive is locked.

    A folder stays open until it is synced: all that is done to its clips until then is done in one and the same
    folder. Few are open at once.
    """

    def __init__(self, root: Folder) -> None:
        self._root = root
        self._opened: dict[str, Folder] = {}
        self._names: dict[str, set[str]] = {}
        self._numbers: dict[str, int] = {}
        self._unsynced: dict[Folder, None] = {}

    def entry(self, path: str) -> FolderEntry:
        """Return the name of a clip in its folder; refuse one behind a link, which may lead out of the archive."""
        parent, _, name = path.rpartition("/")
        if parent not in self._opened:
            if len(self._opened) >= _MOST_OPEN:
                self._opened.clear()
            self._opened[parent] = entry_below(self._root, path).folder
        return self._opened[parent] / name

    def reserve_path(self, name: str, suffixes: Sequence[str] = ()) -> str:
        """Return the first free path for a clip with a name, and reserve it; so that of each original, by its suffix.

        A name that differs from an existing one only in case is not free: some file systems take the two for one.
        """
        for path in naming.numbered_paths(name, self._numbers):
            paths = [path, *(path.removesuffix(".md") + suffix for suffix in suffixes)]
            if all(map(self._is_free, paths)):
                for taken in paths:
                    parent, _, own_name = taken.rpartition("/")
                    self._names[parent].add(own_name.casefold())
                return path
        raise AssertionError("names never run out")

    def release(self, paths: Iterable[str]) -> None:
        """Free paths that were reserved, and not used."""
        for path in paths:
            parent, _, name = path.rpartition("/")
            self._names[parent].discard(name.casefold())
        self._numbers.clear()

    def _is_free(self, path: str) -> bool:
        parent, _, name = path.rpartition("/")
        try:
            entry = self.entry(path)
        except (FileNotFoundError, NotADirectoryError):
            entry = None
        names = self._names.get(parent)
        if names is None:
            listed = entry.folder.names() if entry else ()
            names = self._names[parent] = {other.casefold() for other in listed}
        return name.casefold() not in names and not (entry and entry.exists())

    def make(self, path: str) -> FolderEntry:
        """Return the name of a clip in its folder; make the folder, and its parents, if they do not exist."""
        try:
            return self.entry(path)
        except FileNotFoundError:
            parent = self.make(path.rpartition("/")[0])
            parent.folder.make(parent.name)
            self.mark_changed(parent)
            return self.entry(path)

    def mark_changed(self, *entries: FolderEntry) -> None:
        """Remember that these names are new or gone: their folders are to be synced."""
        self._unsynced.update((entry.folder, None) for entry in entries)

    def sync(self) -> None:
        """Sync all folders in which names changed; raise DiskError, which says that the clips are saved."""
        try:
            self.sync_names()
        except OSError as error:
            raise DiskError(f"saved, but not confirmed on disk: {reason(error)}") from error

    def sync_names(self) -> None:
        """Sync all folders in which names changed; raise OSError if that fails."""
        try:
            call_all([folder.sync for folder in self._unsynced])
        finally:
            self._unsynced.clear()
            self._opened.clear()
