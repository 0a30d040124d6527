"""Outlets that were renamed since: what a service exports has the old name, and the archive has the new one."""

from typing import TYPE_CHECKING

from clipper.model import deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.store.history import History


class RenamedOutlets:
    """The outlets that `sources merge` renamed, as the history tells; it is read when the first name is asked for."""

    def __init__(self, open_history: "Callable[[], History]") -> None:
        self._open_history = open_history
        self._deeds: list[deeds.Deed] | None = None

    def name(self, source: str) -> str:
        """Return what an outlet is called now; the source itself if it was never renamed."""
        if self._deeds is None:
            told = [record.deed for record in self._open_history().latest() if record.deed]
            self._deeds = [deed for deed in reversed(told) if deeds.is_renaming(deed)]
        for deed in self._deeds:
            source = deeds.renamed(deed, source) or source
        return source
