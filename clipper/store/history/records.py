"""The records of the history: operations by number, the changes of each, and the files that hold them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from clipper.model.deeds import Deed
from clipper.system.folder import Folder, FolderEntry

GZIP = 31
"""The window bits that mean a gzip file for `zlib`."""

MAX_PACKED = 16 << 20
"""The most old bytes that are packed: a few bytes may claim to become many."""

TRASH_NAME = re.compile(r"[0-9]{1,18}\.md")
"""The name of a file in the trash."""

_JOURNAL_NAME = re.compile(r"(?:[0-9]{8}|[1-9][0-9]{8,17})\.log")


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation does to one file: the digests of its old and its new bytes, empty where there is no file.

    The old bytes are the `size` bytes from `offset` in the journal, which are compressed if `unpacked_size` is the
    number of bytes that they become. A file that was removed is not copied but moved:
    it is in the operation's trash folder under `trash_name`, with its owner, mode and times. That name is `N.md` for
    every file, also for the original of a clip, whatever its suffix is, such as `.html.gz`.
    """

    path: str
    old_digest: str = ""
    new_digest: str = ""
    trash_name: str = ""
    offset: int = 0
    size: int = 0
    unpacked_size: int = -1
    title: str = ""
    """What the clip is called; empty in an older history, and for the new file of a clip that was moved."""
    moved_from: str = ""
    """The old path, if the operation moved the file here; the change of that path says that no file is left there."""

    @property
    def is_moved_clip(self) -> bool:
        """Whether it is the new file of a clip that was moved."""
        return bool(self.moved_from) and self.path.endswith(".md")


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One operation of the history: when it began, the command line, and the number of the operation that it undoes.

    `count` is the number of clips that it changed, and of these it `moved` some; `is_complete` is False if it was
    interrupted.
    """

    number: int
    when: str
    command_line: tuple[str, ...]
    undoes: int = 0
    count: int = 0
    moved: int = 0
    is_complete: bool = False
    changes: tuple[Change, ...] = field(default=(), repr=False)
    deed: Deed | None = None
    """What was done to the clips; None for an undo, and in an older history."""
    titles: tuple[str, ...] = ()
    """What the first of the clips are called."""


def operation_numbers(folder: Folder | None) -> list[int]:
    """Return the numbers of the operations whose journals are in the history's folder, in no order."""
    names = folder.names() if folder else ()
    return [int(name.removesuffix(".log")) for name in names if _JOURNAL_NAME.fullmatch(name)]


def operation_files(folder: Folder, number: int) -> Iterator[FolderEntry]:
    """Yield the files of an operation: those in its trash, then its journal."""
    if trash := trash_folder(folder, number):
        yield from (trash / name for name in trash.names() if TRASH_NAME.fullmatch(name))
    yield folder / journal_name(number)


def trash_folder(folder: Folder, number: int) -> Folder | None:
    """Open the folder of the files that an operation removed; None if it removed none. It must not be a link."""
    try:
        return folder.own_subfolder(trash_folder_name(number))
    except FileNotFoundError:
        return None


def trash_folder_name(number: int) -> str:
    """Return the name of the folder of the files that an operation removed."""
    return f"{number:08}"


def journal_name(number: int) -> str:
    """Return the file name of an operation's journal."""
    return f"{trash_folder_name(number)}.log"
