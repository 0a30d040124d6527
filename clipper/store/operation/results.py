"""Results of an operation for each file, and edits that are prepared to be written."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from clipper.errors import ClipperError
from clipper.store.history import Change
from clipper.system import files

if TYPE_CHECKING:
    from clipper.clipfile import Edit

JournalEntry: TypeAlias = tuple[Change, bytes]
"""A change for the journal, with the old bytes of the file if the journal is to hold them."""

NameRule: TypeAlias = Callable[[str, bytes, bytes], str]
"""Says where a clip goes, given its path, its old and its new bytes: the path without `.md`, or "" to leave it."""


class FileResult(NamedTuple):
    """What an operation did to one file; of its `link_count` hard links only one was changed.

    `moved_to` is the new path of a file that was moved.
    """

    path: str
    changed: bool = False
    error: ClipperError | None = None
    link_count: int = 1
    moved_to: str = ""


class FileMove(NamedTuple):
    """A file that gets a new path: its old and its new bytes.

    The journal holds the old bytes of a clip. The old file of an original goes to the trash, under `trash_name`.
    """

    path: str
    target: str
    old: bytes
    new: bytes
    trash_name: str = ""

    @property
    def journal_entries(self) -> list[JournalEntry]:
        """A new file, and one that goes."""
        old_digest = files.digest(self.old)
        created = Change(self.target, "", files.digest(self.new), moved_from=self.path)
        return [(created, b""), (Change(self.path, old_digest, trash_name=self.trash_name), self.old)]


class PreparedEdit(NamedTuple):
    """An edit of a clip that is to be written: its old and its new bytes.

    `moves` are empty if the clip stays where it is; else they are those of the clip and of its originals.
    """

    path: str
    edit: "Edit"
    old: bytes
    new: bytes
    link_count: int
    moves: tuple[FileMove, ...] = ()

    @property
    def journal_entries(self) -> list[JournalEntry]:
        """The changes of all files, with the old bytes."""
        if self.moves:
            return [entry for move in self.moves for entry in move.journal_entries]
        return [(Change(self.path, files.digest(self.old), files.digest(self.new)), self.old)]

    @property
    def paths(self) -> list[str]:
        """The old and the new paths of all files."""
        return [change.path for change, _ in self.journal_entries]
