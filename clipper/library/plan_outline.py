"""Make the outline of a press review from a query: a line for each story, in sections by tag, outlet or day."""

from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from clipper.analysis.rights import Extent
from clipper.errors import ClipperError
from clipper.library.outline import OutlineEntry, OutlineSection
from clipper.model import dates
from clipper.model.naming import is_conflict_copy
from clipper.model.outlet_names import OutletNames
from clipper.model.tags import MARKED
from clipper.query.haystack import tag_key
from clipper.text import safe, with_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.library.library import Library
    from clipper.model.clip import StoredClip
    from clipper.query import Node

By: TypeAlias = Literal["tag", "outlet", "day", "nothing"]
BY: tuple[By, ...] = get_args(By)

_DAY = len("2026-11-27")


def plan_outline(
    library: "Library", node: "Node", *, by: By = "tag", extent: Extent = "excerpt", other: str = "Other"
) -> "tuple[tuple[OutlineSection, ...], list[ClipperError]]":
    """Return the sections of the clips that match, and an error for each clip whose header cannot be read.

    A story has one line, that of its earliest clip that matches. The largest section comes first, of days the newest,
    and `other` is the heading of the clips that have no tag, no outlet or no date.
    """
    found = [stored for stored in library.search(node, by_story=True) if not is_conflict_copy(stored.path)]
    errors = [error for stored in found if stored.clip.problem and (error := _error(library, stored))]
    readable = [stored for stored in found if not stored.clip.problem]
    headings = _headings(readable, by, OutletNames(library.config.sources))
    entries: dict[str, list[OutlineEntry]] = {}
    for stored, heading in zip(readable, headings, strict=True):
        entries.setdefault(heading, []).append(OutlineEntry(stored.handle, extent, label=_label(stored)))
    names = _ordered(entries, by)
    planned = (
        OutlineSection(name or (other if len(names) > 1 else ""), entries=tuple(entries[name])) for name in names
    )
    return tuple(planned), errors


def _error(library: "Library", stored: "StoredClip") -> ClipperError | None:
    """Return the error of a clip that cannot be read, with path and line."""
    try:
        library.read(stored)
    except ClipperError as error:
        return error
    return None


def _headings(clips: "Sequence[StoredClip]", by: By, outlets: OutletNames) -> list[str]:
    match by:
        case "tag":
            return _by_tag(clips)
        case "outlet":
            return [outlets.by_source(stored.clip.source) or safe(stored.clip.source) for stored in clips]
        case "day":
            return [_day(stored.clip.date) for stored in clips]
    return ["" for _ in clips]


def _by_tag(clips: "Sequence[StoredClip]") -> list[str]:
    """Return a heading for each clip: of its tags the one that most clips have.

    Tags are cut to the topmost level on which there are at least two.
    """
    written = [[tag for tag in stored.clip.tags if tag_key(tag) != tag_key(MARKED)] for stored in clips]
    names = {tag_key(tag): tag for tags in reversed(written) for tag in reversed(tags)}
    keys = [[tag_key(tag) for tag in tags] for tags in written]
    cut: list[list[str]] = []
    for level in range(1 + max((key.count("/") for found in keys for key in found), default=0)):
        cut = [list(dict.fromkeys("/".join(key.split("/")[: level + 1]) for key in found)) for found in keys]
        if len({key for found in cut for key in found}) > 1:
            break
    sizes = Counter(key for found in cut for key in found)
    chosen = [max(found, key=lambda key: (sizes[key], [-ord(letter) for letter in key]), default="") for found in cut]
    return [_tag_name(key, names) if key else "" for key in chosen]


def _tag_name(key: str, names: dict[str, str]) -> str:
    """Return a tag as a heading, with the capitals in which it is written."""
    full = next((name for other, name in names.items() if other == key or other.startswith(f"{key}/")), key)
    parts = full.split("/")[: key.count("/") + 1]
    return safe(" / ".join(part[:1].upper() + part[1:] for part in parts))


def _day(written: str) -> str:
    return dates.iso(written)[:_DAY]


def _ordered(entries: "dict[str, list[OutlineEntry]]", by: By) -> list[str]:
    names = sorted(entries)
    if by == "day":
        names.reverse()
    else:
        names.sort(key=lambda name: -len(entries[name]))
    return sorted(names, key=lambda name: not name)


def _label(stored: "StoredClip") -> str:
    """Return what tells a reader of the outline which clip an entry is."""
    clip = stored.clip
    where = ", ".join(filter(None, (safe(clip.source), clip.page and f"p. {safe(clip.page)}")))
    outlets = len(getattr(stored, "outlets", ()))
    parts = (_day(clip.date) or safe(clip.date), f"{where}:" if where else "", safe(clip.title) or stored.name)
    more = f"  (+{with_noun(outlets, 'outlet')})" if outlets else ""
    return " ".join(filter(None, map(str.strip, parts))) + more
