"""An archive of a given size with a home folder of its own, so that no file of the user is read or changed."""

import hashlib
import os
import shutil
import sys
from functools import cached_property
from pathlib import Path

from tests.benchmarks import clock, corpus
from tests.benchmarks.clock import Run

ADDED_YEAR = "1999"
"""A year before the first clip of the corpus: clips of this year were added by a measurement."""

_KEPT_VARIABLES = ("PATH", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "VIRTUAL_ENV", "SYSTEMROOT")
_ADDED_TEXT = """\
---
title: A text that is added and taken back
date: {year}-05-19
source: Daily Herald
url: https://www.daily-herald.example/{year}/05/added
---

Talks on a ceasefire will begin within a week, the minister said on Wednesday.
"""


class UnpreparedError(Exception):
    """The preparation of a measurement failed; `run` is the command that failed."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.complaint)
        self.run = run


class Place:
    """The archive of `size` clips in a folder; it is made once, and used again while the corpus stays the same."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.folder = folder / f"clipper-benchmark-{size}"
        self.archive = self.folder / "archive"
        self.home = self.folder / "home"
        self.added = self.folder / "added.md"
        self._whole = self.folder / "whole"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that every measured command sees, and no others."""
        kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        return kept | {
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "CLIPPER_ARCHIVE": str(self.archive),
            "PAGER": "cat",
            "TERM": "xterm-256color",
        }

    def make(self) -> None:
        """Make what is missing, and take away what an earlier measurement left."""
        if not self._is_whole():
            shutil.rmtree(self.folder, ignore_errors=True)
            corpus.make(self.archive, self.size)
            self.added.write_text(_ADDED_TEXT.format(year=ADDED_YEAR), encoding="utf-8")
            self._whole.write_text(_fingerprint(), encoding="utf-8")
        shutil.rmtree(self.archive / ".clipper", ignore_errors=True)
        self.forget_index()

    def forget_index(self) -> None:
        """Delete the home with its cache, wherever the system puts that."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()

    def take_back_added(self) -> None:
        """Delete the clips that were added."""
        shutil.rmtree(self.archive / ADDED_YEAR, ignore_errors=True)

    def doubt(self) -> None:
        """Say that the archive is being changed: unless `trust` follows, it is made again the next time."""
        self._whole.unlink(missing_ok=True)

    def trust(self) -> None:
        """Say that every change was taken back."""
        self._whole.write_text(_fingerprint(), encoding="utf-8")

    @cached_property
    def clip(self) -> str:
        """The handle of the clip that is shown and changed, as clipper itself names it."""
        return self.clipper("list", "-n", "1", "--format", "handles").head.strip()

    @cached_property
    def clip_file(self) -> Path:
        """The file of that clip."""
        return self.archive / self.clipper("list", "-n", "1", "--format", "paths").head.strip()

    def clipper(self, *words: str) -> Run:
        """Run clipper between two measurements; raise UnpreparedError if it fails."""
        done = clock.run([*clipper_command(), *words], self.environment)
        if done.status != 0:
            raise UnpreparedError(done)
        return done

    def _is_whole(self) -> bool:
        return self._whole.is_file() and self._whole.read_text(encoding="utf-8") == _fingerprint()


def clipper_command(without: str = "") -> list[str]:
    """Return how clipper is started: by the script beside this interpreter, else as a module; or `reckless`."""
    if without:
        return [sys.executable, "-m", "tests.benchmarks.reckless", without]
    script = Path(sys.executable).with_name("clipper")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "clipper"]


def yardstick_command() -> list[str]:
    """Return the command that every other is measured against: the least that a Typer program can cost."""
    return [sys.executable, "-c", "import typer"]


def _fingerprint() -> str:
    """Return what changes whenever the corpus would be made differently."""
    world = corpus.Corpus()
    clips = map(world.clip, range(20))
    return hashlib.sha256("".join(corpus.path_of(clip) + corpus.written(clip) for clip in clips).encode()).hexdigest()
