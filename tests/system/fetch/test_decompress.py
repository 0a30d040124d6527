"""Decompress gzip, wholly or not at all."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UnreachableError
from clipper.system.fetch.decompress import CHUNK_SIZE, decompress


def cut(raw: bytes, size: int) -> list[bytes]:
    return [raw[n : n + size] for n in range(0, len(raw), size)]


@given(
    bodies=st.lists(st.binary(max_size=200) | st.integers(0, 3 * CHUNK_SIZE).map(bytes), min_size=1, max_size=3),
    size=st.integers(1, 100),
    garbage=st.binary(max_size=9).filter(lambda garbage: not garbage.startswith(b"\x1f")),
)
def test_one_or_more_members_are_decompressed_however_the_chunks_are_cut(
    bodies: list[bytes], size: int, garbage: bytes
) -> None:
    compressed = b"".join(map(gzip.compress, bodies)) + garbage
    chunks = [*decompress(cut(compressed, size))]
    assert b"".join(chunks) == b"".join(bodies)
    assert max(map(len, chunks)) <= CHUNK_SIZE


@given(st.binary(min_size=1, max_size=60), st.integers(1, 9), st.data())
def test_data_that_ends_too_early_is_an_error(body: bytes, size: int, data: st.DataObject) -> None:
    compressed = gzip.compress(body)
    part = compressed[: data.draw(st.integers(0, len(compressed) - 1))]
    with pytest.raises(UnreachableError, match="the page broke off before its end"):
        list(decompress(cut(part, size)))
