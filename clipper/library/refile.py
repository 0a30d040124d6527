"""Move the files of clips to where their dates and titles say, together with a change or for themselves."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from clipper import clipfile
from clipper.errors import ClipperError, UnreadableError
from clipper.model import filing, naming

if TYPE_CHECKING:
    from clipper.library.plan import Plan
    from clipper.model.clip import Clip
    from clipper.store.archive import Archive
    from clipper.store.operation.results import NameRule


def misplaced_by(plan: "Plan", archive: "Archive") -> dict[str, str]:
    """Return the clips whose files a plan leaves under a wrong name, each path with the right one, without `.md`.

    A clip that cannot be read or changed is left out: the change itself says why.
    """
    found = {}
    for stored, edit in plan.edits:
        try:
            old = archive.read(stored.path)
            name = right_name(stored.path, old, edit(old))
        except ClipperError:
            continue
        if name:
            found[stored.path] = name
    return found


def right_name(path: str, old: bytes, new: bytes) -> str:
    """Return the name that a clip's file should have after a change, without `.md`; "" if it stays where it is."""
    before, after = _read(old) if old != new else None, _read(new)
    if not before or not after or not filing.is_misplaced(path, before, after):
        return ""
    return naming.new_name(after)


def name_rule(chosen: Collection[str], *, always: bool) -> "NameRule":
    """Return the rule that moves the chosen clips, and with `always` each one whose file gets a wrong name."""

    def rule(path: str, old: bytes, new: bytes) -> str:
        if path not in chosen:
            return right_name(path, old, new) if always else ""
        clip = _read(new)
        name = naming.new_name(clip) if clip else ""
        return "" if not name or naming.has_name(path, name) else name

    return rule


def _read(raw: bytes) -> "Clip | None":
    try:
        return clipfile.read(raw)
    except UnreadableError:
        return None
