"""What the history is made of: operations by their numbers, what each did to a file, and where that is written down."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation does to one file: `before` and `after` are identities of its bytes, empty where there is none.

    The bytes before are `size` bytes from `place` in the journal; those of a file that was removed lie in the file
    `aside`, with all that the system knows of it.
    """

    path: str
    before: str = ""
    after: str = ""
    aside: str = ""
    place: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One operation as the history tells it: when it began, the words that were typed, the operation it takes back.

    `count` is the number of files that it changed; `whole` says that it came to its end.
    """

    number: int
    when: str
    words: tuple[str, ...]
    undoes: int = 0
    count: int = 0
    whole: bool = False
    changes: tuple[Change, ...] = field(default=(), repr=False)


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the operations whose journals lie in a folder, in no order."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return []
    return [int(name.removesuffix(".log")) for name in names if _is_name(name)]


def folder_of(folder: Path, number: int) -> Path:
    """Return where the files lie that an operation removed."""
    return folder / name_of(number).removesuffix(".log")


def files(folder: Path, number: int) -> Iterator[Path]:
    """Yield the files of an operation, its journal last."""
    with contextlib.suppress(FileNotFoundError):
        yield from folder_of(folder, number).iterdir()
    yield folder / name_of(number)


def name_of(number: int) -> str:
    """Return the name of an operation's journal."""
    return f"{number:08}.log"


def _is_name(name: str) -> bool:
    return len(name) == len(name_of(0)) and name.endswith(".log") and name[:-4].isdecimal() and name.isascii()
