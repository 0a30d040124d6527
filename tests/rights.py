"""Tests of file permissions also when root runs them: root gives up its right to ignore them."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator

import pytest

_VERSION_3 = 0x20080522
_MAY_PASS = 1 << 1 | 1 << 2
"""The capabilities by which root ignores file modes: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


@contextlib.contextmanager
def like_anybody() -> Iterator[None]:
    """Make file modes apply to whoever runs the tests; skip the test if they cannot be made to apply to root."""
    if os.geteuid():
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root may read everything")
    system = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    rights = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, of the low bits and of the high ones
    assert system.capget(header, rights) == 0
    before = rights[0]
    rights[0] = before & ~_MAY_PASS
    assert system.capset(header, rights) == 0
    try:
        yield
    finally:
        rights[0] = before
        system.capset(header, rights)
