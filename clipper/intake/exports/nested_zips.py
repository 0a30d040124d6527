"""Zips in a zip: Notion splits an export into several, and packs them into one that holds nothing else."""

import contextlib
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from clipper.errors import RefusedError, UnreadableError
from clipper.intake.exports.safe_zip import SafeZip
from clipper.text import safe

SUFFIX = ".zip"
_IN_MEMORY = 10_000_000
"""Bytes of an inner zip up to which no temporary file is needed; it has no name."""


class NestedZips:
    """A zip of zips, whose members are those of the inner ones. A zip within these is a member like any other.

    All inner zips together may have `max_total` bytes, and hold as many.
    """

    def __init__(self, outer: SafeZip, *, max_total: int, max_member: int) -> None:
        self._zips: dict[str, SafeZip] = {}
        self._closing = contextlib.ExitStack()
        self._closing.callback(outer.close)
        total = 0
        with contextlib.ExitStack() as on_error:
            on_error.callback(self.close)
            for name in outer.names:
                inner = self._open(outer, name, max_total, max_member)
                total += inner.total
                if total > max_total:
                    message = f"the zips in it hold more than {max_total // 1_000_000} MB"
                    raise RefusedError(message, hint="Unpack them yourself, and import the folder.")
            on_error.pop_all()

    @property
    def names(self) -> list[str]:
        """The names of the members, each behind that of its zip."""
        return [f"{name}/{member}" for name, inner in self._zips.items() for member in inner.names]

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, as `SafeZip` does."""
        outer = next(outer for outer in self._zips if name.startswith(f"{outer}/"))
        return self._zips[outer].read(name.removeprefix(f"{outer}/"))

    def close(self) -> None:
        """Close all files."""
        self._closing.close()

    def _open(self, outer: SafeZip, name: str, max_total: int, max_member: int) -> SafeZip:
        spooled = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it stays open as long as the zip
        file = cast("BinaryIO", self._closing.enter_context(spooled))
        with _naming(name):
            outer.copy(name, file, max_total)
            inner = self._zips[name] = SafeZip(file, max_total=max_total, max_member=max_member)
        self._closing.callback(inner.close)
        return inner


def holds_zips(outer: SafeZip) -> bool:
    """Tell whether a zip holds zips, and nothing else."""
    return bool(outer.names) and all(name.lower().endswith(SUFFIX) for name in outer.names)


@contextlib.contextmanager
def _naming(name: str) -> Iterator[None]:
    try:
        yield
    except (RefusedError, UnreadableError) as error:
        raise error.with_prefix(safe(name)) from error
