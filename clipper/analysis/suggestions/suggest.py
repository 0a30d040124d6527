"""Suggest tags for a clip, from the tags in use.

There are two kinds of reasons: the words of a tag are in the text (`tag_names`), and the most similar clips have the
tag (`similar_clips`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.analysis.suggestions import similar_clips
from clipper.analysis.suggestions.tag_names import Reason, TagNames
from clipper.model import tags
from clipper.query.haystack import tag_key

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.model.clip import StoredClip

MAX_SUGGESTIONS = 8
"""The most tags that are proposed for one clip."""
MIN_SCORE = 50
"""The least likelihood of a tag that is proposed, in percent."""

# No reason is as good as it seems. With this factor the scores came true on archives that people had tagged by hand.
_TRUST = 0.85
_MIN_LIKELIHOOD = 0.2
"""The least likelihood of a reason that is shown."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag, its likelihood in percent, and the reasons in words."""

    tag: str
    score: int
    reasons: tuple[str, ...]


class Suggester:
    """Proposes tags for one clip after another, from the tags in use when it was made."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for tag, clips in index.tag_counts().items():
            if _is_valid(tag):
                spellings[tag_key(tag)][tag] += clips
        self._spelling = {key: max(sorted(counts), key=counts.__getitem__) for key, counts in spellings.items()}
        self._names = TagNames({key: counts.total() for key, counts in spellings.items()})

    def propose(self, stored: "StoredClip") -> list[Suggestion]:
        """Return the likeliest tags that a clip does not have, the best first; the clip must have its body."""
        own = {tag_key(tag) for tag in stored.clip.tags}
        implied = own | {parent for key in own for parent in _parents(key)}
        reasons: dict[str, list[Reason]] = defaultdict(list)
        for reason in (*self._names.reasons(stored, self._index), *similar_clips.reasons(stored, self._index)):
            if reason.tag in self._spelling and reason.tag not in implied:
                reasons[reason.tag].append(reason)
        scores = {key: _score(reasons_of_tag) for key, reasons_of_tag in reasons.items()}
        likely = {key for key, score in scores.items() if score >= MIN_SCORE}
        likely -= {parent for key in likely for parent in _parents(key)}
        best = sorted(likely, key=lambda key: (-scores[key], key))[:MAX_SUGGESTIONS]
        return [Suggestion(self._spelling[key], scores[key], _descriptions(reasons[key])) for key in best]


def _is_valid(tag: str) -> bool:
    """Tell whether a person could add a tag for what a text is about; perhaps another program wrote it."""
    return bool(tag_key(tag)) and not tags.flaw(tag) and tag not in {tags.TO_FETCH, tags.MARKED}


def _descriptions(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.description for reason in reasons if reason.likelihood >= _MIN_LIKELIHOOD)


def _score(reasons: Iterable[Reason]) -> int:
    """Return in percent how likely a tag is if its reasons are independent of one another."""
    unlikelihood = 1.0
    for reason in reasons:
        unlikelihood *= 1 - _TRUST * min(reason.likelihood, 1)
    return round(100 * (1 - unlikelihood))


def _parents(key: str) -> Iterator[str]:
    """Yield the tags above a tag, which it implies."""
    while "/" in key:
        key = key.rpartition("/")[0]
        yield key
