"""Decompress a page that was sent as gzip, chunk by chunk.

urllib3 can do it too, but does not notice if the data ends too early.
"""

import zlib
from collections.abc import Iterable, Iterator

from clipper.errors import UnreachableError

CHUNK_SIZE = 64 * 1024
"""The largest chunk that is yielded, in bytes: a few compressed bytes may become gigabytes."""

_GZIP = 31  # the `wbits` of the format
_MEMBER_START = b"\x1f"


def decompress(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the decompressed data; bytes after the end of the last gzip member are ignored."""
    decoder = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        rest = chunk
        while rest:
            if decoder.eof:
                if not rest.startswith(_MEMBER_START):
                    return
                decoder = zlib.decompressobj(_GZIP)
            yield decoder.decompress(rest, CHUNK_SIZE)
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    if not decoder.eof:
        raise UnreachableError("the page broke off before its end")
