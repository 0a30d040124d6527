"""The folders of clipper's own in an archive, and what an earlier operation left in them."""

import contextlib
import re
from typing import NamedTuple

from clipper.errors import UnreadableError
from clipper.store.archive import INTERNAL_NAME, Archive
from clipper.store.history import History, OperationRecord
from clipper.system import files, replaced
from clipper.system.folder import Folder, FolderEntry
from clipper.system.staging import PARTIAL_SUFFIX

_GITIGNORE = b"*\n"
_STAGED_NAME = re.compile(r"[0-9a-f]{16}")


class ForeignFile(NamedTuple):
    """What another program wrote into a file that clipper had replaced; `path` is the clip's, if it is known."""

    path: str
    kept: str


class Workspace:
    """The folders of clipper's own, each opened once: what an operation does in one, it does in no other."""

    def __init__(self, archive: Archive) -> None:
        self.root = archive.open_root()
        self.root.make(INTERNAL_NAME)
        self.internal = self.root.own_subfolder(INTERNAL_NAME)

    def prepare(self) -> None:
        """Make the folders that are missing, and tidy up. Call it with the lock, and before anything else is used."""
        self.history = self._subfolder("history")
        self.temp = self._subfolder("tmp")
        self.replaced = self._subfolder("replaced")
        self.foreign = self._tidy_up()
        gitignore = self.internal / ".gitignore"
        if not gitignore.exists():
            with contextlib.suppress(FileExistsError):
                files.create(gitignore, _GITIGNORE, temp_folder=self.temp)

    def _subfolder(self, name: str) -> Folder:
        """Open a folder of clipper's own; make it if it does not exist, and sync it before it is written to."""
        try:
            return self.internal.own_subfolder(name)
        except FileNotFoundError:
            self.internal.make(name)
            self.internal.sync()
            self.root.sync()
            return self.internal.own_subfolder(name)

    def _tidy_up(self) -> list[ForeignFile]:
        """Remove staged and replaced files that nobody needs: nobody writes them now, since we hold the lock.

        One that is complete but not in the history is what another program wrote: at the moment of the swap, or later,
        since it had the file open. It is moved to the folder `left`, and stays. A file whose name clipper does not give
        is not touched.
        """
        doubtful: list[FolderEntry] = []
        for entry in [*_entries(self.temp), *_entries(self.replaced)]:
            is_partial = entry.name.endswith(PARTIAL_SUFFIX)
            was = replaced.parse(entry.with_name(entry.name.removesuffix(PARTIAL_SUFFIX)))
            if not was and not _STAGED_NAME.fullmatch(entry.name.removesuffix(PARTIAL_SUFFIX)):
                continue
            with contextlib.suppress(OSError):
                if is_partial or (was and _is_unneeded(entry, was)):
                    entry.unlink()
                else:
                    doubtful.append(entry)
        return self._sort_out(doubtful, History(self.history).newest()) if doubtful else []

    def _sort_out(self, doubtful: list[FolderEntry], record: OperationRecord | None) -> list[ForeignFile]:
        """Remove the files that the last operation knows, and move the others to `left`; return what these are."""
        changes = record.changes if record else ()
        known = {files.digest(_GITIGNORE)}.union(*((change.old_digest, change.new_digest) for change in changes))
        foreign: list[ForeignFile] = []
        for entry in doubtful:
            with contextlib.suppress(OSError):
                if _is_known(entry, known):
                    entry.unlink()
                    continue
                kept = self._subfolder("left") / entry.name
                if kept.exists():
                    continue
                entry.rename(kept)
                was = replaced.parse(entry)
                path = next((change.path for change in changes if was and change.old_digest.startswith(was.digest)), "")
                foreign.append(ForeignFile(path, f"{INTERNAL_NAME}/{kept.folder.path.name}/{kept.name}"))
        return foreign


def _entries(folder: Folder) -> list[FolderEntry]:
    return [folder / name for name in folder.names()]


def _is_unneeded(entry: FolderEntry, was: replaced.Replaced) -> bool:
    """Tell whether a replaced file is as it was, or has another name (a hard link) under which it can be found."""
    status = entry.status()
    return status.st_nlink > 1 or was.is_unchanged(status)


def _is_known(entry: FolderEntry, known_digests: set[str]) -> bool:
    try:
        return files.digest(files.read(entry)[0]) in known_digests
    except UnreadableError:
        return False
