"""An operation: what one command does to the archive while it holds the lock, each clip wholly or not at all.

For every clip: read it, make its new bytes, write the old ones into the history and wait for the disk, write the new
ones into a file of their own and wait for the disk, see that the clip is still what was read, and exchange the two.
"""

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from clipper.errors import BusyError, DiskError, UnreadableError
from clipper.store.archive import Archive
from clipper.store.history import History, Journal
from clipper.store.operation.operation import Operation
from clipper.store.operation.results import Edit, Result
from clipper.system import files
from clipper.system.lock import locked
from clipper.system.staging import PARTIAL_SUFFIX
from clipper.text import safe

__all__ = ["Edit", "Operation", "Result", "begin"]

LOCK_TIMEOUT = 10.0
"""Seconds that a writer waits for another one."""

_IGNORED = b"*\n"


@contextlib.contextmanager
def begin(
    archive: Archive, *, when: str, words: Sequence[str] = (), undoes: int = 0, force: bool = False
) -> Iterator[Operation]:
    """Hold the archive for writing; on the way out, wait until all that was done is on disk.

    The history tells `when` it began, the `words` that were typed, and which operation it takes back. With `force`
    clips that are protected against writing are changed too. A first Ctrl-C ends the work after the clip in hand.
    """
    own = archive.own
    with files.disk_errors(f"the archive {safe(str(archive.root))} cannot be written"):
        own.mkdir(exist_ok=True)
        with _locked(own / "lock"), _patient() as stop:
            history = History(_folder(own, "history"))
            _folder(own, "tmp")
            _tidy(own, history)
            if not (own / ".gitignore").exists():
                with contextlib.suppress(FileExistsError):
                    files.create(own / ".gitignore", _IGNORED, temp_folder=own / "tmp")
            operation = Operation(archive, Journal(history.folder, when, words, undoes), stop, force=force)
            try:
                yield operation
            except BaseException:
                # What went wrong is told; whether the rest is on disk says nothing more.
                with contextlib.suppress(DiskError):
                    operation.finish(whole=False)
                raise
            operation.finish()


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold the one lock of all writers; raise BusyError if another one holds it for `LOCK_TIMEOUT` seconds."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(file, timeout=LOCK_TIMEOUT))
        except TimeoutError:
            raise BusyError("another clipper is writing to this archive", hint="Try again.") from None
        yield


def _folder(own: Path, name: str) -> Path:
    """Return a folder inside our own, made if need be and then on disk, lest the history hang in the air."""
    folder = own / name
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        files.sync_folder(own)
        files.sync_folder(own.parent)
    return folder


def _tidy(own: Path, history: History) -> None:
    """Clear away what a former operation left unfinished; whoever held the lock before is done.

    A file that is neither half written nor in the history may be what another program saved in that moment: it is kept.
    """
    left = [*(own / "tmp").iterdir()]
    whole = [file for file in left if file.suffix != PARTIAL_SUFFIX]
    known = {files.digest(_IGNORED)}
    if whole:
        record = history.newest()
        known |= {one for change in (record.changes if record else ()) for one in (change.before, change.after)}
    for file in left:
        with contextlib.suppress(OSError):
            if file in whole and not _is_known(file, known):
                _folder(own, "left")
                file.rename(own / "left" / file.name)
            else:
                file.unlink()


def _is_known(file: Path, known: set[str]) -> bool:
    try:
        return files.digest(files.read(file)[0]) in known
    except UnreadableError:
        return False


@contextlib.contextmanager
def _patient() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether Ctrl-C was pressed: a first one waits for the clip in hand, a second one does not."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # nobody can press it, or somebody else answers
        yield lambda: False
        return
    pressed: list[int] = []

    def press(number: int, _: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    try:
        signal.signal(signal.SIGINT, press)
    except ValueError:  # not the main thread, which alone hears of it
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)
