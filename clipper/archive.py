"""The archive: a folder of clips that its owner can read without clipper. All writing to it passes through here."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from clipper import disk, names
from clipper.clip import Clip
from clipper.errors import BusyError, DiskError, NotFoundError, RefusedError, UnreadableError
from clipper.text import safe

MARK = ".clipper.toml"
"""The file that makes a folder an archive, and holds the owner's preferences for it."""

_OWN = ".clipper"
_TRIES = 3
_SYNC_EVERY = 64
_NEW_MARK = """\
# This folder is an archive of clipper. All of this file may be left out; see `clipper config`.

# [sources]
# The outlets, each with the other names and the domains under which it appears.
# "Reuters" = ["Thomson Reuters", "reuters.com"]
"""


class Archive:
    """A folder with `.clipper.toml` in its root; paths of clips are relative to it, `/` between folders."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @classmethod
    def make(cls, root: Path) -> "Archive":
        """Make a folder an archive; one that is an archive already, or holds other files, keeps all it has."""
        with disk.said_of(f"{safe(str(root))} cannot be made an archive"):
            if root.exists() and not root.is_dir():
                raise RefusedError(f"{safe(str(root))} is a file, not a folder")
            root.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError), (root / MARK).open("x", encoding="utf-8") as mark:
                mark.write(_NEW_MARK)
        return cls(root)

    def path(self, path: str) -> Path:
        """Return where a clip stands on disk."""
        return self.root / path

    def read(self, path: str) -> bytes:
        """Return the bytes of a clip; raise NotFoundError, UnreadableError or DiskError."""
        try:
            return disk.read(self.path(path))[0]
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotFoundError(f"there is no clip {safe(path)}") from error
        except OSError as error:
            raise DiskError(f"{safe(path)} cannot be read: {(error.strerror or str(error)).lower()}") from error
        except UnreadableError as error:
            raise error.of(path) from error

    def change(self, path: str, edit: Callable[[bytes], bytes]) -> bool:
        """Tell whether `edit` would change a clip; nothing is written outside an operation."""
        old = self.read(path)
        try:
            return edit(old) != old
        except UnreadableError as error:
            raise error.of(path) from error
        except RefusedError as error:
            raise error.within(safe(path)) from error

    @contextlib.contextmanager
    def operation(self) -> Iterator["Operation"]:
        """Hold the archive for writing; on the way out, wait until all that was done is on disk."""
        with disk.said_of(f"the archive {safe(str(self.root))} cannot be written"):
            own = self.root / _OWN
            (own / "tmp").mkdir(parents=True, exist_ok=True)
            with disk.lock(own / "lock"):
                # Whoever held the lock before is done: what it left unfinished will never be finished.
                for left in (own / "tmp").iterdir():
                    with contextlib.suppress(OSError):
                        left.unlink()
                if not (own / ".gitignore").exists():
                    with contextlib.suppress(FileExistsError):
                        disk.create(own / ".gitignore", b"*\n", spare=own / "tmp")
                operation = Operation(self, own)
                try:
                    yield operation
                except BaseException:
                    # What went wrong is told; whether the rest is on disk says nothing more.
                    with contextlib.suppress(DiskError):
                        operation.finish()
                    raise
                operation.finish()


class Operation:
    """What one command does to the archive while it holds the lock."""

    def __init__(self, archive: Archive, own: Path) -> None:
        self._archive = archive
        self._own = own
        self._unsynced: set[Path] = set()
        self._since_sync = 0

    def add(self, clip: Clip, raw: bytes) -> str:
        """Keep a new clip under the first name that is free, and return its path; never write over a file."""
        for path in names.candidates(clip):
            target = self._archive.path(path)
            self._make_folder(target.parent)
            if _has_twin(target):
                continue
            try:
                disk.create(target, raw, spare=self._own / "tmp")
            except FileExistsError:
                continue
            self._written(target)
            return path
        raise AssertionError("names never run out")

    def change(self, path: str, edit: Callable[[bytes], bytes]) -> bool:
        """Put in the place of a clip what `edit` makes of its bytes; tell whether that was anything new.

        Another program that writes meanwhile wins: `edit` is asked again with its bytes, three times, then BusyError.
        """
        target = self._archive.path(path)
        for _ in range(_TRIES):
            old = self._archive.read(path)
            try:
                new = edit(old)
            except UnreadableError as error:
                raise error.of(path) from error
            except RefusedError as error:
                raise error.within(safe(path)) from error
            if new == old:
                return False
            try:
                with disk.said_of(f"{safe(path)} cannot be written"):
                    disk.replace(target, new, old=old, spare=self._own / "tmp")
            except disk.ChangedMeanwhileError:
                continue
            self._written(target)
            return True
        raise BusyError(f"{safe(path)} was changed by another program", hint="Try again.")

    def remove(self, path: str) -> Path:
        """Take a clip out of the archive, and return where its file lies now."""
        target = self._archive.path(path)
        kept = self._own / "removed" / os.urandom(8).hex()
        if not target.exists():
            raise NotFoundError(f"there is no clip {safe(path)}")
        self._make_folder(kept)
        target.rename(kept / target.name)
        self._written(target)
        self._written(kept / target.name)
        return kept / target.name

    def finish(self) -> None:
        """Wait until the names in every folder that was written to are on disk."""
        try:
            for folder in self._unsynced:
                disk.sync_folder(folder)
        except OSError as error:
            raise DiskError(f"saved, but not confirmed on disk: {(error.strerror or str(error)).lower()}") from error
        finally:
            self._unsynced.clear()
            self._since_sync = 0

    def _written(self, target: Path) -> None:
        self._unsynced.add(target.parent)
        self._since_sync += 1
        if self._since_sync >= _SYNC_EVERY:
            self.finish()

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self._unsynced.add(folder.parent)


def _has_twin(target: Path) -> bool:
    """Tell whether a file stands there whose name differs at most in case, which other systems take for the same."""
    wanted = target.name.casefold()
    with os.scandir(target.parent) as entries:
        return any(entry.name.casefold() == wanted for entry in entries)


def locate(
    named: Path | None, environment: Mapping[str, str], here: Path, preferred: str, home: Path
) -> tuple[Path, str]:
    """Return the archive's folder and what named it: the option, the environment, the place, the config, or custom.

    The folder of the last two may not exist yet. An option or a variable that names no archive is an error.
    """
    asked = [(named, "--archive"), (_path(environment.get("CLIPPER_ARCHIVE")), "$CLIPPER_ARCHIVE")]
    for folder, by in asked:
        if folder is not None:
            if not (folder / MARK).is_file():
                said = safe(str(folder))
                hint = f"`clipper init {said}` makes it one." if folder.is_dir() else "`clipper init PATH` makes one."
                raise NotFoundError(f"there is no archive at {said} ({by})", hint=hint)
            return folder, by
    for place in (here, *here.parents):
        for folder in (place, place / "clips"):
            if (folder / MARK).is_file():
                return folder, "the working directory"
    if preferred:
        return disk.expanded(preferred), "the configuration"
    return home / "clips", "custom"


def _path(value: str | None) -> Path | None:
    return disk.expanded(value) if value else None
