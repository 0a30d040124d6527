"""How long a fetch may still last: one wall for all of it, however many steps it has."""

import time
from collections.abc import Callable


class Patience:
    """What is left of the time, asked for before each step that may wait."""

    def __init__(self, seconds: float, called_off: Callable[[], bool] = bool) -> None:
        self._until = time.monotonic() + seconds
        self._called_off = called_off

    def left(self) -> float:
        """Return the seconds that are left; raise TimeoutError when there are none, or nobody waits any more."""
        seconds = self._until - time.monotonic()
        if seconds <= 0 or self._called_off():
            raise TimeoutError
        return seconds
