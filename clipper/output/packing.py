"""A zip that is the same each time: fixed dates and rights, and the members in the order in which they are added."""

import contextlib
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO, Self

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can state."""
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


class Packing:
    """A zip that is written member by member; it is complete when the context ends."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._zip.close()

    def add(self, name: str, content: str | bytes, *, stored: bool = False) -> None:
        """Add a member; one that is `stored` is not compressed."""
        self._zip.writestr(_member(name, stored=stored), content)

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Yield a stream for a member that is written piece by piece; nothing else can be added meanwhile."""
        with self._zip.open(_member(name), "w") as stream:
            yield stream


def _member(name: str, *, stored: bool = False) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _REGULAR_FILE
    return info
