"""Batches: changes that are written to the journal together, so that one `fsync` serves them all."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

BATCH_SIZE = 64
"""The number of clips in a batch; fewer if they are large."""

_MAX_BYTES = 16_000_000
_Item = TypeVar("_Item")


def batches(items: Iterable[_Item], size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Yield items in batches; `size` returns the bytes that an item adds to the journal or to the staged files."""
    batch: list[_Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += size(item)
        if len(batch) >= BATCH_SIZE or total >= _MAX_BYTES:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
