"""What stands in the folders of an archive, and whether it is still what stood there before."""

import os
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from clipper.errors import reason

TWO_PROCESSES_FROM = 5_000
"""From so many files on, looking at them in two processes takes less time than starting the second one."""

UNSETTLED = -1
"""The inode in the row of a file that is to be read again, whatever the system says of it; no file has it."""


@dataclass(frozen=True, slots=True)
class File:
    """A clip's file as the system describes it."""

    name: str
    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


@dataclass(slots=True)
class Survey:
    """All folders of an archive, each with a digest of its files, and what is passed over with the reason why."""

    digests: dict[str, bytes] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def survey(root: str, known: Collection[str], expected: int) -> Survey:
    """Look at every file of an archive. `known` folders and the `expected` number of files let two processes share.

    Folders are named relative to the root, the root itself "".
    """
    found = Survey()
    todo = list(known) if "" in known else ["", *known]
    if expected >= TWO_PROCESSES_FROM and len(todo) > 1 and hasattr(os, "fork"):
        todo = _share(root, todo, found)
    while todo:
        folder = todo.pop()
        if folder not in found.digests:
            todo += _look(root, folder, found)
    return found


def files(root: str, folder: str) -> list[File]:
    """Return the clips' files that stand in one folder; [] when it is gone."""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            return [
                File(entry.name, about.st_mtime_ns, about.st_ctime_ns, about.st_size, _signed(about.st_ino))
                for entry in entries
                if is_clip_name(entry.name) and entry.is_file(follow_symlinks=False)
                for about in _stat(entry)
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []


def digest(files: Sequence[File]) -> bytes:
    """Return what a survey says of a folder in which these files stand."""
    numbers = array("q")
    for file in files:
        numbers.extend((file.mtime_ns, file.ctime_ns, file.size, file.inode))
    return _digest([file.name for file in files], numbers)


def is_clip_name(name: str) -> bool:
    """Tell whether a file of this name can be a clip: Markdown, and not hidden."""
    return name.endswith(".md") and not name.startswith(".")


def _look(root: str, folder: str, found: Survey) -> list[str]:
    """Put the digest of one folder into `found`, and return the folders inside it."""
    names: list[str] = []
    numbers = array("q")
    inside: list[str] = []
    beginning = f"{folder}/" if folder else ""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(".md") and entry.is_file(follow_symlinks=False) and name[0] != ".":
                    try:
                        about = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:  # it went away since the folder was listed
                        continue
                    names.append(name)
                    numbers.extend((about.st_mtime_ns, about.st_ctime_ns, about.st_size, _signed(about.st_ino)))
                elif name.startswith("."):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    inside.append(beginning + name)
                    if name.endswith(".md"):
                        found.skipped.append((beginning + name, "a folder"))
                elif name.endswith(".md") or (entry.is_symlink() and entry.is_dir()):
                    why = "a symbolic link" if entry.is_symlink() else "not a regular file"
                    found.skipped.append((beginning + name, why))
    except (FileNotFoundError, NotADirectoryError):
        return inside
    except OSError as error:
        found.skipped.append((folder, f"a folder that cannot be read: {reason(error)}"))
        return inside
    found.digests[folder] = _digest(names, numbers)
    return inside


def _digest(names: list[str], numbers: "array[int]") -> bytes:
    said = "\0".join(names).encode("utf-8", "surrogateescape")
    return blake2b(said + numbers.tobytes(), digest_size=16).digest()


def _stat(entry: os.DirEntry[str]) -> Iterator[os.stat_result]:
    """Yield what the system says of a file, or nothing when it went away since its folder was listed."""
    try:
        yield entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return


def _signed(inode: int) -> int:
    return inode if inode < 1 << 63 else inode - (1 << 64)


def _share(root: str, folders: list[str], found: Survey) -> list[str]:
    """Look at half of the folders in a child process, and return the folders that nobody has looked at yet."""
    mine, theirs = folders[::2], folders[1::2]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _report(root, theirs, writing)
    os.close(writing)
    inside: list[str] = []
    for folder in mine:
        inside += _look(root, folder, found)
    with open(reading, "rb") as pipe:
        said = pipe.read()
    from json import loads

    _, status = os.waitpid(child, 0)
    if status:
        return inside + theirs
    more: list[str]
    digests, more, skipped = loads(said)
    found.digests.update({folder: bytes.fromhex(digest) for folder, digest in digests.items()})
    found.skipped += [(path, why) for path, why in skipped]
    return inside + more


def _report(root: str, folders: list[str], writing: int) -> None:
    """Look at the folders, say what was found into a pipe, and end the process without touching the parent's files."""
    status = 1
    try:
        seen = Survey()
        inside = [name for folder in folders for name in _look(root, folder, seen)]
        digests = {folder: digest.hex() for folder, digest in seen.digests.items()}
        from json import dumps

        with open(writing, "wb") as pipe:
            pipe.write(dumps([digests, inside, seen.skipped]).encode())
        status = 0
    finally:
        os._exit(status)
