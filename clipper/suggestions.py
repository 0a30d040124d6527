"""Suggestions: which of the owner's own tags a clip may want, each with the reason; nothing is tagged by itself.

There are two reasons: a tag's own words stand in the text, and the clips that are most similar have it. How far either
is to be trusted is told by the archive: a tag `world` is not proposed because a text says “world” where hardly any of
the clips that say so have it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import log
from typing import TYPE_CHECKING, NamedTuple

from clipper import text
from clipper.query.reading import BODY_LIMIT, haystack, needle, tag_key

if TYPE_CHECKING:
    from clipper.clip import Clip, Kept
    from clipper.index import Index
    from clipper.index.similar import Neighbour

MOST = 8
"""So many tags are proposed for one clip."""
LEAST_SCORE = 50
"""A tag is proposed if it is at least as likely as not, in percent."""

_NEIGHBOURS = 8
_CANDIDATES = 30
_NAMED = 3
_TITLE_WEIGHS = 3
# A long text has something in common with everything.
_LONG = 350
_LENGTH_COUNTS = 0.5
# Neighbours that have next to nothing in common with a clip say nothing of it, however much they agree.
_LEAST_WEIGHT = 0.1
_SAME_TEXT = 0.6
# No reason is as good as it looks: so the scores came true on archives that people had tagged by hand.
_TRUST = 0.85
_OF_ONE = 0.5
# What is expected of a tag whose words stand in a title or a text, as if so many clips had shown it.
_SEEN = 2
_IN_TITLE, _IN_TEXT = 0.6, 0.25
_OF_ONE_MENTION = 0.6
_FIRST_UNSPACED = "\u0e00"
_LONGEST = 400
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag, how likely it is in percent, and the reasons in words."""

    tag: str
    score: int
    reasons: tuple[str, ...]


class _Evidence(NamedTuple):
    """How likely a tag is for one reason, from 0 to 1, and that reason."""

    likely: float
    why: str


class Suggester:
    """Proposes tags for one clip after the other, from the tags that are in use."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for tag, number in index.tags().items():
            spelled[tag_key(tag)][tag] += number
        spelled.pop("", None)
        self._spelled = {key: max(sorted(tags), key=tags.__getitem__) for key, tags in spelled.items()}
        self._counts = {key: tags.total() for key, tags in spelled.items()}
        self._by_leaf: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for key in spelled:
            if words := tuple(text.words(key.rpartition("/")[2])):
                self._by_leaf[words].append(key)

    def propose(self, kept: "Kept") -> list[Suggestion]:
        """Return tags for a clip, which is given with its body, the likeliest first; none that it has."""
        has = {tag_key(tag) for tag in kept.clip.tags}
        implied = has | {above for key in has for above in _above(key)}
        evidence: dict[str, list[_Evidence]] = defaultdict(list)
        for key, one in (*self._named(kept), *self._near(kept)):
            if key in self._spelled and key not in implied:
                evidence[key].append(one)
        scores = {key: _together(several) for key, several in evidence.items()}
        likely = {key for key, score in scores.items() if score >= LEAST_SCORE}
        likely -= {above for key in likely for above in _above(key)}
        best = sorted(likely, key=lambda key: (-scores[key], key))[:MOST]
        return [Suggestion(self._spelled[key], scores[key], tuple(one.why for one in evidence[key])) for key in best]

    def _named(self, kept: "Kept") -> Iterator[tuple[str, _Evidence]]:
        """Yield the tags whose own words, those of their last level, stand in a clip."""
        clip = kept.clip
        title = haystack([clip.title])
        whole = haystack([clip.description, clip.body[:BODY_LIMIT]])
        said = {*title.split(), *whole.split()}
        for words, keys in self._by_leaf.items():
            wanted = needle(words)
            in_title = wanted in title
            if words[0] not in said or not (in_title or wanted in whole):
                continue
            times = whole.count(wanted)
            shown = _as_written(clip.title if in_title else f"{clip.description} {clip.body}", words)
            of_all = sum(self._counts[key] for key in keys)
            for key in keys:
                having, saying = self._index.usage(kept.path, words, key, title=in_title)
                expected = (_IN_TITLE if in_title else _IN_TEXT) * self._counts[key] / of_all
                likely = (having + _SEEN * expected) / (saying + _SEEN)
                if not in_title and times == 1:
                    likely *= _OF_ONE_MENTION
                where = "in the title" if in_title else f"in the text{f', {times} times' if times > 1 else ''}"
                yield key, _Evidence(likely, f"“{shown}” stands {where}{_as_elsewhere(having, saying)}")

    def _near(self, kept: "Kept") -> Iterator[tuple[str, _Evidence]]:
        """Yield the tags of the most similar clips."""
        found = self._index.similar(kept.path, _terms(kept.clip), _CANDIDATES)
        near = sorted(found, key=lambda one: (-_weight(one), one.handle))[:_NEIGHBOURS]
        whole = max(sum(map(_weight, near)), _LEAST_WEIGHT)
        having: dict[str, list[Neighbour]] = defaultdict(list)
        for one in near:
            for key in {tag_key(tag) for tag in one.tags}:
                having[key].append(one)
        for key, several in having.items():
            likely = sum(map(_weight, several)) / whole
            first = several[0]
            if len(several) == 1 and first.share >= _SAME_TEXT:
                yield key, _Evidence(likely, f"{first.handle}, which is much the same text, has it")
                continue
            if len(several) == 1:
                likely *= _OF_ONE
            handles = ", ".join([one.handle for one in several[:_NAMED]] + ["…"] * (len(several) > _NAMED))
            yield key, _Evidence(likely, f"{_how_many(len(several), len(near))} it ({handles})")


def _how_many(having: int, near: int) -> str:
    if having == near:
        return f"all of the {near} most similar clips have" if near > 1 else "the most similar clip has"
    return f"{having} of the {near} most similar clips {'has' if having == 1 else 'have'}"


def _as_elsewhere(having: int, saying: int) -> str:
    """Say of the other clips with the same words how many have the tag."""
    if saying > 1:
        return f" ({having} of the {saying} other clips that say so have it)"
    return f" (the other clip that says so {'has it' if having else 'has it not'})" if saying else ""


def _terms(clip: "Clip") -> Mapping[str, float]:
    """Return the words of a clip, and how often each stands there, in the title more than once.

    Of a script without blanks they are every two characters side by side.
    """
    terms: Counter[str] = Counter()
    for value, weight in ((clip.title, _TITLE_WEIGHS), (clip.body[:BODY_LIMIT], 1)):
        words = text.words(value)
        for word, after in zip_longest(words, words[1:], fillvalue=""):
            if len(word) > 1:
                terms[word] += weight
            elif _is_unspaced(word) and _is_unspaced(after):
                terms[f"{word} {after}"] += weight
    return terms


def _is_unspaced(word: str) -> bool:
    return len(word) == 1 and word >= _FIRST_UNSPACED


def _weight(neighbour: "Neighbour") -> float:
    """Return how much the tags of a neighbour count: twice as similar is four times as telling."""
    length = 1 + _LENGTH_COUNTS * max(log((neighbour.words + 50) / (_LONG + 50)), 0)
    return (neighbour.share / length) ** 2


def _together(several: Iterable[_Evidence]) -> int:
    """Return in percent how likely a tag is for several reasons, each by itself."""
    unlikely = 1.0
    for one in several:
        unlikely *= 1 - _TRUST * min(one.likely, 1)
    return round(100 * (1 - unlikely))


def _above(key: str) -> Iterator[str]:
    """Yield the tags above one, which it implies."""
    while "/" in key:
        key = key.rpartition("/")[0]
        yield key


def _as_written(value: str, words: Sequence[str]) -> str:
    """Return words as a text writes them where they stand first, or as they are compared."""
    for piece in _PIECE.finditer(value):
        if text.words(piece[0]) == [words[0]]:
            several = _PIECE.findall(value, piece.start(), piece.start() + _LONGEST)[: len(words)]
            if text.words(" ".join(several)) == [*words]:
                return " ".join(several)
    return "".join(words) if all(map(_is_unspaced, words)) else " ".join(words)
