"""Suggestions: which of the owner's own tags a clip may want, each with the reasons; nothing is tagged by itself.

There are two reasons: a tag's own words stand in the text (`named`), and the most similar clips have it (`near`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.analysis.suggestions import named, near
from clipper.analysis.suggestions.named import Evidence
from clipper.model import tags
from clipper.query.haystack import tag_key

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.model.clip import StoredClip

MOST = 8
"""So many tags are proposed for one clip."""
LEAST = 50
"""A tag is proposed from this likelihood on, in percent."""

# No reason is as good as it looks: with this the scores came true on archives that people had tagged by hand.
_TRUST = 0.85
_SLIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag, how likely it is in percent, and the reasons in words."""

    tag: str
    score: int
    reasons: tuple[str, ...]


class Suggester:
    """Proposes tags for one clip after the other, from the tags that are in use."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for tag, number in index.tag_counts().items():
            if _may_be_given(tag):
                spelled[tag_key(tag)][tag] += number
        self._spelled = {key: max(sorted(several), key=several.__getitem__) for key, several in spelled.items()}
        self._names = named.TagNames({key: several.total() for key, several in spelled.items()})

    def propose(self, stored: "StoredClip") -> list[Suggestion]:
        """Return tags for a clip, which is given with its body, the likeliest first; none that it has."""
        has = {tag_key(tag) for tag in stored.clip.tags}
        implied = has | {above for key in has for above in _above(key)}
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        for one in (*self._names.evidence(stored, self._index), *near.evidence(stored, self._index)):
            if one.tag in self._spelled and one.tag not in implied:
                evidence[one.tag].append(one)
        scores = {key: _together(several) for key, several in evidence.items()}
        likely = {key for key, score in scores.items() if score >= LEAST}
        likely -= {above for key in likely for above in _above(key)}
        best = sorted(likely, key=lambda key: (-scores[key], key))[:MOST]
        return [Suggestion(self._spelled[key], scores[key], _reasons(evidence[key])) for key in best]


def _may_be_given(tag: str) -> bool:
    """Tell whether a tag that some clip has, however it came there, is one that a person could add."""
    return bool(tag_key(tag)) and not tags.flaw(tag)


def _reasons(several: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the reasons that count for something."""
    return tuple(one.why for one in several if one.likely >= _SLIGHT)


def _together(several: Iterable[Evidence]) -> int:
    """Return in percent how likely a tag is for several reasons, each of which would do by itself."""
    unlikely = 1.0
    for one in several:
        unlikely *= 1 - _TRUST * min(one.likely, 1)
    return round(100 * (1 - unlikely))


def _above(key: str) -> Iterator[str]:
    """Yield the tags above one, which it implies."""
    while "/" in key:
        key = key.rpartition("/")[0]
        yield key
