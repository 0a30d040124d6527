"""Find a clip by its handle, its path, or a part of its file name."""

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

_MOST_SHOWN = 8


def find(name: str, index: Index, root: Path, here: Path) -> StoredClip:
    """Return the clip with a handle, a path, a file name, or a unique beginning of a handle or part of a file name.

    A path is relative to the `root` of the archive, or to the working directory `here`.
    """
    if name.strip() in {"", "-"}:
        raise NotFoundError("a clip is called by its handle or a part of its file name")
    if stored := index.get(name) or _find_by_path(name.strip(), index, root, here):
        return stored
    name = name.strip()
    matches = index.with_handle(name, _MOST_SHOWN + 1) if naming.is_handle(name) else []
    if not matches and len(name) == naming.HANDLE_LENGTH and naming.is_handle(name):
        matches = index.with_former_handle(name, _MOST_SHOWN + 1)
    part = name.removesuffix(".md")
    if not matches and part and "/" not in part:
        matches = index.with_name(part, _MOST_SHOWN + 1)
    if not matches:
        raise NotFoundError(f"no clip is called “{safe(name)}”", hint=_hint(name))
    if len(matches) > 1:
        shown = "\n".join(f"  {stored.handle}  {safe(stored.name)}" for stored in matches[:_MOST_SHOWN])
        more = "\n  …" if len(matches) > _MOST_SHOWN else ""
        raise AmbiguousError(f"“{safe(name)}” may be any of these:\n{shown}{more}")
    return matches[0]


def _hint(name: str) -> str:
    """Say where the handles are, and for what may have been one, why it is none any more."""
    shows = "`clipper list` shows the handles."
    if len(name) < naming.HANDLE_LENGTH or not naming.is_handle(name):
        return shows
    return f"{shows} One changes when the file is renamed, or moved while another clip has its name."


def find_path(name: str, find: Callable[[str], StoredClip], history: "History") -> str:
    """Return the path of a clip in the archive, or else of one in the history with this name or a part of it."""
    try:
        return find(name).path
    except NotFoundError:
        paths = history.find_paths(name.strip()) if name.strip() else []
        if not paths:
            raise
        if len(paths) > 1:
            shown = "\n".join(f"  {safe(path)}" for path in paths[:_MOST_SHOWN])
            raise AmbiguousError(f"“{safe(name)}” was any of these:\n{shown}") from None
        return paths[0]


def is_former_path(archive: "Archive", path: str, former: str) -> bool:
    """Tell whether a clip may have been at a former path: the name is the same, and no file is there now."""
    return former == path or (naming.handle(former) == naming.handle(path) and not archive.path(former).exists())


def _find_by_path(name: str, index: Index, root: Path, here: Path) -> StoredClip | None:
    """Return the clip at a path, relative to the archive or to the working directory, with or without `.md`."""
    if "/" not in name and not name.endswith(".md"):
        return index.get(f"{name}.md")
    file = Path(name)
    if not file.is_absolute():
        if stored := index.get(name) or index.get(f"{name}.md"):
            return stored
        file = here / file
    try:
        path = file.resolve().relative_to(root).as_posix()
    except (ValueError, OSError, RuntimeError):  # outside the archive, a name that is too long, a loop of links
        if os.path.exists(file):  # noqa: PTH110 - Path.exists raises for a name that is too long
            raise RefusedError(f"{safe(name)} lies outside the archive {safe(str(root))}") from None
        return None
    return index.get(path) or index.get(f"{path}.md")
