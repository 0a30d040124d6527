"""The seal of the index file, which shows whether another program has written to it.

SQLite notices most damage to its file, but not a page that was overwritten with other valid bytes: that would give
wrong answers. With the seal such a file is noticed, thrown away and built again, so that no clip ever takes its content
from a cache that clipper did not write.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from clipper.system.folder import Folder
from clipper.system.lock import locked

_POLL = 0.005


class Seal:
    """A small file beside the index with the `stat` values of the index when clipper last wrote to it.

    It is also the lock under which the index is opened and written to, so that no process looks at the index between a
    write and its new seal. It is therefore never removed.

    The seal does not notice a disk that returns other bytes than were written: the `stat` values are the same.
    """

    def __init__(self, index: Path, timeout: float) -> None:
        self._index = index
        self._file = Path(f"{index}.seal")
        self._timeout = timeout
        self._descriptor = -1

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Lock the index against other processes that open or write it; raise TimeoutError if one has it for long."""
        entry = Folder.at(self._file.parent) / self._file.name
        with locked(entry, timeout=self._timeout, poll=_POLL, mode=0o600) as descriptor:
            self._descriptor = descriptor
            yield

    def is_intact(self) -> bool:
        """Tell, under the lock, whether no other program has written to the index; True if there is no index."""
        stamp = self._stamp()
        return not stamp or os.pread(self._descriptor, len(stamp) + 1, 0) == stamp

    def renew(self) -> None:
        """Seal the index as it is now, under the lock."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, self._stamp(), 0)

    def _stamp(self) -> bytes:
        """Return values that each write to the index changes, since nobody can set ctime back; b"" without an index."""
        try:
            stat = self._index.lstat()
        except FileNotFoundError:
            return b""
        return f"{stat.st_dev} {stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}\n".encode()
