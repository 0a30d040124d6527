"""Two files exchange their names in one step, where the system can do that: what stood under a name is never gone."""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are as they are
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Give each of two files the name of the other; False, and nothing done, where the system cannot.

    A failure, as when one of them is gone, is an OSError.
    """
    call = _call()
    failure = call(os.fsencode(one), os.fsencode(other)) if call else errno.ENOSYS
    if failure and failure not in _CANNOT:
        raise OSError(failure, os.strerror(failure), os.fspath(other))
    return not failure


@cache
def _call() -> Callable[[bytes, bytes], int] | None:
    """Return the system's call, which answers with an error number, or None; it is looked up at the first writing."""
    import ctypes

    system = ctypes.CDLL(None, use_errno=True)
    try:
        call = system.renamex_np if sys.platform == "darwin" else system.renameat2
    except AttributeError:
        return None
    here = () if sys.platform == "darwin" else (_HERE,)

    def exchanged(one: bytes, other: bytes) -> int:
        return ctypes.get_errno() if call(*here, one, *here, other, _EXCHANGE) else 0

    return exchanged
