"""The steps of an operation: clips are added, changed, put aside and brought back, always with the history first."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from clipper.errors import BusyError, ClipperError, NotFoundError, RefusedError, StoppedError
from clipper.model.candidate import Candidate, Original
from clipper.store.archive import Archive, clip_of, is_original
from clipper.store.history import Change, Journal
from clipper.store.operation.batches import TOGETHER, batches
from clipper.store.operation.folders import Folders
from clipper.store.operation.results import Edit, Ready, Result
from clipper.system import files as disk
from clipper.system.staging import StagedFile, staged_files
from clipper.text import safe

_TRIES = 3
_WRITABLE = 0o222


class Operation:
    """One operation of the history while it is under way. When it shall `stop`, it ends after the clip in hand."""

    def __init__(self, archive: Archive, journal: Journal, stop: Callable[[], bool], *, force: bool) -> None:
        self._archive = archive
        self._journal = journal
        self._stop = stop
        self._force = force
        self._temp_folder = archive.own / "tmp"
        self._folders = Folders(archive)
        self._done = 0
        self._put_aside = 0
        self.stopped = False
        """Whether it came to an end before its time."""

    def add(self, clips: Iterable[Candidate]) -> Iterator[str]:
        """Keep new clips, each under the first name that is free, and yield their paths; never write over a file."""
        for batch in batches(clips, lambda one: len(one.raw)):
            paths = [self._folders.free(one.clip) for one in batch]
            announced = [(Change(path, "", disk.digest(one.raw)), b"") for path, one in zip(paths, batch, strict=True)]
            with self._announced(announced) as waiting, self._unnamed(paths, batch) as files:
                for path, one, staged in zip(paths, batch, files, strict=True):
                    if self.is_over():
                        return
                    waiting.remove(path)
                    kept = self._create(path, one, staged)
                    if one.original:
                        self._put_beside(kept, one.original)
                    yield kept

    def change(self, edits: Iterable[tuple[str, Edit]]) -> Iterator[Result]:
        """Put in the place of clips what edits make of their bytes, and yield what became of each.

        Another program that writes meanwhile wins: the edit is asked again with its bytes, three times, then BusyError.
        """
        made = (self._made_ready(path, edit) for path, edit in edits)
        for batch in batches(made, lambda one: len(one.old) if isinstance(one, Ready) else 0):
            with self._announced([one.announced for one in batch if isinstance(one, Ready)]) as waiting:
                for one in batch:
                    if self.is_over():
                        return
                    waiting.discard(one.path)
                    yield self._changed(one) if isinstance(one, Ready) else one

    def remove(self, clips: Iterable[tuple[str, str]]) -> Iterator[Result]:
        """Put clips aside, into the history, and yield what became of each.

        Beside each path stands the identity that its bytes must have, or nothing for any. An original that comes after
        its clip stays where that one stays.
        """
        staying: set[str] = set()
        for batch in batches((self._leaving(path, wanted) for path, wanted in clips), lambda _: 0):
            with self._announced([(one, b"") for one in batch if isinstance(one, Change)]) as waiting:
                for one in batch:
                    if self.is_over():
                        return
                    if clip_of(one.path) in staying:
                        yield Result(one.path)
                        continue
                    waiting.discard(one.path)
                    result = self._moved(one) if isinstance(one, Change) else one
                    if result.error:
                        staying.add(one.path)
                    yield result

    def restore(self, path: str, raw: bytes, like: Path | None = None) -> Result:
        """Make a clip stand again at a path where none stands now, with the mode of a file that is kept."""
        try:
            target = self._folders.target(path)
            if os.path.lexists(target):
                raise RefusedError(f"{safe(path)} stands there already")
            with self._announced([(Change(path, "", disk.digest(raw)), b"")]) as waiting, _of(path):
                waiting.remove(path)
                self._folders.make(target.parent)
                disk.create(target, raw, temp_folder=self._temp_folder, like=like)
        except ClipperError as error:
            return Result(path, error=error)
        self._written(target)
        return Result(path, changed=True)

    def see_whether_stopped(self, done: int, of: int) -> None:
        """Raise StoppedError if somebody stopped it before all was done."""
        if self.stopped and done < of:
            raise StoppedError(f"stopped after {done} of {of}; the same command goes on")

    def finish(self, *, whole: bool = True) -> None:
        """Wait until all that was done is on disk, and end the journal."""
        try:
            self._folders.sync()
        finally:
            self._journal.end(self._done, whole=whole and not self.stopped)

    def _made_ready(self, path: str, edit: Edit) -> Ready | Result:
        """Return what a clip is and shall be, or what comes of it when nothing is to be written."""
        try:
            return self._ready(path, edit) or Result(path)
        except ClipperError as error:
            return Result(path, error=error)

    def _ready(self, path: str, edit: Edit) -> Ready | None:
        old, links = self._look(path)
        new = self._archive.edited(path, old, edit)
        return None if new == old else Ready(path, edit, old, new, links)

    def _look(self, path: str) -> tuple[bytes, int]:
        """Return the bytes of a clip that may be written to, and how many names its file has."""
        raw, about = self._archive.look(path)
        target = self._folders.target(path)
        if not self._force and (not about.st_mode & _WRITABLE or not os.access(target, os.W_OK)):
            raise RefusedError(f"{safe(path)} is protected against writing", hint="--force does it all the same.")
        return raw, about.st_nlink

    def _changed(self, ready: Ready) -> Result:
        """Change a clip whose old bytes are in the history; where it has others by now, begin again with these."""
        path, target = ready.path, self._archive.path(ready.path)
        try:
            for left in reversed(range(_TRIES)):
                with contextlib.suppress(disk.ChangedMeanwhileError), _of(path):
                    disk.replace(target, ready.new, old=ready.old, temp_folder=self._temp_folder)
                    self._written(target)
                    return Result(path, changed=True, names=ready.names)
                self._journal.take_back(path)
                if not left:
                    break
                newer = self._ready(path, ready.edit)
                if newer is None:
                    return Result(path)
                ready = newer
                self._journal.put([ready.announced])
            raise BusyError(f"{safe(path)} was changed by another program", hint="Try again.")
        except ClipperError as error:
            return Result(path, error=error)

    def _leaving(self, path: str, wanted: str) -> Change | Result:
        try:
            found = disk.digest(self._look(path)[0])
            if wanted and found != wanted:
                raise RefusedError(f"{safe(path)} was changed since")
        except ClipperError as error:
            return Result(path, error=error)
        self._put_aside += 1
        return Change(path, found, aside=f"{self._put_aside}.md")

    def _moved(self, change: Change) -> Result:
        target = self._archive.path(change.path)
        try:
            with _of(change.path):
                kept = self._journal.aside() / change.aside
                disk.move(target, kept, temp_folder=self._temp_folder)
        except ClipperError as error:
            return Result(change.path, error=error)
        self._written(target, kept)
        return Result(change.path, changed=True)

    @contextlib.contextmanager
    def _unnamed(self, paths: Sequence[str], batch: Sequence[Candidate]) -> Iterator[list[StagedFile]]:
        """Yield the files of new clips, which are on disk and have no names yet."""
        with contextlib.ExitStack() as made:
            for path in paths:
                with disk.disk_errors(f"{safe(path)} cannot be written"):
                    self._folders.make(self._archive.path(path).parent)
            wanted = [(self._archive.path(path), one.raw) for path, one in zip(paths, batch, strict=True)]
            what = safe(paths[0]) if len(paths) == 1 else "new clips"
            with disk.disk_errors(f"{what} cannot be written"):
                unnamed = made.enter_context(staged_files(wanted, temp_folder=self._temp_folder))
            yield unnamed

    def _create(self, path: str, one: Candidate, staged: StagedFile) -> str:
        while True:
            target = self._archive.path(path)
            try:
                staged.publish(target)
            except FileExistsError:  # another program took the name in this moment
                self._journal.take_back(path)
                path = self._folders.free(one.clip)
                self._journal.put([(Change(path, "", disk.digest(one.raw)), b"")])
                continue
            self._written(target)
            return path

    def _put_beside(self, path: str, original: Original) -> None:
        beside = path.removesuffix(".md") + original.suffix
        with self._announced([(Change(beside, "", disk.digest(original.raw)), b"")]) as waiting, _of(beside):
            disk.create(self._archive.path(beside), original.raw, temp_folder=self._temp_folder)
            waiting.remove(beside)
            self._written(self._archive.path(beside))

    @contextlib.contextmanager
    def _announced(self, changes: Sequence[tuple[Change, bytes]]) -> Iterator[set[str]]:
        """Write changes into the history, and yield their paths; what is left of these was not begun, and is unsaid."""
        if changes:
            self._journal.put(changes)
        waiting = {change.path for change, _ in changes}
        try:
            yield waiting
        finally:
            for path in waiting:
                self._journal.take_back(path)

    def _written(self, *targets: Path) -> None:
        self._done += not is_original(targets[0].name)
        self._folders.written(*targets)
        if not self._done % TOGETHER:
            self._folders.sync()

    def is_over(self) -> bool:
        """Tell whether to stop now, because somebody wishes so."""
        self.stopped = self.stopped or self._stop()
        return self.stopped


@contextlib.contextmanager
def _of(path: str) -> Iterator[None]:
    """Say of which clip the system failed, and that one is gone or there already."""
    try:
        yield
    except FileExistsError as error:
        raise RefusedError(f"{safe(path)} stands there already") from error
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no clip {safe(path)}") from error
    except OSError:
        with disk.disk_errors(f"{safe(path)} cannot be written"):
            raise
