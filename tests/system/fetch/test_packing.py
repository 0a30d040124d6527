"""What was packed comes out whole, or not at all."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.errors import UnreachableError
from clipper.system.fetch.packing import STEP, unpacked


def cut(raw: bytes, size: int) -> list[bytes]:
    return [raw[n : n + size] for n in range(0, len(raw), size)]


@given(
    bodies=st.lists(st.binary(max_size=200) | st.integers(0, 3 * STEP).map(bytes), min_size=1, max_size=3),
    size=st.integers(1, 100),
    garbage=st.binary(max_size=9).filter(lambda said: not said.startswith(b"\x1f")),
)
def test_what_is_packed_in_one_or_more_members_comes_out_however_it_was_cut(
    bodies: list[bytes], size: int, garbage: bytes
) -> None:
    packed = b"".join(map(gzip.compress, bodies)) + garbage
    pieces = [*unpacked(cut(packed, size))]
    assert b"".join(pieces) == b"".join(bodies)
    assert max(map(len, pieces)) <= STEP


@given(st.binary(min_size=1, max_size=60), st.integers(1, 9), st.data())
def test_what_breaks_off_is_never_taken_for_whole(body: bytes, size: int, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    some = packed[: data.draw(st.integers(0, len(packed) - 1))]
    with pytest.raises(UnreachableError, match="the page broke off before its end"):
        list(unpacked(cut(some, size)))
