"""Sketches of texts, by which a text is recognised although some of its words were changed.

A shingle is a hash of five words in a row. The sketch of a text is its 48 smallest shingles: another edition of the
text has most of them too (“MinHash”, bottom-k).
"""

from array import array
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from clipper import text
from clipper.query.haystack import BODY_LIMIT

MAX_SHINGLES = 48
"""How many shingles a sketch has at most."""
MIN_SHARE = 0.3
"""Texts are alike if they have so much in common, as a share of the shorter one."""
MIN_COMMON = 3
"""Texts are alike if they have so many shingles in common."""

_WORDS = 5
# In a script without blanks each character is a word by itself, and about half a word as a reader counts.
_CHARACTERS = 10
_MIN_RUNS = 16
# A press review with twelve stories in it is like none of them.
_MIN_SHARE_OF_LONGER = 0.1
_MAX_HASH = 2**32
_FIRST_UNSPACED = "\u0e00"


def sketch(body: str) -> bytes:
    """Return the sketch of a text; b"" if the text is too short to be compared."""
    words = text.words(body[:BODY_LIMIT])
    single = sum(1 for word in words if len(word) == 1 and word >= _FIRST_UNSPACED)
    length = _CHARACTERS if single * 2 > len(words) else _WORDS
    if len(words) < length + _MIN_RUNS - 1:
        return b""
    joined = " ".join(words).encode()
    starts = [0, *accumulate([len(word.encode()) + 1 for word in words])]
    hashes = {crc32(joined[start : end - 1]) for start, end in zip(starts, starts[length:], strict=False)}
    return array("I", sorted(hashes)[:MAX_SHINGLES]).tobytes()


def decode(sketch: bytes) -> tuple[int, ...]:
    """Return the shingles of a sketch, the smallest first."""
    return tuple(array("I", sketch))


class Sketch(NamedTuple):
    """A sketch ready to be compared.

    It has every shingle of its text up to `limit`, but for the common ones: above it nothing is known.
    """

    shingles: frozenset[int]
    limit: int


def read(sketch: bytes, common: frozenset[int] = frozenset()) -> Sketch:
    """Return a sketch without the shingles that too many texts have in common."""
    shingles = decode(sketch)
    return Sketch(frozenset(shingles) - common, shingles[-1] if len(shingles) >= MAX_SHINGLES else _MAX_HASH)


def share(one: Sketch, other: Sketch) -> float:
    """Return how much of the shorter of two texts is also in the other, from 0 to 1."""
    common, shorter, _ = _count(one, other)
    return common / shorter if shorter else 0.0


def are_alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts tell one story in the same words."""
    common, shorter, longer = _count(one, other)
    return common >= MIN_COMMON and common >= MIN_SHARE * shorter and common >= _MIN_SHARE_OF_LONGER * longer


def _count(one: Sketch, other: Sketch) -> tuple[int, int, int]:
    """Count the shingles that are in both texts, in the shorter and in the longer one, up to the lower limit."""
    limit = min(one.limit, other.limit)
    shorter, longer = sorted(sum(1 for shingle in each.shingles if shingle <= limit) for each in (one, other))
    return sum(1 for shingle in one.shingles & other.shingles if shingle <= limit), shorter, longer
