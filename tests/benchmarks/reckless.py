"""Run clipper without what makes it safe, to see what that costs.

`python -m tests.benchmarks.reckless history,fsync tag …`; with `-` nothing is left out, so that both sides of a
comparison start in the same way.
"""

import os
import sys
from collections.abc import Callable

from clipper.__main__ import main


def _nothing(*_: object, **__: object) -> None:
    """Do nothing, for the price of a call."""


def _without_history() -> None:
    from clipper.store.history.journal import Journal

    for name in ("append", "cancel", "close"):
        setattr(Journal, name, _nothing)


def _without_fsync() -> None:
    os.fsync = _nothing


PARTS: dict[str, Callable[[], None]] = {"history": _without_history, "fsync": _without_fsync, "-": _nothing}

if __name__ == "__main__":
    _, parts, *words = sys.argv
    for part in parts.split(","):
        PARTS[part]()
    sys.argv = ["clipper", *words]
    main()
