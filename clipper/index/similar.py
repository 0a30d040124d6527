"""Similar clips, told from the index alone: those that share the rare words of a text, and how tags go with words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from clipper.index import schema

if TYPE_CHECKING:
    from sqlite3 import Cursor

COMMON = 400
"""A word in more clips than this, or in a fifth of them, says little of what a text is about."""

_FEW = 5
# In so many clips a word that only one of them shares does so by chance.
_MANY = 100
_TERMS = 60
_LEAST_SHARED = 2
_NUMBER = "SELECT id FROM clips WHERE path = ?"
_CLIPS = "SELECT count(*) FROM clips"
# The table of words forgets nothing.
_PAST = "SELECT id FROM texts_docsize WHERE id NOT IN (SELECT id FROM clips)"
_HOW_MANY = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
_HOLDERS = "SELECT rowid FROM texts WHERE texts MATCH ?"
_TOLD = "SELECT handle, words, tags FROM clips WHERE id = ?"
_USAGE = """
SELECT coalesce(sum(EXISTS (SELECT 1 FROM tags WHERE tag = ? AND clip = texts.rowid)), 0), count(*) FROM texts
WHERE texts MATCH ? AND texts.rowid <> ? AND EXISTS (SELECT 1 FROM tags WHERE clip = texts.rowid)
"""


class Neighbour(NamedTuple):
    """A tagged clip that resembles another: the length of its text in words, its tags, and how much the two share.

    The `share` is that of the other's words, without the common ones, each as heavy as it is telling, from 0 to 1.
    """

    handle: str
    words: int
    tags: tuple[str, ...]
    share: float


def nearest(ask: "Cursor", path: str, terms: Mapping[str, float], most: int) -> list[Neighbour]:
    """Return the tagged clips that share the most with a text, which is given as its words and how often each stands.

    A word may be two characters with a blank between, which stand side by side.
    """
    own = _number(ask, path)
    (clips,) = ask.execute(_CLIPS).fetchone()
    common = min(COMMON, max(_FEW, clips // 5))
    past = {number for (number,) in ask.execute(_PAST)}
    most_holders = common + len(past) + 1
    chance = int(clips > _MANY)
    telling: list[tuple[float, str, set[int]]] = []
    unshared = 0.0
    for term, times in terms.items():
        match = _match("title body", term)
        (number,) = ask.execute(_HOW_MANY, (match, most_holders + 1)).fetchone()
        if number > most_holders:  # of a common word that much is enough to know
            continue
        holders = {clip for (clip,) in ask.execute(_HOLDERS, (match,))} - past - {own}
        weight = (1 + log(times)) * log((clips + 1) / (len(holders) + 0.5))
        if not holders:
            unshared += weight
        elif chance < len(holders) <= common:
            telling.append((weight, term, holders))
    telling.sort(key=lambda one: (-one[0], one[1]))
    return _sharing(ask, telling[:_TERMS], unshared, most)


def usage(ask: "Cursor", path: str, words: Sequence[str], tag: str, *, title: bool) -> tuple[int, int]:
    """Return how many of the other tagged clips that say words have a tag, and how many say them.

    They say them side by side, in the `title` or anywhere in the title and the body.
    """
    match = _match("title" if title else "title body", " ".join(words))
    having, saying = ask.execute(_USAGE, (tag, match, _number(ask, path))).fetchone()
    return having, saying


def _sharing(
    ask: "Cursor", telling: Sequence[tuple[float, str, set[int]]], unshared: float, most: int
) -> list[Neighbour]:
    whole = sum(weight for weight, _, _ in telling) + unshared
    weights: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for weight, _, holders in telling:
        for clip in holders:
            weights[clip] += weight
            shared[clip] += 1
    found: list[Neighbour] = []
    for clip in sorted((one for one in weights if shared[one] >= _LEAST_SHARED), key=lambda one: (-weights[one], one)):
        handle, words, tags = ask.execute(_TOLD, (clip,)).fetchone()
        if tags:
            found.append(Neighbour(handle, words, tuple(tags.split("\n")), weights[clip] / whole))
        if len(found) == most:
            break
    return sorted(found, key=lambda one: (-one.share, one.handle))


def _match(columns: str, words: str) -> str:
    return f'{{{columns}}} : "{words}"'


def _number(ask: "Cursor", path: str) -> int:
    found = ask.execute(_NUMBER, (schema.spelled(path),)).fetchone()
    return found[0] if found else 0
