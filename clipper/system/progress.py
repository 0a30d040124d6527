"""How a long task tells how far it is: the types of the two callbacks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

Advance: TypeAlias = Callable[[int], None]
"""Called with the number of steps that are done so far."""

Progress: TypeAlias = Callable[[str, int], AbstractContextManager[Advance]]
"""Opens a display of progress: given what is done and the number of steps, its context yields an `Advance`."""
