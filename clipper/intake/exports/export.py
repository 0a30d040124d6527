"""An export as it came: a file, a zip or a folder, read member by member within bounds, never unpacked."""

import contextlib
import io
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Self

from clipper.errors import NotFoundError, RefusedError, UnreadableError, UsageError, reason
from clipper.intake.decoding import decode_beginning, detect_encoding
from clipper.intake.exports import zipped as bundle
from clipper.system import files
from clipper.text import safe

LARGEST = 500_000_000
"""Bytes that one file, or all members of a zip together, may have."""

LARGEST_PIECE = 10_000_000
"""Bytes that a member may have which is read as a whole."""

MOST_FILES = 200_000
"""Files that a folder may hold: with more it is hardly an export."""

_HEAD = 65_536
_MEGABYTE = 1_000_000


class Export(ABC):
    """What another service handed over. Members are named as in the zip or the folder; a file is its one member."""

    def __init__(self, path: Path, called: str) -> None:
        self.path = path
        self.called = called
        """The name under which the user knows it, safe for a terminal."""

    @property
    @abstractmethod
    def members(self) -> Sequence[str]:
        """The names of what is in it, without hidden files."""

    @abstractmethod
    def open(self, member: str) -> BinaryIO:
        """Return the bytes of a member; raise UnreadableError where they cannot be had, or are too many."""

    def named(self, *endings: str) -> list[str]:
        """Return the members whose names end so, in the order of their names; a file is meant by any ending."""
        return sorted(member for member in self.members if member.lower().endswith(endings))

    def head(self, member: str) -> str:
        """Return the beginning of a member; empty where it cannot be read."""
        with contextlib.suppress(UnreadableError), self.open(member) as stream:
            return decode_beginning(stream.read(_HEAD))
        return ""

    def raw(self, member: str, most: int = LARGEST_PIECE) -> bytes:
        """Return all bytes of a member, at most so many."""
        with self.open(member) as stream, files.disk_errors(f"{self.place(member)} cannot be read"):
            raw = stream.read(most + 1)
        if len(raw) > most:
            raise UnreadableError(f"it is larger than {most // _MEGABYTE} MB")
        return raw

    @contextlib.contextmanager
    def text(self, member: str) -> Iterator[tuple[io.TextIOBase, str]]:
        """Yield a member as a text whose line ends are as they are, and what is to be said of its encoding."""
        with self.open(member) as stream, files.disk_errors(f"{self.place(member)} cannot be read"):
            name, said = detect_encoding(stream)
            stream.seek(0)
            with io.TextIOWrapper(stream, name, errors="replace", newline="") as written:
                yield written, said

    def place(self, member: str, line: int = 0) -> str:
        """Return where in the export something stands, safe for a terminal."""
        where = self.called if member == self.path.name else f"{self.called}/{safe(member)}"
        return f"{where}:{line}" if line else where

    def close(self) -> None:  # noqa: B027 - a file and a folder are not held
        """Let go of it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _File(Export):
    """A file by itself."""

    @property
    def members(self) -> Sequence[str]:
        return (self.path.name,)

    def named(self, *_: str) -> list[str]:
        return [self.path.name]

    def open(self, member: str) -> BinaryIO:  # noqa: ARG002 - there is but one
        with files.disk_errors(f"{self.called} cannot be read"):
            return files.open_regular(self.path)


class _Folder(Export):
    """A folder, such as a zip that was unpacked; what lies behind links is not in it."""

    @cached_property
    def members(self) -> Sequence[str]:
        found: list[str] = []
        todo = [self.path]
        with files.disk_errors(f"{self.called} cannot be read"):
            while todo:
                for path in sorted(todo.pop().iterdir()):
                    if path.name.startswith(".") or path.is_symlink():
                        continue
                    if path.is_dir():
                        todo.append(path)
                    elif path.is_file():
                        found.append(path.relative_to(self.path).as_posix())
                if len(found) > MOST_FILES:
                    raise RefusedError(f"{self.called} holds more than {MOST_FILES} files")
        return tuple(found)

    def open(self, member: str) -> BinaryIO:
        try:
            return files.open_regular(self.path / member)
        except OSError as error:
            raise UnreadableError(reason(error)) from error


class _Zip(Export):
    """A zip, read by member: no name in it ever becomes a path."""

    def __init__(self, path: Path, called: str) -> None:
        super().__init__(path, called)
        self._bundle = bundle.Bundle(path, most=LARGEST, largest=LARGEST_PIECE)

    @property
    def members(self) -> Sequence[str]:
        return self._bundle.names

    def open(self, member: str) -> BinaryIO:
        return io.BytesIO(self._bundle.read(member))

    def close(self) -> None:
        self._bundle.close()


def opened(path: Path, called: str) -> Export:
    """Return an export; raise UnreadableError where it is a zip that cannot be read."""
    with files.disk_errors(f"{called} cannot be read"):
        if not path.exists():
            raise NotFoundError(f"there is no file or folder {called}")
        path = path.resolve()
        if path.is_dir():
            return _Folder(path, called)
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{called} is neither a regular file nor a folder")
        if path.stat().st_size > LARGEST:
            raise RefusedError(f"{called} is larger than {LARGEST // _MEGABYTE} MB")
        with path.open("rb") as file:
            zipped = file.read(4) == bundle.MAGIC
    return _Zip(path, called) if zipped else _File(path, called)
