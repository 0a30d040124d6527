"""What clipper itself left in the archive: files of a write that was interrupted, and a history that grew large."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from clipper.analysis.checks.finding import Finding

_OWN = ".clipper"
_UNFINISHED_IN, _FOREIGN_IN = "tmp", "left"
_UNFINISHED = re.compile(r"\.[0-9a-f]{16}(?:\.part)?")
_LARGE = 100_000_000


def unfinished(root: Path) -> Iterator[Finding]:
    """Find what an interrupted write left, beside the clips or in the folder for unfinished files."""
    for path, size in _files(root, f"{_OWN}/{_FOREIGN_IN}"):
        yield Finding(path, "", f"saved by another program while clipper wrote, {size} bytes")
    for path, size in _files(root, f"{_OWN}/{_UNFINISHED_IN}"):
        yield Finding(path, "", _said(size), mend="the next command that changes the archive clears it away")
    for path, size in _files(root, "", beside=True):
        if _UNFINISHED.fullmatch(path.rpartition("/")[2]):
            yield Finding(path, "", _said(size))


def history(root: Path) -> Iterator[Finding]:
    """Find a history that is large, and larger than all clips together."""
    kept = sum(size for _, size in _files(root, f"{_OWN}/history"))
    if kept <= _LARGE:
        return
    clips = sum(size for path, size in _files(root, "", beside=True) if path.endswith(".md"))
    if kept > clips:
        yield Finding(f"{_OWN}/history", "", f"{kept / 1e6:.0f} MB, the clips have {clips / 1e6:.0f} MB")


def _said(size: int) -> str:
    return f"unfinished, {size} bytes"


def _files(root: Path, folder: str, *, beside: bool = False) -> Iterator[tuple[str, int]]:
    """Yield the regular files in a folder and all below it, with their sizes; `beside` leaves hidden folders out."""
    todo = [folder]
    while todo:
        inside = todo.pop()
        try:
            with os.scandir(root / inside) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    path = f"{inside}/{entry.name}" if inside else entry.name
                    if entry.is_dir(follow_symlinks=False) and not (beside and entry.name.startswith(".")):
                        todo.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        yield path, entry.stat(follow_symlinks=False).st_size
        except OSError:  # gone since, or nobody's to read: what stands there is no clip of ours
            continue
