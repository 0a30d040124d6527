"""The outline of a press review as a file of the user's: read, made from a query, edited, and kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError, UnreadableError, UsageError
from clipper.model.frozen import Frozen
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.cli.session import Session
    from clipper.library.outline import Outline

MAX_SIZE = 10_000_000
"""Bytes of an outline: one of 10 000 clips has a tenth of that."""


class OutlineFile(Frozen):
    """An outline with the text that it was read from or is written as, and the place that an error names.

    `copy` is the copy that the user edited.
    """

    outline: "Outline"
    text: str
    place: str
    copy: Path | None = None

    def explain(self, error: ClipperError) -> ClipperError:
        """Return an error that also says where the edited copy is, unless it does already."""
        if self.copy is None or safe(str(self.copy)) in str(error):
            return error
        return error.with_suffix(f"what you wrote is in {safe(str(self.copy))}")


def read(path: Path) -> OutlineFile:
    """Read an outline; raise UsageError, with file and line, for a mistake in it."""
    from clipper.output.review import outline
    from clipper.system import files

    shown = safe(str(path))
    with files.disk_errors(f"{shown} cannot be read"):
        if not path.is_file():
            raise UsageError(f"{shown} is no file")
        raw = path.read_bytes() if path.stat().st_size <= MAX_SIZE else None
    if raw is None:
        raise UnreadableError(f"{shown} is larger than {MAX_SIZE // 1_000_000} MB, and no outline")
    text = _decode(raw, shown)
    return OutlineFile(outline.parse(text, shown), text, shown)


def edit(session: "Session", before: OutlineFile) -> OutlineFile:
    """Let the user edit a copy of an outline, and read it; an error says where the copy is."""
    from clipper.output.review import outline

    text = before.text if outline.HELP in before.text else f"{before.text}\n{outline.HELP}"
    raw, copy = session.system.edit(text.encode("utf-8", "replace"), session.config.editor)
    shown = safe(str(copy))
    if not raw.strip():
        session.system.discard_copy(copy)
        raise RefusedError("the outline was emptied in the editor; nothing is written")
    after = _decode(raw, shown)
    return OutlineFile(outline.parse(after, shown), after.replace(f"\n{outline.HELP}", ""), shown, copy)


def _decode(raw: bytes, shown: str) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{shown}:{line}: a byte is not UTF-8") from error
