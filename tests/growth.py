"""How the time of a function grows with its input: measured as a ratio, so that it holds on any machine."""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from types import FrameType

_MEASURABLE = 0.02
"""CPU seconds that are measured well enough to be compared; shorter ones only with a longer input."""
_MOST_SECONDS = 2.0
_TOO_FAST_A_GROWTH = 2.2
"""With an input n times as long, a linear function takes n times as long, and a quadratic one n times that."""
_ROUNDS = 3


class TookForeverError(Exception):
    """The measured call did not end in time."""


def excess(run: Callable[[str], object], make: Callable[[int], str], sizes: Sequence[int], *, screen: float) -> float:
    """Return how many times longer a function takes than in linear time; 0 if it is linear as far as can be measured.

    The input is made in each of the sizes. If it takes less than `screen` seconds in the second of them, that is all.
    """
    for number, (size, larger) in enumerate(pairwise(sizes)):
        try:
            seconds = _seconds(run, make(larger), 1)
            if not number and seconds < screen:
                return 0
            if seconds >= _MEASURABLE:
                found = min(_ratio(run, make(size), make(larger), larger // size) for _ in range(_ROUNDS))
                if found > _TOO_FAST_A_GROWTH:
                    return found
        except TookForeverError:
            return float("inf")
    return 0


def _ratio(run: Callable[[str], object], short: str, long: str, factor: int) -> float:
    """Return the time for the long input by that for the short one, as often as is needed for the same length."""
    seconds = _seconds(run, long, 1)
    try:
        return seconds / max(_seconds(run, short, factor), 1e-6)
    except TookForeverError:  # the long input took less
        return 0


def _seconds(run: Callable[[str], object], value: str, times: int) -> float:
    with _limited():
        began = time.process_time()
        for _ in range(times):
            run(value)
        return time.process_time() - began


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Raise TookForeverError when the block has used too much CPU time; the `re` module looks for signals too."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookForeverError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
