"""The seal of the index: it tells whether the bytes of the file are those that clipper left there.

SQLite finds most damage by itself, but a page with other bytes than it wrote may also be a wrong answer.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from clipper.system.lock import locked

_POLL = 0.005


class Seal:
    """What the system said of the index when clipper had last written to it, in a small file beside it.

    That file is also the lock under which the index is opened and written to, so that it is never looked at between
    a change and its seal. It is therefore never removed. What happens to a disk that gives back other bytes than it
    was given is not seen: the system says the same of the file.
    """

    def __init__(self, index: Path, patience: float) -> None:
        self._index = index
        self._file = Path(f"{index}.seal")
        self._patience = patience
        self._handle = -1

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from opening or writing to the index; raise TimeoutError if one does so for long."""
        with locked(self._file, timeout=self._patience, poll=_POLL, flags=os.O_NOFOLLOW, mode=0o600) as descriptor:
            self._handle = descriptor
            yield

    def is_whole(self) -> bool:
        """Tell, while it is held, whether nobody else has written to the index; one that is not there is whole."""
        said = self._said()
        return not said or os.pread(self._handle, len(said) + 1, 0) == said

    def put(self) -> None:
        """Seal the index as it is now, while it is held."""
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, self._said(), 0)

    def _said(self) -> bytes:
        """Return what tells this state of the file from any other; the change time cannot be set back."""
        try:
            about = self._index.lstat()
        except FileNotFoundError:
            return b""
        return f"{about.st_dev} {about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}\n".encode()
