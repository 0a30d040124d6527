"""How much a test may cost: limits on CPU time that hold on slow and busy machines, and the examples of a law."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from hypothesis import settings

Value = TypeVar("Value")

REFERENCE = 0.05
"""The CPU seconds that the fixed task takes on the reference machine."""


SLOW_EXAMPLES = 1000
"""The examples of a law that has no number of its own, in the run of the long proofs."""


def slowness() -> float:
    """Return the time of the fixed task, here and now, divided by that on the reference machine; at least 1."""
    began = time.process_time()
    sum(len(str(number)) for number in range(1_000_000))
    return max(1, (time.process_time() - began) / REFERENCE)


def is_within(seconds: float, most: float) -> bool:
    """Tell whether so many CPU seconds would be at most `most` on the reference machine."""
    return seconds < most or seconds < most * slowness()


def examples(quick: int, slow: int = 1000) -> int:
    """Return how many examples of a law are tried in this run: `slow` in the run of the long proofs."""
    return slow if is_slow() else quick


def is_slow() -> bool:
    """Tell whether this is the run of the long proofs."""
    return settings.default is not None and settings.default.max_examples >= SLOW_EXAMPLES


def sample(values: Sequence[Value], every: int, first: int = 0) -> Sequence[Value]:
    """Return each value of this number, from the first one on; all in the run of the long proofs.

    A test that takes a sample carries the mark `sampled`, so that it is in both runs.
    """
    return values if is_slow() else values[first % every :: every]


@contextlib.contextmanager
def bounded(most: float) -> Iterator[None]:
    """Fail if the block takes more than `most` CPU seconds, on the reference machine."""
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    assert is_within(seconds, most), f"{seconds:.1f} CPU seconds, where {most} are allowed"
