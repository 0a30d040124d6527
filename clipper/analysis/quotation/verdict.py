"""What became of a quotation that was held against the archive."""

from typing import Literal, NamedTuple, TypeAlias

from clipper.analysis.diff import Difference
from clipper.analysis.quotation.quotation import Quotation
from clipper.model.clip import StoredClip

VerdictKind: TypeAlias = Literal["exact", "omission", "altered", "pieced", "absent"]
"""Word for word; word for word but for marked omissions and additions; with other words; from several places; nowhere.
"""


class Verdict(NamedTuple):
    """The kind of a quotation, and the clips in which its words stand, the earliest first.

    `share` is how many of its words are there, in percent. `others` is the number of further clips with all words.
    `difference` leads from what is quoted to what was kept; it is None unless words were altered. `is_cut` tells that
    only the first words of a very long quotation were compared.
    """

    quotation: Quotation
    kind: VerdictKind
    clips: tuple[StoredClip, ...] = ()
    share: int = 0
    others: int = 0
    difference: Difference | None = None
    is_cut: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the words are in one clip as they are quoted."""
        return self.kind in {"exact", "omission"}
