"""The types of the callbacks by which a long task reports its progress."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

Advance: TypeAlias = Callable[[int], None]
"""Called with the number of steps that are done so far."""

Progress: TypeAlias = Callable[[str, int], AbstractContextManager[Advance]]
"""Opens a progress display: it takes a description and the number of steps, and its context yields an `Advance`."""
