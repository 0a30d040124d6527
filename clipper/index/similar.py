"""Clips that are similar to a text since they share its rare words, and how often tags go with words.

Only the index is read, no file.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import log
from typing import TYPE_CHECKING, NamedTuple

from clipper.index import schema

if TYPE_CHECKING:
    from sqlite3 import Cursor

COMMON = 400
"""A word in more clips than this, or in a fifth of all, says little about the subject of a text."""

_MIN_COMMON = 5
# In an archive with more clips than this, a word that only one other clip has is there by chance.
_MANY_CLIPS = 100
_MAX_TERMS = 60
_MIN_SHARED = 2
_ID = "SELECT id FROM clips WHERE path = ?"
_COUNT_CLIPS = "SELECT count(*) FROM clips"
_COUNT_MATCHES = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
_MATCHES = "SELECT rowid FROM texts WHERE texts MATCH ?"
_CLIP = "SELECT path, handle, words, tags FROM clips WHERE id = ?"
_USAGE = """
SELECT coalesce(sum(EXISTS (SELECT 1 FROM tags WHERE tag = ? AND clip = texts.rowid)), 0), count(*) FROM texts
WHERE texts MATCH ? AND texts.rowid <> ? AND EXISTS (SELECT 1 FROM tags WHERE clip = texts.rowid)
"""


class SimilarClip(NamedTuple):
    """A tagged clip that is similar to a text: its handle, the number of its words, and its tags.

    `share` is how many of the rare words of the text it has, from 0 to 1, where a rarer word counts more.
    """

    handle: str
    words: int
    tags: tuple[str, ...]
    share: float


class _Term(NamedTuple):
    """A rare word of the text, with its weight (tf-idf) and the ids of the clips that have it."""

    weight: float
    word: str
    clips: set[int]


def find_similar(cursor: "Cursor", path: str, terms: Mapping[str, float], limit: int) -> list[SimilarClip]:
    """Return the tagged clips that share the most with a text, the best first.

    The text is given as its words, each with the number of times that it occurs. A word may be two characters with a
    blank between; they match side by side. The clip at `path` itself is left out.
    """
    own = _id(cursor, path)
    (clips,) = cursor.execute(_COUNT_CLIPS).fetchone()
    common = min(COMMON, max(_MIN_COMMON, clips // 5))
    most = common + 1
    by_chance = int(clips > _MANY_CLIPS)
    rare: list[_Term] = []
    unshared = 0.0
    for word, times in terms.items():
        match = _match("title body", word)
        (match_count,) = cursor.execute(_COUNT_MATCHES, (match, most + 1)).fetchone()
        if match_count > most:  # it is a common word, so its clips do not matter
            continue
        matching = {clip for (clip,) in cursor.execute(_MATCHES, (match,))} - {own}
        weight = (1 + log(times)) * log((clips + 1) / (len(matching) + 0.5))
        if not matching:
            unshared += weight
        elif by_chance < len(matching) <= common:
            rare.append(_Term(weight, word, matching))
    rare.sort(key=lambda term: (-term.weight, term.word))
    return _rank(cursor, rare[:_MAX_TERMS], unshared, limit)


def tag_usage(cursor: "Cursor", path: str, words: Sequence[str], tag: str, *, title: bool) -> tuple[int, int]:
    """Return how many of the tagged clips with some words have a tag, and how many have the words.

    The words are side by side, in the title if `title`, else in the title or the body. The clip at `path` is left out.
    """
    match = _match("title" if title else "title body", " ".join(words))
    with_tag, with_words = cursor.execute(_USAGE, (tag, match, _id(cursor, path))).fetchone()
    return with_tag, with_words


def _rank(cursor: "Cursor", terms: Sequence[_Term], unshared: float, limit: int) -> list[SimilarClip]:
    """Return the tagged clips with the heaviest terms; `unshared` is the weight of the words that no clip has."""
    total = sum(term.weight for term in terms) + unshared
    weights: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for term in terms:
        for clip in term.clips:
            weights[clip] += term.weight
            shared[clip] += 1
    result: list[SimilarClip] = []
    candidates = sorted((clip for clip in weights if shared[clip] >= _MIN_SHARED), key=lambda clip: -weights[clip])
    for weight, equals in groupby(candidates, key=weights.__getitem__):
        rows = [cursor.execute(_CLIP, (clip,)).fetchone() for clip in equals]
        # An id tells when a clip was put into the index, so it cannot be what decides among equals.
        for _, handle, words, tags in sorted(rows, key=lambda row: schema.decode_path(row[0])):
            if tags:
                result.append(SimilarClip(handle, words, tuple(tags.split("\n")), weight / total))
        if len(result) >= limit:
            break
    return sorted(result[:limit], key=lambda similar: (-similar.share, similar.handle))


def _match(columns: str, words: str) -> str:
    """Return the FTS5 expression for words side by side in some columns."""
    return f'{{{columns}}} : "{words}"'


def _id(cursor: "Cursor", path: str) -> int:
    """Return the id of the clip at a path; 0, which no clip has, if there is none."""
    row = cursor.execute(_ID, (schema.encode_path(path),)).fetchone()
    return row[0] if row else 0
