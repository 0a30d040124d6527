"""Batches: what is written into the history together, so that one wait for the disk serves for all."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

TOGETHER = 64
"""So many clips go together, fewer of large ones."""

_BYTES = 16_000_000
_Item = TypeVar("_Item")


def batches(items: Iterable[_Item], size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Yield items together, as many as are written into the history at once: one wait for the disk serves them all."""
    batch: list[_Item] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if len(batch) >= TOGETHER or held >= _BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
