"""The basket: clips that the user marked, for something that is done with them together later.

A mark is the tag `marked`, and no list of clipper's own. So each mark can be undone, other programs show it, it is
searched for as `tag:marked` and combined with any other term, and a marked file may be moved or renamed. The price is
that a mark is written into the file of the clip.
"""

from typing import TYPE_CHECKING

from clipper import query
from clipper.library import retag
from clipper.model.deeds import Deed
from clipper.model.tags import MARKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.library import Library
    from clipper.library.plan import Plan
    from clipper.model.clip import StoredClip

_MARKED = query.Tagged(MARKED, exact=True)


def mark(clips: "Sequence[StoredClip]") -> "Plan":
    """Plan to mark clips."""
    return retag.change_tags(clips, add=[MARKED], deed=Deed("marked"))


def clear(clips: "Sequence[StoredClip]") -> "Plan":
    """Plan to take the mark away from clips."""
    return retag.change_tags(clips, remove=[MARKED], deed=Deed("took the mark from"))


def marked_clips(library: "Library") -> "list[StoredClip]":
    """Return the clips that are marked; not the copies that a sync program made."""
    return library.search_for_change(_MARKED)
