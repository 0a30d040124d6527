"""The records of the history: operations by number, the changes of each, and the files that hold them."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clipper.system import files

TRASH_NAME = re.compile(r"\d+\.md")
"""The name of a file in the trash."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation does to one file: the digests of its old and its new bytes, empty where there is no file.

    The old bytes are the `size` bytes from `offset` in the journal. A file that was removed is not copied but moved:
    it is in the operation's trash folder under `trash_name`, with its owner, mode and times. That name is `N.md` for
    every file, also for the original of a clip, whatever its suffix is, such as `.html.gz`.
    """

    path: str
    old_digest: str = ""
    new_digest: str = ""
    trash_name: str = ""
    offset: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """One operation of the history: when it began, the command line, and the number of the operation that it undoes.

    `count` is the number of clips that it changed; `is_complete` is False if it was interrupted.
    """

    number: int
    when: str
    command_line: tuple[str, ...]
    undoes: int = 0
    count: int = 0
    is_complete: bool = False
    changes: tuple[Change, ...] = field(default=(), repr=False)


def operation_numbers(folder: Path) -> list[int]:
    """Return the numbers of the operations whose journals are in the history's folder, in no order."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return []
    return [int(name.removesuffix(".log")) for name in names if _is_journal_name(name)]


def operation_files(folder: Path, number: int) -> Iterator[Path]:
    """Yield the files of an operation: those in its trash, then its journal."""
    with contextlib.suppress(FileNotFoundError):
        yield from (file for file in trash_folder(folder, number).iterdir() if TRASH_NAME.fullmatch(file.name))
    yield folder / journal_name(number)


def trash_folder(folder: Path, number: int) -> Path:
    """Return the folder of the files that an operation removed; it need not exist, but it must not be a link."""
    trash = folder / journal_name(number).removesuffix(".log")
    files.require_own_folder(trash)
    return trash


def journal_name(number: int) -> str:
    """Return the file name of an operation's journal."""
    return f"{number:08}.log"


def _is_journal_name(name: str) -> bool:
    return len(name) == len(journal_name(0)) and name.endswith(".log") and name[:-4].isdecimal() and name.isascii()
