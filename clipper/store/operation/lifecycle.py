"""Begin and end an operation: lock the archive, remove what an interrupted operation left, sync at the end."""

import contextlib
import errno
import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from clipper.errors import BusyError, DiskError, RefusedError, UnreadableError
from clipper.store.archive import Archive
from clipper.store.history import History
from clipper.store.history.journal import Journal
from clipper.store.operation.operation import Operation
from clipper.system import files
from clipper.system.lock import locked
from clipper.system.staging import PARTIAL_SUFFIX
from clipper.text import safe

LOCK_TIMEOUT = 10.0
"""Seconds that a writer waits for another one."""

_GITIGNORE = b"*\n"
_STAGED_NAME = re.compile(rf"[0-9a-f]{{16}}(?:{re.escape(PARTIAL_SUFFIX)})?")


@contextlib.contextmanager
def begin(
    archive: Archive, *, when: str, command_line: Sequence[str] = (), undoes: int = 0, force: bool = False
) -> Iterator[Operation]:
    """Lock the archive for writing, and yield an operation; at the end, sync all that was written.

    The history records `when` it began, the command line, and the number of the operation that it
    undoes. With `force` it changes write-protected clips too. At the first Ctrl-C it ends after the current clip.
    """
    internal = archive.internal_folder
    with files.disk_errors(f"the archive {safe(str(archive.root))} cannot be written"):
        internal.mkdir(exist_ok=True)
        with _archive_lock(internal / "lock"), _deferred_interrupt() as stop_requested:
            history = History(_subfolder(internal, "history"))
            _subfolder(internal, "tmp")
            _remove_leftovers(internal, history)
            if not os.path.lexists(internal / ".gitignore"):
                with contextlib.suppress(FileExistsError):
                    files.create(internal / ".gitignore", _GITIGNORE, temp_folder=internal / "tmp")
            journal = Journal(history.folder, when, command_line, undoes)
            operation = Operation(archive, journal, stop_requested, force=force)
            try:
                yield operation
            except BaseException:
                with contextlib.suppress(DiskError):  # the first error is the one to report
                    operation.finish(complete=False)
                raise
            operation.finish()


@contextlib.contextmanager
def _archive_lock(file: Path) -> Iterator[None]:
    """Hold the lock of the archive; raise BusyError if another writer holds it for `LOCK_TIMEOUT` seconds."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(file, timeout=LOCK_TIMEOUT))
        except TimeoutError:
            raise BusyError("another clipper is writing to this archive", hint="Try again.") from None
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            message = f"{safe(str(file))} is a symbolic link, which clipper does not follow"
            raise RefusedError(message, hint="Remove it, and clipper makes its own.") from error
        yield


def _subfolder(internal: Path, name: str) -> Path:
    """Return a folder of clipper's own; make it if it does not exist, and sync it before it is written to."""
    folder = internal / name
    files.require_own_folder(folder)
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        files.sync_folder(internal)
        files.sync_folder(internal.parent)
    return folder


def _remove_leftovers(internal: Path, history: History) -> None:
    """Remove the staged files that an interrupted operation left; nobody uses them, since we hold the lock.

    One that is complete but not in the history may be what another program saved at the moment of the swap: it is
    moved to the folder `left`, and stays. A file whose name clipper does not give is not touched.
    """
    leftovers = [file for file in (internal / "tmp").iterdir() if _STAGED_NAME.fullmatch(file.name)]
    complete = [file for file in leftovers if file.suffix != PARTIAL_SUFFIX]
    known_digests = {files.digest(_GITIGNORE)}
    if complete:
        record = history.newest()
        for change in record.changes if record else ():
            known_digests |= {change.old_digest, change.new_digest}
    for file in leftovers:
        with contextlib.suppress(OSError):
            if file in complete and not _is_known(file, known_digests):
                target = _subfolder(internal, "left") / file.name
                if not os.path.lexists(target):
                    file.rename(target)
            else:
                file.unlink()


def _is_known(file: Path, known_digests: set[str]) -> bool:
    try:
        return files.digest(files.read(file)[0]) in known_digests
    except UnreadableError:
        return False


@contextlib.contextmanager
def _deferred_interrupt() -> Iterator[Callable[[], bool]]:
    """Yield a function that tells whether Ctrl-C was pressed; the second Ctrl-C raises KeyboardInterrupt at once."""
    handler = signal.getsignal(signal.SIGINT)
    if handler is not signal.default_int_handler:  # SIGINT is ignored, or has another handler
        yield lambda: False
        return
    presses: list[int] = []

    def on_interrupt(number: int, _: FrameType | None) -> None:
        if presses:
            raise KeyboardInterrupt
        presses.append(number)

    try:
        signal.signal(signal.SIGINT, on_interrupt)
    except ValueError:  # only the main thread may set a handler
        yield lambda: False
        return
    try:
        yield lambda: bool(presses)
    finally:
        signal.signal(signal.SIGINT, handler)
