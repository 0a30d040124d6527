"""What the counts of tags and of outlets share: the orders in which they are listed, and the choice of a spelling."""

from collections import Counter
from typing import Literal, TypeAlias

TallyOrder: TypeAlias = Literal["name", "count", "last"]
TALLY_ORDERS: tuple[TallyOrder, ...] = ("name", "count", "last")
"""By name; by the number of clips, the largest first; or by the date of the last clip, the newest first."""


def by_frequency(spellings: Counter[str]) -> list[str]:
    """Return the spellings of one name, the most frequent first."""
    return sorted(spellings, key=lambda spelling: (-spellings[spelling], spelling))
