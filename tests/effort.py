"""Bounds on the work of a call that hold on a slow or busy machine: a fixed task is measured in the same run."""

import contextlib
import time
from collections.abc import Iterator

REFERENCE = 0.05
"""Seconds of the processor that the fixed task takes on the machine for which the bounds are written."""


def slowness() -> float:
    """Return how many times as long as on that machine the fixed task takes here and now; at least 1."""
    began = time.process_time()
    sum(len(str(number)) for number in range(1_000_000))
    return max(1, (time.process_time() - began) / REFERENCE)


def is_within(seconds: float, most: float) -> bool:
    """Tell whether so many seconds of the processor are at most `most` on the machine of the bounds."""
    return seconds < most or seconds < most * slowness()


@contextlib.contextmanager
def bounded(most: float) -> Iterator[None]:
    """Fail if the block takes more than `most` seconds of the processor, on the machine of the bounds."""
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    assert is_within(seconds, most), f"{seconds:.1f} seconds of the processor, where {most} are allowed"
