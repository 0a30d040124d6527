"""A zip as others may have made it: every member is measured before it is unpacked, in memory and alone."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from clipper.errors import RefusedError, UnreadableError
from clipper.text import safe

MAGIC = b"PK\x03\x04"

_RATIO = 200
_SMALL = 1_000_000  # what is no larger may be packed as tightly as it likes
_DIRECTORY = 32_000_000
_MEGABYTE = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError, OSError)


class Bundle:
    """A zip whose members together have at most `most` bytes, and each at most `largest`."""

    def __init__(self, path: Path, *, most: int, largest: int) -> None:
        self._largest = largest
        self._file = _Measured(path)
        try:
            self._zip = zipfile.ZipFile(self._file)
        except _BROKEN as error:
            self._file.close()
            raise UnreadableError(f"the zip is damaged or not complete: {_said(error)}") from error
        self._members = {one.filename: one for one in self._zip.infolist() if not one.is_dir()}
        together = sum(one.file_size for one in self._members.values())
        if together > most:
            self.close()
            held = f"the zip holds {together // _MEGABYTE} MB, more than {most // _MEGABYTE}"
            raise RefusedError(held, hint="Unpack it yourself, and import the folder.")

    @cached_property
    def names(self) -> Sequence[str]:
        """The names of the members, without hidden files and what macOS adds; of two of one name the last counts."""
        return tuple(name for name in self._members if not _is_hidden(name))

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise UnreadableError where it is damaged, locked, or a bomb."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("it is locked with a password")
        if member.compress_type not in _METHODS:
            raise UnreadableError("it is packed in a way that clipper does not know")
        if member.file_size > self._largest:
            raise UnreadableError(f"it is larger than {self._largest // _MEGABYTE} MB")
        if member.file_size > max(_SMALL, _RATIO * member.compress_size):
            raise UnreadableError(f"it would grow to more than {_RATIO} times its size")
        try:
            with self._zip.open(member) as stream:
                # One byte more than it says it has: were there more, the end would not be reached and checked.
                return stream.read(member.file_size + 1)
        except _BROKEN as error:
            raise UnreadableError(f"it is damaged: {_said(error)}") from error

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()


class _Measured(io.FileIO):
    """The file of a zip, of which no more is read at once than the list of its members may take."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _DIRECTORY:
            raise ValueError("the list of its members is too long")
        return super().read(size) or b""


def _is_hidden(name: str) -> bool:
    return any(level.startswith((".", "__MACOSX")) for level in name.split("/"))


def _said(error: Exception) -> str:
    said = str(error) or type(error).__name__
    return safe(said[:1].lower() + said[1:])
