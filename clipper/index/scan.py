"""The survey of an archive: which files are in its folders, and whether they are what they were before."""

import contextlib
import marshal
import os
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from clipper.errors import reason
from clipper.model import hashing
from clipper.system.child import Child, ChildError, processors

FILES_PER_PROCESS = 2_500
"""With fewer files, another process takes more time to start than it saves."""

UNREAD_FOLDER = "a folder that cannot be read"
"""The reason why a folder is skipped, before that of the system."""

UNREAD_FILE = "cannot be read"
"""The problem of a file that the system did not give out now, before the reason of the system."""

MAX_PROCESSES = 8
"""How many processes look at an archive at most."""

UNSETTLED = -1
"""The inode in the row of a file that is to be read again even if its `stat` values are the same; no file has it."""

_FOLDER_COST = 4
"""To open a folder takes about as long as to look at this number of files."""


class ClipFile(NamedTuple):
    """A clip's file, with its `stat` values."""

    name: str
    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


class Survey:
    """What was found in an archive."""

    def __init__(self) -> None:
        self.digests: dict[str, bytes] = {}
        """A digest of the files in each folder, by the folder's path relative to the root, which itself is ""."""
        self.skipped: list[tuple[str, str]] = []
        """The paths that are skipped, each with the reason."""


def survey(root: str, known: Mapping[str, int]) -> Survey:
    """Look at every file of an archive.

    `known` has the folders of the last survey, with the number of files in each. Where these are many, the folders are
    shared among several processes.
    """
    result = Survey()
    todo = [*known] if "" in known else ["", *known]
    share_count = min(MAX_PROCESSES, sum(known.values()) // FILES_PER_PROCESS, len(todo))
    if share_count > 1 and hasattr(os, "fork") and (share_count := min(share_count, processors())) > 1:
        todo = _share(root, _balance({folder: known.get(folder, 0) for folder in todo}, share_count), result)
    while todo:
        folder = todo.pop()
        if folder not in result.digests:
            todo += _look(root, folder, result)
    return result


def files(root: str, folder: str, skipped: list[tuple[str, str]]) -> list[ClipFile]:
    """Return the files of the clips in one folder, [] if it is gone; those that cannot be read go into `skipped`."""
    prefix = f"{folder}/" if folder else ""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            return [
                ClipFile(entry.name, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, _signed(stat.st_ino))
                for entry in entries
                if is_clip_name(entry.name) and entry.is_file(follow_symlinks=False)
                for stat in _stat(entry, prefix, skipped)
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []


def digest(files: Sequence[ClipFile]) -> bytes:
    """Return the digest that a survey has for a folder with these files."""
    stat_values = array("q")
    for _, *values in files:
        stat_values.extend(values)
    return _digest([file.name for file in files], stat_values)


def is_clip_name(name: str) -> bool:
    """Tell whether a file of this name can be a clip: Markdown, and not hidden."""
    return name.endswith(".md") and not name.startswith(".")


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """List a folder by its descriptor, if the system can: it then finds each file without walking the whole path."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def _look(root: str, folder: str, result: Survey) -> list[str]:
    """Put the digest of one folder into `result`, and return the folders inside it."""
    names: list[str] = []
    stat_values: list[int] = []
    inside: list[str] = []
    prefix = f"{folder}/" if folder else ""
    try:
        with _entries(os.path.join(root, folder)) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(".md") and entry.is_file(follow_symlinks=False) and name[0] != ".":
                    try:
                        stat = entry.stat(follow_symlinks=False)
                    except OSError as error:
                        _note_unread(prefix + name, error, result.skipped)
                        continue
                    names.append(name)
                    stat_values += (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, _signed(stat.st_ino))
                elif name.startswith("."):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    inside.append(prefix + name)
                    if name.endswith(".md"):
                        result.skipped.append((prefix + name, "a folder"))
                elif name.endswith(".md") or _is_link_to_folder(entry):
                    why = "a symbolic link" if entry.is_symlink() else "not a regular file"
                    result.skipped.append((prefix + name, why))
    except (FileNotFoundError, NotADirectoryError):
        return inside
    except OSError as error:
        result.skipped.append((folder, f"{UNREAD_FOLDER}: {reason(error)}"))
        return inside
    result.digests[folder] = _digest(names, array("q", stat_values))
    return inside


def _digest(names: list[str], stat_values: "array[int]") -> bytes:
    encoded = "\0".join(names).encode("utf-8", "surrogateescape") + stat_values.tobytes()
    return hashing.digest(encoded, 16)


def _stat(entry: os.DirEntry[str], prefix: str, skipped: list[tuple[str, str]]) -> Iterator[os.stat_result]:
    """Yield the `stat` values of a file, or nothing if it went away, or if the system does not give them."""
    try:
        yield entry.stat(follow_symlinks=False)
    except OSError as error:
        _note_unread(prefix + entry.name, error, skipped)


def _note_unread(path: str, error: OSError, skipped: list[tuple[str, str]]) -> None:
    """Note that the system does not say what a file is; nothing if it went away since its folder was listed."""
    if not isinstance(error, FileNotFoundError):
        skipped.append((path, f"{UNREAD_FILE}: {reason(error)}"))


def _is_link_to_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a link to a folder; False for one that leads nowhere, or to itself."""
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _signed(inode: int) -> int:
    return inode if inode < 1 << 63 else inode - (1 << 64)


def _balance(folders: Mapping[str, int], share_count: int) -> list[list[str]]:
    """Divide folders into shares that take about the same time: the largest first, each to the share with the least."""
    shares: list[list[str]] = [[] for _ in range(share_count)]
    costs = [0] * share_count
    for folder, count in sorted(folders.items(), key=lambda item: item[1], reverse=True):
        least = costs.index(min(costs))
        shares[least].append(folder)
        costs[least] += count + _FOLDER_COST
    return shares


def _share(root: str, shares: Sequence[list[str]], result: Survey) -> list[str]:
    """Look at each share of the folders but the first in a child process; return the folders that are still to do."""
    own, *others = shares
    todo: list[str] = []
    children: list[tuple[Child, list[str]]] = []
    with ExitStack() as stack:
        for folders in others:
            try:
                children.append((stack.enter_context(Child(partial(_look_at_all, root, folders))), folders))
            except OSError:  # the system has no room for another process
                todo += folders
        for folder in own:
            todo += _look(root, folder, result)
        for child, folders in children:
            try:
                digests, skipped, inside = marshal.loads(child.result())  # noqa: S302 - our own child wrote it
            except ChildError:
                todo += folders
            else:
                result.digests.update(digests)
                result.skipped += skipped
                todo += inside
    return todo


def _look_at_all(root: str, folders: Sequence[str]) -> bytes:
    """Return what is found in folders, as `_share` reads it."""
    result = Survey()
    inside = [path for folder in folders for path in _look(root, folder, result)]
    return marshal.dumps((result.digests, result.skipped, inside))
