"""Results of an operation for each file, and prepared edits."""

from typing import TYPE_CHECKING, NamedTuple

from clipper.errors import ClipperError
from clipper.store.history import Change
from clipper.system import files

if TYPE_CHECKING:
    from clipper.clipfile import Edit


class FileResult(NamedTuple):
    """What an operation did to one file; of its `link_count` hard links only one was changed."""

    path: str
    changed: bool = False
    error: ClipperError | None = None
    link_count: int = 1


class PreparedEdit(NamedTuple):
    """An edit of a clip that is to be written: its old and its new bytes."""

    path: str
    edit: "Edit"
    old: bytes
    new: bytes
    link_count: int

    @property
    def journal_entry(self) -> tuple[Change, bytes]:
        """The change for the journal, with the old bytes."""
        return Change(self.path, files.digest(self.old), files.digest(self.new)), self.old


def new_file_entry(path: str, raw: bytes) -> tuple[Change, bytes]:
    """Return the change for the journal that creates a file; there are no old bytes."""
    return Change(path, "", files.digest(raw)), b""
