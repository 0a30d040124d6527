"""Begin and end an operation: lock the archive, tidy up what an earlier operation left, sync at the end."""

import contextlib
import errno
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType, MappingProxyType

from clipper.errors import BusyError, DiskError, RefusedError
from clipper.model.deeds import Deed
from clipper.store.archive import Archive
from clipper.store.history.journal import Journal
from clipper.store.operation.operation import Operation
from clipper.store.operation.workspace import Workspace
from clipper.system import files
from clipper.system.folder import FolderEntry
from clipper.system.lock import locked
from clipper.text import safe

LOCK_TIMEOUT = 10.0
"""Seconds that a writer waits for another one."""


@contextlib.contextmanager
def begin(
    archive: Archive,
    *,
    when: str,
    command_line: Sequence[str] = (),
    undoes: int = 0,
    force: bool = False,
    deed: Deed | None = None,
    titles: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Operation]:
    """Lock the archive for writing, and yield an operation; at the end, sync all that was written.

    The history records `when` it began, the command line, the number of the operation that it undoes, the `deed`, and
    the `titles` of clips by their paths. With `force` it changes write-protected clips too. At the first Ctrl-C it ends
    after the current clip.
    """
    with files.disk_errors(f"the archive {safe(str(archive.root))} cannot be written"):
        workspace = Workspace(archive)
        with _archive_lock(workspace.internal / "lock"), _deferred_interrupt() as stop_requested:
            workspace.prepare()
            journal = Journal(workspace.history, when, command_line, undoes, deed, titles)
            operation = Operation(archive, workspace, journal, stop_requested, force=force)
            try:
                yield operation
            except BaseException:
                with contextlib.suppress(DiskError):  # the first error is the one to report
                    operation.finish(complete=False)
                raise
            operation.finish()


@contextlib.contextmanager
def _archive_lock(file: FolderEntry) -> Iterator[None]:
    """Hold the lock of the archive; raise BusyError if another writer holds it for `LOCK_TIMEOUT` seconds."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(file, timeout=LOCK_TIMEOUT))
        except TimeoutError:
            raise BusyError("another clipper is writing to this archive", hint="Try again.") from None
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            message = f"{safe(str(file.path))} is a symbolic link, which clipper does not follow"
            raise RefusedError(message, hint="Remove it, and clipper makes its own.") from error
        yield


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
