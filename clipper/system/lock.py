"""Lock a file against other processes, with a timeout."""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator

from clipper.system.folder import FolderEntry


@contextlib.contextmanager
def locked(entry: FolderEntry, *, timeout: float, poll: float = 0.02, mode: int = 0o666) -> Iterator[int]:
    """Hold an exclusive `flock` on a file, and yield its descriptor; raise TimeoutError after `timeout` seconds.

    The file is opened for reading and writing, and made with `mode` if it does not exist; a link is not followed. It
    must never be replaced or removed: a lock on a file that another process may rename locks nothing. The lock ends
    with the process.
    """
    import fcntl

    descriptor = entry.open(os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, mode)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        deadline = time.monotonic() + timeout
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"another process holds the lock on {entry.name}") from None
                time.sleep(poll)
        yield descriptor
    finally:
        os.close(descriptor)
