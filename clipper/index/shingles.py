"""Shingles: a text as a few small numbers, by which it is known again though words of it were changed."""

from array import array
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from clipper import text
from clipper.query.haystack import BODY_LIMIT

MOST = 48
"""So many of a text's shingles are kept: the smallest numbers, which another edition of it has too."""
LEAST_SHARE = 0.3
"""What two texts have in common, of the shorter one, when they tell one story."""
LEAST_COMMON = 3
"""So many shingles they have in common at the least."""

_WORDS = 5
# A character of a script without blanks is a word by itself, and about half of one as a reader counts.
_CHARACTERS = 10
_LEAST_SHINGLES = 16
# A press review that holds twelve stories is none of them.
_LEAST_OF_LONGER = 0.1
_ALL = 2**32
_FIRST_UNSPACED = "\u0e00"


def sketch(body: str) -> bytes:
    """Return the smallest of the numbers that stand for each run of words; empty if the text is too short to tell."""
    words = text.words(body[:BODY_LIMIT])
    single = sum(1 for word in words if len(word) == 1 and word >= _FIRST_UNSPACED)
    length = _CHARACTERS if single * 2 > len(words) else _WORDS
    if len(words) < length + _LEAST_SHINGLES - 1:
        return b""
    whole = " ".join(words).encode()
    starts = [0, *accumulate([len(word.encode()) + 1 for word in words])]
    numbers = {crc32(whole[start : end - 1]) for start, end in zip(starts, starts[length:], strict=False)}
    return array("I", sorted(numbers)[:MOST]).tobytes()


def numbers(kept: bytes) -> tuple[int, ...]:
    """Return the shingles of a sketch, the smallest first."""
    return tuple(array("I", kept))


class Sketch(NamedTuple):
    """The shingles of a text, and up to where they are all of it."""

    numbers: frozenset[int]
    known: int


def read(kept: bytes, common: frozenset[int] = frozenset()) -> Sketch:
    """Return a sketch without the shingles that many texts have in common."""
    found = numbers(kept)
    return Sketch(frozenset(found) - common, found[-1] if len(found) >= MOST else _ALL)


def share(one: Sketch, other: Sketch) -> float:
    """Return how much of the shorter of two texts stands in the other, from 0 to 1."""
    common, shorter, _ = _measured(one, other)
    return common / shorter if shorter else 0.0


def alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts tell one story in the same words."""
    common, shorter, longer = _measured(one, other)
    return common >= LEAST_COMMON and common >= LEAST_SHARE * shorter and common >= _LEAST_OF_LONGER * longer


def _measured(one: Sketch, other: Sketch) -> tuple[int, int, int]:
    """Return how many shingles are common, and how many there are in the shorter and in the longer text.

    They are counted only up to where both are known.
    """
    known = min(one.known, other.known)
    shorter, longer = sorted(sum(1 for number in each.numbers if number <= known) for each in (one, other))
    return sum(1 for number in one.numbers & other.numbers if number <= known), shorter, longer
