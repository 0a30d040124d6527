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
"""The smallest share of the shorter text that two texts must have in common to be alike."""
MIN_COMMON = 3
"""The smallest number of shingles that two texts must have in common to be alike."""

_WORDS = 5
# In a script without blanks each character is a word by itself, and about half a word as a reader counts.
_CHARACTERS = 10
_MIN_RUNS = 16
# So a press review with twelve stories in it is not alike to any of them.
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

    It has every shingle of its text up to `limit`, except the common ones; shingles above it are not known.
    """

    shingles: frozenset[int]
    limit: int


def read(sketch: bytes, common: frozenset[int] = frozenset()) -> Sketch:
    """Return a sketch without the shingles that too many texts have in common."""
    shingles = decode(sketch)
    return Sketch(frozenset(shingles) - common, shingles[-1] if len(shingles) >= MAX_SHINGLES else _MAX_HASH)


def share(first: Sketch, second: Sketch) -> float:
    """Return how much of the shorter text is also in the longer one, from 0 to 1."""
    common, shorter, _ = _count(first, second)
    return common / shorter if shorter else 0.0


def are_alike(first: Sketch, second: Sketch) -> bool:
    """Tell whether two texts tell one story in the same words.

    They do if they have at least 3 shingles in common, and these are at least 30 % of the shingles of the shorter text
    and 10 % of those of the longer one. Shingles that are in too many texts do not count.
    """
    common, shorter, longer = _count(first, second)
    return common >= MIN_COMMON and common >= MIN_SHARE * shorter and common >= _MIN_SHARE_OF_LONGER * longer


def _count(first: Sketch, second: Sketch) -> tuple[int, int, int]:
    """Count the shingles that are in both texts, in the shorter and in the longer one, up to the lower limit."""
    limit = min(first.limit, second.limit)
    shorter, longer = sorted(sum(1 for shingle in each.shingles if shingle <= limit) for each in (first, second))
    return sum(1 for shingle in first.shingles & second.shingles if shingle <= limit), shorter, longer
