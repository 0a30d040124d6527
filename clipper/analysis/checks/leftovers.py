"""What clipper itself left in the archive: files of an interrupted write, and a history that grew large."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from clipper.analysis.checks.finding import Finding

_INTERNAL_FOLDER = ".clipper"
_UNFINISHED_FOLDER, _FOREIGN_FOLDER = "tmp", "left"
_UNFINISHED_NAME = re.compile(r"\.[0-9a-f]{16}(?:\.part)?")
_LARGE = 100_000_000


def find_unfinished_files(root: Path) -> Iterator[Finding]:
    """Find what an interrupted write left, beside the clips or in the folder for unfinished files."""
    for path, size in _files(root, f"{_INTERNAL_FOLDER}/{_FOREIGN_FOLDER}"):
        yield Finding(path, "", f"saved by another program while clipper wrote, {size} bytes")
    for path, size in _files(root, f"{_INTERNAL_FOLDER}/{_UNFINISHED_FOLDER}"):
        yield Finding(path, "", _unfinished(size), advice="the next command that changes the archive removes it")
    for path, size in _files(root, "", with_hidden=False):
        if _UNFINISHED_NAME.fullmatch(path.rpartition("/")[2]):
            yield Finding(path, "", _unfinished(size))


def find_large_history(root: Path) -> Iterator[Finding]:
    """Find a history that is large, and larger than all clips together."""
    history_size = sum(size for _, size in _files(root, f"{_INTERNAL_FOLDER}/history"))
    if history_size <= _LARGE:
        return
    clips_size = sum(size for path, size in _files(root, "", with_hidden=False) if path.endswith(".md"))
    if history_size > clips_size:
        what = f"{history_size / 1e6:.0f} MB, the clips have {clips_size / 1e6:.0f} MB"
        yield Finding(f"{_INTERNAL_FOLDER}/history", "", what)


def _unfinished(size: int) -> str:
    return f"unfinished, {size} bytes"


def _files(root: Path, folder: str, *, with_hidden: bool = True) -> Iterator[tuple[str, int]]:
    """Yield the path and the size of each regular file in a folder and below, also in hidden folders if wanted."""
    folders = [folder]
    while folders:
        parent = folders.pop()
        try:
            with os.scandir(root / parent) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    path = f"{parent}/{entry.name}" if parent else entry.name
                    if entry.is_dir(follow_symlinks=False) and (with_hidden or not entry.name.startswith(".")):
                        folders.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        yield path, entry.stat(follow_symlinks=False).st_size
        except OSError:  # deleted meanwhile, or not readable: there is no clip of ours in it
            continue
