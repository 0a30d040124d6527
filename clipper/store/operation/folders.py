"""The folders of an archive during an operation: which file names are free, and which folders are to be synced."""

from clipper.errors import DiskError, reason
from clipper.model import naming
from clipper.model.clip import Clip
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

    def reserve_path(self, clip: Clip) -> str:
        """Return the first free path for a new clip, and reserve it.

        A name that differs from an existing one only in case is not free: some file systems take the two for one.
        """
        for path in naming.candidate_paths(clip, self._numbers):
            parent, _, name = path.rpartition("/")
            try:
                entry = self.entry(path)
            except (FileNotFoundError, NotADirectoryError):
                entry = None
            names = self._names.get(parent)
            if names is None:
                listed = entry.folder.names() if entry else ()
                names = self._names[parent] = {other.casefold() for other in listed}
            if name.casefold() not in names and not (entry and entry.exists()):
                names.add(name.casefold())
                return path
        raise AssertionError("names never run out")

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
            call_all([folder.sync for folder in self._unsynced])
        except OSError as error:
            raise DiskError(f"saved, but not confirmed on disk: {reason(error)}") from error
        finally:
            self._unsynced.clear()
            self._opened.clear()
