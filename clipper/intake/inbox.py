"""An inbox: a folder into which a browser saves, of whose files clips are made."""

import contextlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clipper.errors import BusyError, RefusedError, UnreadableError
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry
from clipper.system.staging import NO_HARD_LINKS
from clipper.text import safe

KEPT = "kept"
"""The folder in the inbox to which the files go that became clips."""

LISTING = "not-kept.txt"
"""The file in the inbox that says why the others did not."""

_LISTING_HEAD = "clipper inbox did not keep these files; they are where they were.\n"
_STAGED_LISTING = f".{LISTING}"
"""The listing until it is complete; an interrupted clipper leaves it, and the next one writes it anew."""
_QUIET_SECONDS = 2.0
"""A file that was written to a shorter time ago is perhaps not complete."""
_INCOMPLETE = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp")
"""How the names of files end that a browser is still loading."""
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_COMPANIONS = (
    *("_files", "_file", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_bestanden", "_pliki", "_soubory"),
    *("_fitxers", "_fitxategiak", "_tiedostot", "_elemei", "_fajlovi", "_datoteke", "_dosyalar", "_failid", "_fails"),
    *("_bylos", "-Dateien", "-filer", ".files"),
)
"""What browsers in different languages add to the name of a page for the folder of its pictures."""


class SavedFile(NamedTuple):
    """A file in an inbox, what belongs to it, and its state when it was found: inode, size and time."""

    name: str
    companion: str
    state: tuple[int, int, int]


class Survey(NamedTuple):
    """What is in an inbox: the files that are complete, in the order in which they were saved, and the others."""

    complete: list[SavedFile]
    incomplete: list[str]


class Inbox:
    """A folder that is held open and locked while it is worked on; links in it are not followed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with files.disk_errors(f"{safe(str(path))} cannot be read"):
            self._folder = Folder.at(path)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the inbox; raise BusyError at once if another clipper works on it."""
        import fcntl

        try:
            fcntl.flock(self._folder.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"another clipper is at work in {safe(str(self.path))}") from error
        try:
            yield
        finally:
            fcntl.flock(self._folder.descriptor, fcntl.LOCK_UN)

    def survey(self, now: float) -> Survey:
        """Look at the files in the inbox; `now` is the time in seconds since 1970.

        Folders, links, hidden files and the listing are left out.
        """
        with files.disk_errors(f"{safe(str(self.path))} cannot be read"):
            names = self._folder.names()
        folders = {name for name in names if self._is(name, stat.S_ISDIR)}
        complete: list[tuple[int, SavedFile]] = []
        incomplete = []
        for name in sorted(names):
            if name.startswith(".") or not self._is(name, stat.S_ISREG) or self._is_listing(name):
                continue
            status = (self._folder / name).status()
            age = now - status.st_mtime
            if name.lower().endswith(_INCOMPLETE) or abs(age) < _QUIET_SECONDS:
                incomplete.append(name)
            else:
                complete.append((status.st_mtime_ns, SavedFile(name, _companion(name, folders), _state(status))))
        return Survey([file for _, file in sorted(complete)], incomplete)

    def is_unchanged(self, file: SavedFile) -> bool:
        """Tell whether a file is still what it was when it was found."""
        return self._is(file.name, stat.S_ISREG) and _state((self._folder / file.name).status()) == file.state

    def open_kept(self) -> Folder:
        """Open the folder of the files that were kept, which is made if it does not exist."""
        with files.disk_errors(f"what is kept cannot be moved to {safe(str(self.path / KEPT))}"):
            self._folder.make(KEPT)
            return self._folder.own_subfolder(KEPT)

    def put_aside(self, read: Sequence[SavedFile], kept: Folder) -> None:
        """Move files, with what belongs to them, into the folder of those that were kept; none is written over.

        A file that was saved anew meanwhile stays.
        """
        with files.disk_errors(f"what was kept cannot be moved to {safe(str(kept.path))}"):
            for file in read:
                if self.is_unchanged(file):
                    self._put_aside(file, kept)
            kept.sync()
            self._folder.sync()

    def write_listing(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Write why files were not kept into a file beside them; without any, remove it.

        A file of that name which is not from clipper is left alone.
        """
        entry = self._folder / LISTING
        if entry.exists() and not self._is_listing(LISTING):
            return
        with files.disk_errors(f"{safe(str(entry.path))} cannot be written"):
            if reasons:
                text = _LISTING_HEAD + "".join(f"\n{safe(name)}\n    {reason}\n" for name, reason in reasons)
                staged = entry.with_name(_STAGED_LISTING)
                with open(staged.open(os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
                    file.write(text.encode("utf-8", "replace"))
                staged.replace(entry)
            elif entry.exists():
                entry.unlink()

    def _put_aside(self, file: SavedFile, kept: Folder) -> None:
        """Move a file: into a numbered folder if its name is taken, since a page finds its folder by its name.

        What belongs to a page goes first. If the page were first, an interruption would leave the rest behind.
        """
        together = [name for name in (file.companion, file.name) if name]
        target, number = kept, 1
        while any(_is_taken(target / name, self._folder / name) for name in together):
            number += 1
            kept.make(str(number))
            target = kept.subfolder(str(number))
        for name in together:
            _move(self._folder / name, target / name)
        target.sync()

    def _is(self, name: str, is_kind: Callable[[int], bool]) -> bool:
        try:
            return is_kind((self._folder / name).status().st_mode)
        except OSError:
            return False

    def _is_listing(self, name: str) -> bool:
        if name != LISTING:
            return False
        try:
            raw, _ = files.read(self._folder / name, len(_LISTING_HEAD))
        except (OSError, UnreadableError):
            return False
        return raw == _LISTING_HEAD.encode()


def check_apart(inbox: Path, archive: Path) -> None:
    """Raise RefusedError for an inbox in the archive: its clips would be taken for new files."""
    if inbox.resolve().is_relative_to(archive.resolve()):
        raise RefusedError(f"{safe(str(inbox))} is in the archive", hint="Name a folder outside of it.")


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _companion(name: str, folders: Collection[str]) -> str:
    """Return the name of the folder that a browser saved with a page; empty if there is none."""
    stem, dot, suffix = name.rpartition(".")
    if (dot + suffix).lower() not in _PAGES:
        return ""
    return next((stem + ending for ending in _COMPANIONS if stem + ending in folders), "")


def _is_taken(target: FolderEntry, entry: FolderEntry) -> bool:
    """Tell whether a name is taken by another file; an interrupted move has given the file both names."""
    return target.exists() and not os.path.samestat(target.status(), entry.status())


def _move(entry: FolderEntry, target: FolderEntry) -> None:
    """Rename a file or a folder; raise FileExistsError, where the disk can tell, if the name is taken."""
    if stat.S_ISREG(entry.status().st_mode):
        try:
            if not target.exists():
                entry.link(target)
        except OSError as error:
            if error.errno not in NO_HARD_LINKS:
                raise
        else:
            entry.unlink()
            return
    entry.rename(target)
