"""Replaced files: each stays until the next operation, since a program that has it open may still write to it.

Such a program appends to a file whose name now belongs to another one, and what it writes would vanish. The name of a
replaced file tells what the file was like, so that one look at it shows whether anybody has written to it.
"""

import os
import re
from typing import NamedTuple

from clipper.system.folder import FolderEntry

_NAME = re.compile(r"[0-9a-f]{16}-(?P<digest>[0-9a-f]{16})-(?P<size>[0-9a-f]{1,16})-(?P<mtime>[0-9a-f]{1,16})")
_DIGEST_LENGTH = 16
_TICK_NS = 2_000_000_000
"""The slowest clock of a file system: two changes within this time may leave the same time."""


class Replaced(NamedTuple):
    """A replaced file as it was: the beginning of its digest, its size and the time of its last change."""

    digest: str
    size: int
    mtime_ns: int

    def is_unchanged(self, status: os.stat_result) -> bool:
        """Tell whether the file, of this status, is certainly as it was; what is in a doubt is to be read.

        Its last change of status was the swap of the names, or is later.
        """
        is_settled = status.st_ctime_ns - status.st_mtime_ns > _TICK_NS
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns) and is_settled


def label(digest: str, status: os.stat_result) -> str:
    """Return the end of the name of a file that is about to be replaced: what `parse` reads again."""
    return f"-{digest[:_DIGEST_LENGTH]}-{status.st_size:x}-{max(status.st_mtime_ns, 0):x}"


def new_name(label: str) -> str:
    """Return an unused name that ends with a label."""
    return os.urandom(8).hex() + label


def parse(entry: FolderEntry) -> Replaced | None:
    """Return what the name of a replaced file tells about it; None if the name is not that of one."""
    found = _NAME.fullmatch(entry.name)
    return found and Replaced(found["digest"], int(found["size"], 16), int(found["mtime"], 16))
