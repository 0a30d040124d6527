"""Sketches of texts, by which a text is recognised although some of its words were changed.

A shingle is a hash of five words in a row. The sketch of a text is its 64 smallest shingles: another edition of the
text has most of them too (“MinHash”, bottom-k). Shingles that are in many texts do not count: they come from what
surrounds the texts, such as the frame of a newsletter.
"""

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from clipper import text
from clipper.query.haystack import BODY_LIMIT

MAX_SHINGLES = 64
"""How many shingles a sketch has at most."""
MIN_COMMON = 8
"""The smallest number of shingles that two texts must have in common to be alike."""
MIN_SHARE = 0.7
"""The smallest share of the shorter text that two texts must have in common to be alike."""

_WORDS = 5
# In a script without blanks each character is a word by itself, and about half a word as a reader counts.
_CHARACTERS = 10
_MIN_RUNS = 16
# A few sentences that differ in a name and a number have this share: the notice of every meeting.
_MIN_SHARE_OF_SHORT_TEXTS = 0.8
# So a press review with twelve stories in it is not alike to any of them.
_MIN_SHARE_OF_LONGER = 0.3
_MIN_SHARE_WITH_BOILERPLATE = 0.5
_MIN_SHARE_OF_EQUALS = 0.85
_MAX_HASH = 2**32
_FIRST_UNSPACED = "\u0e00"
# HTML tags and the shortcodes of Hugo: nobody reads them, and every embedded player has the same.
_MARKUP = r"\{\{[<%][^{}]*\}\}|<[^<>]*>"


def sketch(body: str) -> bytes:
    """Return the sketch of a text; b"" if the text is too short to be compared."""
    words = text.words(re.sub(_MARKUP, " ", body[:BODY_LIMIT]))
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

    `own` are its shingles that are not boilerplate, `every` all of them, the smallest first. Those of its text above
    `limit` are not known.
    """

    own: frozenset[int]
    every: tuple[int, ...]
    limit: int

    @property
    def is_short(self) -> bool:
        """Whether it has every shingle of its text."""
        return self.limit == _MAX_HASH


def read(sketch: bytes, common: frozenset[int] = frozenset()) -> Sketch:
    """Return a sketch, with the shingles named that are boilerplate."""
    shingles = decode(sketch)
    limit = shingles[-1] if len(shingles) >= MAX_SHINGLES else _MAX_HASH
    return Sketch(frozenset(shingles) - common, shingles, limit)


def share(first: Sketch, second: Sketch) -> float:
    """Return how much of the shorter text is also in the longer one, from 0 to 1, without the boilerplate of both."""
    common, shorter, _ = _count(first, second)
    return common / shorter if shorter else 0.0


def are_alike(first: Sketch, second: Sketch) -> bool:
    """Tell whether two texts are one in two editions, by their words alone.

    They have at least 8 shingles in common, and these are at least 70 % of the shorter text, or 80 % if it is very
    short, and 30 % of the longer one. Boilerplate does not count, but more than half of the shorter text has to be its
    own and in both.
    """
    common, shorter, _ = _count(first, second)
    limit = min(first.limit, second.limit)
    shorter_as_it_is, longer_as_it_is = sorted(bisect_right(each.every, limit) for each in (first, second))
    min_share = _MIN_SHARE_OF_SHORT_TEXTS if first.is_short or second.is_short else MIN_SHARE
    return (
        common >= MIN_COMMON
        and common >= min_share * shorter
        and common >= _MIN_SHARE_OF_LONGER * longer_as_it_is
        and common >= _MIN_SHARE_WITH_BOILERPLATE * shorter_as_it_is
    )


def are_nearly_equal(first: Sketch, second: Sketch) -> bool:
    """Tell whether neither of two texts has much that is not in the other."""
    common, _, longer = _count(first, second)
    return common >= _MIN_SHARE_OF_EQUALS * longer


def _count(first: Sketch, second: Sketch) -> tuple[int, int, int]:
    """Count the shingles that are in both texts, in the shorter and in the longer one, up to the lower limit."""
    limit = min(first.limit, second.limit)
    shorter, longer = sorted(sum(1 for shingle in each.own if shingle <= limit) for each in (first, second))
    return sum(1 for shingle in first.own & second.own if shingle <= limit), shorter, longer
