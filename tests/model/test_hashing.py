"""The hash is BLAKE2b, of which the history and the handles of all archives are made."""

import hashlib

import pytest

from clipper.model import hashing


@pytest.mark.parametrize("size", [8, 16])
def test_it_is_the_blake2b_of_the_standard_library(size: int) -> None:
    for content in (b"", b"a clip", bytes(range(256)) * 1000):
        assert hashing.digest(content, size) == hashlib.blake2b(content, digest_size=size).digest()
