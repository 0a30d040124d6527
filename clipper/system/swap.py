"""Two files swap their names in one atomic step, where the system can: at no moment is a name without a file."""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD = -100  # paths are taken from the working directory
_SWAP = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def atomic_swap(first: Path, second: Path) -> bool:
    """Swap the names of two files; return False, and change nothing, if the system cannot.

    Raise OSError if it fails, for example when one of the files is gone.
    """
    call = _system_call()
    code = call(os.fsencode(first), os.fsencode(second)) if call else errno.ENOSYS
    if code and code not in _UNSUPPORTED:
        raise OSError(code, os.strerror(code), os.fspath(second))
    return not code


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """Return `renameat2` or `renamex_np` as a function that returns an error number; None if there is neither."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    try:
        call = library.renamex_np if sys.platform == "darwin" else library.renameat2
    except AttributeError:
        return None
    folder = () if sys.platform == "darwin" else (_AT_FDCWD,)

    def swap(first: bytes, second: bytes) -> int:
        return ctypes.get_errno() if call(*folder, first, *folder, second, _SWAP) else 0

    return swap
