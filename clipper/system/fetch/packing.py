"""A page that was packed for its way: unpacked step by step, and known for broken off where its end is missing.

urllib3 could do it, but takes a body that breaks off for a whole one.
"""

import zlib
from collections.abc import Iterable, Iterator

from clipper.errors import UnreachableError

STEP = 64 * 1024
"""Bytes that are unpacked at once, at the most, however few there were before."""

_GZIP = 31  # the number by which zlib knows the format
_MEMBER = b"\x1f"


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is packed in gzip; what follows the end of it does not count."""
    unpack = zlib.decompressobj(_GZIP)
    for packed in pieces:
        rest = packed
        while rest:
            if unpack.eof:
                if not rest.startswith(_MEMBER):
                    return
                unpack = zlib.decompressobj(_GZIP)
            yield unpack.decompress(rest, STEP)
            rest = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
    if not unpack.eof:
        raise UnreachableError("the page broke off before its end")
