"""How the time of a function grows with its input: measured as a ratio, so that it holds on any machine."""

import contextlib
import gc
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from types import FrameType

_MEASURABLE = 0.02
"""CPU seconds that are measured well enough to be compared; shorter ones only with a longer input."""
_MOST_SECONDS = 2.0
"""CPU seconds after which a call is stopped, if it has also taken longer than in linear time."""
_ENDLESS = 1e6
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
            linear = _seconds(run, make(size), 1, _MOST_SECONDS) * (larger // size)
            seconds = _seconds(run, make(larger), 1, max(_MOST_SECONDS, _TOO_FAST_A_GROWTH * linear))
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
    seconds = _seconds(run, long, 1, _ENDLESS)  # it did end in time before
    try:
        return seconds / max(_seconds(run, short, factor, max(_MOST_SECONDS, seconds)), 1e-6)
    except TookForeverError:  # the long input took less
        return 0


def _seconds(run: Callable[[str], object], value: str, times: int, most: float) -> float:
    """Return the CPU seconds of some calls; the garbage of other tests is not looked through meanwhile."""
    with _limited(most):
        began = time.process_time()
        for _ in range(times):
            run(value)
        return time.process_time() - began


@contextlib.contextmanager
def _limited(most: float) -> Iterator[None]:
    """Raise TookForeverError when the block has used so much CPU time; the `re` module looks for signals too."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookForeverError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
