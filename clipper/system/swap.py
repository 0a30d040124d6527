"""Two files swap their names in one atomic step, where the system can: at no moment is a name without a file."""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache

_SWAP = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(first_folder: int, first: str, second_folder: int, second: str) -> bool:
    """Swap two names, each in the folder of a descriptor; return False, and change nothing, if the system cannot.

    Raise OSError if it fails, for example when one of the files is gone.
    """
    call = _system_call()
    code = call(first_folder, os.fsencode(first), second_folder, os.fsencode(second)) if call else errno.ENOSYS
    if code and code not in _UNSUPPORTED:
        raise OSError(code, os.strerror(code), second)
    return not code


@cache
def _system_call() -> Callable[[int, bytes, int, bytes], int] | None:
    """Return `renameat2` or `renameatx_np` as a function that returns an error number; None if there is neither."""
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    try:
        call = library.renameatx_np if sys.platform == "darwin" else library.renameat2
    except AttributeError:
        return None

    def swap(first_folder: int, first: bytes, second_folder: int, second: bytes) -> int:
        return ctypes.get_errno() if call(first_folder, first, second_folder, second, _SWAP) else 0

    return swap
