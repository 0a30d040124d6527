"""A zip from an untrusted source: the size of each member is checked before it is unpacked, in memory."""

import contextlib
import lzma
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO, cast

from clipper.errors import RefusedError, UnreadableError
from clipper.intake.exports import zip_names
from clipper.text import safe

SIGNATURE = b"PK\x03\x04"

_MAX_RATIO = 200
_ALWAYS_ALLOWED = 1_000_000  # bytes; a smaller member may have any ratio
_MAX_READ = 32_000_000
_MEGABYTE = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OSError,
)


class SafeZip:
    """A zip whose members have at most `max_total` bytes together, and at most `max_member` bytes each.

    It is a file on the disk, or one that is open already and that the zip closes.
    """

    def __init__(self, source: Path | BinaryIO, *, max_total: int, max_member: int) -> None:
        self._max_member = max_member
        self._file = _LimitedFile(source.open("rb") if isinstance(source, Path) else source)
        try:
            self._zip = zipfile.ZipFile(cast("BinaryIO", self._file))
        except _ZIP_ERRORS as error:
            self._file.close()
            raise UnreadableError(f"the zip is damaged or not complete: {_message(error)}") from error
        files = [member for member in self._zip.infolist() if not member.is_dir()]
        self._members = dict(zip(zip_names.decode(files), files, strict=True))
        self.total = sum(member.file_size for member in self._members.values())
        """The bytes of all members together."""
        if self.total > max_total:
            self.close()
            message = f"the zip holds {self.total // _MEGABYTE} MB, more than {max_total // _MEGABYTE}"
            raise RefusedError(message, hint="Unpack it yourself, and import the folder.")

    @cached_property
    def names(self) -> Sequence[str]:
        """The names of the members, without hidden files and those of macOS; of two with one name the last is read."""
        return tuple(name for name in self._members if not _is_hidden(name))

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of this name, which may be hidden."""
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise UnreadableError if it is damaged, encrypted, or a zip bomb."""
        with self._opened(name, self._max_member) as stream:
            # One byte more than its stated size, so that the end is reached and the checksum is verified.
            return stream.read(self._members[name].file_size + 1)

    def copy(self, name: str, target: BinaryIO, max_size: int) -> None:
        """Write the bytes of a member, which may have `max_size`, into an open file; raise the same errors."""
        with self._opened(name, max_size) as stream:
            shutil.copyfileobj(stream, target)

    @contextlib.contextmanager
    def _opened(self, name: str, max_size: int) -> Iterator[IO[bytes]]:
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("it is locked with a password")
        if member.compress_type not in _METHODS:
            raise UnreadableError("it is packed in a way that clipper does not know")
        if member.file_size > max_size:
            raise UnreadableError(f"it is larger than {max_size // _MEGABYTE} MB")
        if member.file_size > max(_ALWAYS_ALLOWED, _MAX_RATIO * member.compress_size):
            raise UnreadableError(f"it would grow to more than {_MAX_RATIO} times its size")
        try:
            with self._zip.open(member) as stream:
                yield stream
        except _ZIP_ERRORS as error:
            raise UnreadableError(f"it is damaged: {_message(error)}") from error

    def close(self) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()


class _LimitedFile:
    """The file of a zip; one read returns no more than the list of its members may need."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable
        self.close = file.close

    def read(self, size: int = -1) -> bytes:
        """Read as many bytes as `zipfile` wants."""
        if size > _MAX_READ:
            raise ValueError("the list of its members is too long")
        return self._file.read(size)


def _is_hidden(name: str) -> bool:
    return any(level.startswith((".", "__MACOSX")) for level in name.split("/"))


def _message(error: Exception) -> str:
    message = str(error) or type(error).__name__
    return safe(message[:1].lower() + message[1:])
