"""The finder: the clip that is meant by a handle, a path, or a part of a file name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import AmbiguousError, NotFoundError, RefusedError
from clipper.index import Index
from clipper.model import naming
from clipper.model.clip import StoredClip
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.store.archive import Archive
    from clipper.store.history import History

_CANDIDATES = 8


def find(called: str, index: Index, root: Path, here: Path) -> StoredClip:
    """Return the clip that answers to a handle, a path, a file name, or a unique beginning or part of these.

    A path counts from the `root` of the archive, or from where the user stands.
    """
    if not called.strip():
        raise NotFoundError("a clip is called by its handle or a part of its file name")
    if stored := index.get(called) or _at(called.strip(), index, root, here):
        return stored
    called = called.strip()
    found = index.with_handle(called, _CANDIDATES + 1) if naming.HANDLE.fullmatch(called) else []
    part = called.removesuffix(".md")
    if not found and part and "/" not in part:
        found = index.with_name(part, _CANDIDATES + 1)
    if not found:
        raise NotFoundError(f"no clip is called “{safe(called)}”", hint="`clipper list` shows the handles.")
    if len(found) > 1:
        shown = "\n".join(f"  {stored.handle}  {safe(stored.name)}" for stored in found[:_CANDIDATES])
        more = "\n  …" if len(found) > _CANDIDATES else ""
        raise AmbiguousError(f"“{safe(called)}” may be any of these:\n{shown}{more}")
    return found[0]


def known_path(called: str, find: Callable[[str], StoredClip], history: "History") -> str:
    """Return the path of a clip that is kept, or of one that the history knows by this name or a part of it."""
    try:
        return find(called).path
    except NotFoundError:
        known = history.called(called.strip()) if called.strip() else []
        if not known:
            raise
        if len(known) > 1:
            listed = "\n".join(f"  {safe(path)}" for path in known[:_CANDIDATES])
            raise AmbiguousError(f"“{safe(called)}” was any of these:\n{listed}") from None
        return known[0]


def was_at(path: str, archive: "Archive", other: str) -> bool:
    """Tell whether another path is one at which a clip stood before: of the same name, and empty now."""
    return other == path or (naming.handle(other) == naming.handle(path) and not archive.path(other).exists())


def _at(called: str, index: Index, root: Path, here: Path) -> StoredClip | None:
    """Return the clip at a path, relative to the archive or to the working directory, with or without ending."""
    if "/" not in called and not called.endswith(".md"):
        return index.get(f"{called}.md")
    inside = Path(called)
    if not inside.is_absolute():
        if found := index.get(called) or index.get(f"{called}.md"):
            return found
        inside = here / inside
    try:
        path = inside.resolve().relative_to(root).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere, too long, a link in a circle
        if os.path.exists(inside):  # noqa: PTH110 - Path.exists stumbles over a name that is too long
            raise RefusedError(f"{safe(called)} lies outside the archive {safe(str(root))}") from None
        return None
    return index.get(path) or index.get(f"{path}.md")
