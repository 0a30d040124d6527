"""What an operation is asked to do to a clip, and what becomes of it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from clipper.errors import ClipperError
from clipper.store.history import Change
from clipper.system import files

Edit: TypeAlias = Callable[[bytes], bytes]
"""Returns what the bytes of a clip shall be; it may be asked again, when another program changed the clip meanwhile."""


class Result(NamedTuple):
    """What became of one clip; `names` counts its hard links, of which only one was changed."""

    path: str
    changed: bool = False
    error: ClipperError | None = None
    names: int = 1


class Ready(NamedTuple):
    """A clip that is about to be changed, with its bytes as they are and as they shall be."""

    path: str
    edit: Edit
    old: bytes
    new: bytes
    names: int

    @property
    def announced(self) -> tuple[Change, bytes]:
        """What the history is told of it before it is changed."""
        return Change(self.path, files.digest(self.old), files.digest(self.new)), self.old
