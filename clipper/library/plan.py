"""Changes that are planned and not made yet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.model.deeds import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clipper.clipfile import Edit
    from clipper.model.clip import StoredClip

CHANGED = Deed("changed")


@dataclass(frozen=True, slots=True)
class Plan:
    """Clips, each with the edit that changes it; `Writer.change` makes the changes.

    A `warning` says what the user must agree to first, however few the clips are. With `changes_names` some may get
    another date or title, and so a wrong name; the clips whose paths are in `moves` get the right one.
    """

    edits: "Sequence[tuple[StoredClip, Edit]]"
    warning: str = ""
    deed: Deed = CHANGED
    """What the plan does, as the history tells it."""
    moves: frozenset[str] = frozenset()
    changes_names: bool = False

    @classmethod
    def of_one_edit(
        cls, clips: "Iterable[StoredClip]", edit: "Edit", warning: str = "", deed: Deed = CHANGED
    ) -> "Plan":
        """Plan the same edit for each clip."""
        return cls([(stored, edit) for stored in clips], warning, deed)
