"""An export: a file, a zip or a folder; members are read one by one, within limits, and never unpacked to disk."""

import contextlib
import io
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Self

from clipper.errors import NotFoundError, RefusedError, UnreadableError, UsageError, reason
from clipper.intake.decoding import decode_beginning, detect_encoding, find_codec
from clipper.intake.exports.nested_zips import NestedZips, holds_zips
from clipper.intake.exports.safe_zip import SIGNATURE, SafeZip
from clipper.intake.page.decoding import declared_codec
from clipper.system import files
from clipper.text import safe

MAX_SIZE = 500_000_000
"""Bytes of a file, or of all members of a zip together."""

MAX_MEMBER_SIZE = 10_000_000
"""Bytes of a member that is read into memory as a whole."""

MAX_FILES = 200_000
"""Files in a folder; a folder with more is hardly an export."""

_HEAD_SIZE = 65_536
_MEGABYTE = 1_000_000


class Export(ABC):
    """The export of another service. Members have their paths in the zip or the folder; a file is its only member."""

    def __init__(self, path: Path, name: str, encoding: str = "") -> None:
        self.path = path
        self.encoding = encoding
        """The encoding of its texts that the user names, if any."""
        self.name = name
        """The name that the user typed, safe for a terminal."""

    @property
    @abstractmethod
    def members(self) -> Sequence[str]:
        """The paths of the members, without hidden files."""

    @abstractmethod
    def open(self, member: str) -> BinaryIO:
        """Open a member; raise UnreadableError if it cannot be read or is too large."""

    def members_ending(self, *suffixes: str) -> list[str]:
        """Return the members with one of these suffixes, sorted; an export of one file is returned for any suffix."""
        return sorted(member for member in self.members if member.lower().endswith(suffixes))

    def head(self, member: str) -> str:
        """Return the beginning of a member as text; empty if it cannot be read."""
        with contextlib.suppress(UnreadableError), self.open(member) as stream:
            return decode_beginning(stream.read(_HEAD_SIZE), self.encoding)
        return ""

    def read_bytes(self, member: str, limit: int = MAX_MEMBER_SIZE) -> bytes:
        """Read a member; raise UnreadableError if it has more bytes than the limit."""
        with self.open(member) as stream, files.disk_errors(f"{self.place(member)} cannot be read"):
            raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise UnreadableError(f"it is larger than {limit // _MEGABYTE} MB")
        return raw

    @contextlib.contextmanager
    def open_text(self, member: str, *, of_page: bool = False) -> Iterator[tuple[io.TextIOBase, str]]:
        """Open a member as text with its own line ends; yield the stream, and a notice if the text is not UTF-8.

        A page may declare its encoding.
        """
        stream = self.open(member)
        opened: BinaryIO | io.TextIOWrapper = stream
        try:
            with files.disk_errors(f"{self.place(member)} cannot be read"):
                declared = declared_codec(stream.read(_HEAD_SIZE)) if of_page else ""
                stream.seek(0)
                codec, notice = (find_codec(self.encoding), "") if self.encoding else detect_encoding(stream, declared)
                stream.seek(0)
                opened = text = io.TextIOWrapper(stream, codec, errors="replace", newline="")
                yield text, notice
        finally:
            with contextlib.suppress(OSError):  # what was read is right, and nothing was written
                opened.close()

    def place(self, member: str, line: int = 0) -> str:
        """Return the place of a line, or of a whole member, as messages show it, safe for a terminal."""
        where = self.name if member == self.path.name else f"{self.name}/{safe(member)}"
        return f"{where}:{line}" if line else where

    def only(self, members: Sequence[str]) -> "PartOfExport":
        """Return the part of the export that has only these members."""
        return PartOfExport(self, members)

    def close(self) -> None:  # noqa: B027 - only a zip is kept open
        """Close the file of a zip."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _FileExport(Export):
    """An export of one file."""

    @property
    def members(self) -> Sequence[str]:
        return (self.path.name,)

    def members_ending(self, *_: str) -> list[str]:
        return [self.path.name]

    def open(self, member: str) -> BinaryIO:  # noqa: ARG002 - there is only one
        with files.disk_errors(f"{self.name} cannot be read"):
            return files.open_regular(self.path)


class PartOfExport(Export):
    """Some members of an export; it remembers which of them were opened."""

    def __init__(self, whole: Export, members: Sequence[str]) -> None:
        super().__init__(whole.path, whole.name, whole.encoding)
        self._whole = whole
        self._members = tuple(members)
        self.opened: set[str] = set()

    @property
    def members(self) -> Sequence[str]:
        """The paths of the members."""
        return self._members

    def open(self, member: str) -> BinaryIO:
        """Open a member, and remember that it was opened."""
        self.opened.add(member)
        return self._whole.open(member)


class _FolderExport(Export):
    """A folder, such as an unpacked zip; symbolic links in it are not followed."""

    @cached_property
    def members(self) -> Sequence[str]:
        members: list[str] = []
        folders = [self.path]
        with files.disk_errors(f"{self.name} cannot be read"):
            while folders:
                for path in sorted(folders.pop().iterdir()):
                    if path.name.startswith(".") or path.is_symlink():
                        continue
                    if path.is_dir():
                        folders.append(path)
                    elif path.is_file():
                        members.append(path.relative_to(self.path).as_posix())
                if len(members) > MAX_FILES:
                    raise RefusedError(f"{self.name} holds more than {MAX_FILES} files")
        return tuple(members)

    def open(self, member: str) -> BinaryIO:
        try:
            return files.open_regular(self.path / member)
        except OSError as error:
            raise UnreadableError(reason(error)) from error


class _ZipExport(Export):
    """A zip; the names in it are never used as paths on the disk."""

    def __init__(self, path: Path, name: str, encoding: str = "") -> None:
        super().__init__(path, name, encoding)
        limits = {"max_total": MAX_SIZE, "max_member": MAX_MEMBER_SIZE}
        outer = SafeZip(path, **limits)
        self._zip = NestedZips(outer, **limits) if holds_zips(outer) else outer

    @property
    def members(self) -> Sequence[str]:
        return self._zip.names

    def open(self, member: str) -> BinaryIO:
        return io.BytesIO(self._zip.read(member))

    def close(self) -> None:
        self._zip.close()


def open_export(path: Path, name: str, encoding: str = "") -> Export:
    """Open an export, which messages call by `name`; raise UnreadableError for a zip that cannot be read.

    Its texts have the `encoding`, if one is given.
    """
    with files.disk_errors(f"{name} cannot be read"):
        if not path.exists():
            raise NotFoundError(f"there is no file or folder {name}")
        path = path.resolve()
        if path.is_dir():
            return _FolderExport(path, name, encoding)
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{name} is neither a regular file nor a folder")
        if path.stat().st_size > MAX_SIZE:
            raise RefusedError(f"{name} is larger than {MAX_SIZE // _MEGABYTE} MB")
        with path.open("rb") as file:
            is_zip = file.read(4) == SIGNATURE
    return (_ZipExport if is_zip else _FileExport)(path, name, encoding)
