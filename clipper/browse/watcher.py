"""The thread that notices what other programs do to the files of the archive."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from clipper.index import scan

Folders: TypeAlias = Mapping[str, tuple[bytes | None, int]]

INTERVAL = 1.0
"""Seconds between two looks."""

_SHARE = 15
"""A look at every file is taken so rarely that it takes at most one part in this number of the time."""


class Watcher:
    """Calls `on_change` when the files differ from those that the index knows.

    Each second it looks at every file of a small archive. In a large one that would keep a processor busy: there it
    looks at the folders, in which new, renamed and removed files show, and at the files whose clips are on the screen.
    """

    def __init__(self, root: Path, on_change: Callable[[], object]) -> None:
        self._root = str(root)
        self._on_change = on_change
        self._known: Folders | None = None
        self._in_sight: tuple[str, ...] = ()
        self._stamps: dict[str, tuple[int, ...]] = {}
        self._next_survey = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()

    def expect(self, folders: Folders) -> None:
        """Take over what the index knows now; after a change nothing is looked at before this is called."""
        self._known = folders

    def keep_in_sight(self, paths: tuple[str, ...]) -> None:
        """Look at these files each time."""
        self._in_sight = paths

    def has_changed(self) -> bool:
        """Look at the files, and tell whether they differ from what the index knows."""
        if (known := self._known) is None:
            return False
        stamps = self._look_at_folders(known)
        differs = any(self._stamps.get(path, stamp) != stamp for path, stamp in stamps.items())
        self._stamps = stamps
        started = time.monotonic()
        if not differs and started < self._next_survey:
            return False
        found = scan.survey(self._root, {}).digests
        self._next_survey = time.monotonic() + (time.monotonic() - started) * _SHARE
        return found != {folder: digest for folder, (digest, _) in known.items()}

    def _look_at_folders(self, known: Folders) -> dict[str, tuple[int, ...]]:
        """Return what shows a change of the folders, and of the files in sight."""
        stamps: dict[str, tuple[int, ...]] = {}
        for path in (*known, *self._in_sight):
            stamps[path] = ()
            with suppress(OSError, ValueError):
                stat = os.stat(os.path.join(self._root, path), follow_symlinks=False)  # noqa: PTH116, PTH118 - in a large archive a Path takes longer than the look
                stamps[path] = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
        return stamps

    def _run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            if self.has_changed():
                self._known = None
                self._on_change()
