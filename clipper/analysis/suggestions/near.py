"""The tags of the clips that are most similar to one: those that share its rare words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from math import log
from typing import TYPE_CHECKING

from clipper import text
from clipper.analysis.suggestions.named import Evidence
from clipper.query.haystack import BODY_LIMIT, tag_key

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.index.similar import SimilarClip
    from clipper.model.clip import Clip, StoredClip

NEIGHBOURS = 8
"""So many similar clips are asked for their tags."""

_CANDIDATES = 30
_HANDLES = 3
_TITLE_WEIGHS = 3
_WORDS, _PAIRS = 1000, 120
_HIRAGANA = re.compile("[\u3041-\u309f]")
# A long text has something in common with everything.
_LONG, _LENGTH_WEIGHS = 400, 0.5
# Neighbours that have next to nothing in common with a clip say nothing of it, however much they agree.
_LEAST_WEIGHT = 0.05
_SAME_TEXT = 0.6
_OF_ONE = 0.5


def evidence(stored: "StoredClip", index: "Index") -> Iterator[Evidence]:
    """Yield what the most similar clips say for their tags: the more have one, and the more alike, the likelier."""
    found = index.similar(stored.path, terms(stored.clip), _CANDIDATES)
    near = sorted(found, key=lambda one: (-_weight(one), one.handle))[:NEIGHBOURS]
    whole = max(sum(map(_weight, near)), _LEAST_WEIGHT)
    having: dict[str, list[SimilarClip]] = defaultdict(list)
    for one in near:
        for tag in {tag_key(tag) for tag in one.tags}:
            having[tag].append(one)
    for tag, several in having.items():
        likely = sum(map(_weight, several)) / whole
        if len(several) == 1 and several[0].share < _SAME_TEXT:
            likely *= _OF_ONE
        yield Evidence(tag, likely, _why(several, len(near)))


def terms(clip: "Clip") -> Mapping[str, float]:
    """Return the words of a clip, and how often each stands there, in the title more than once.

    Of a script without blanks they are two characters side by side, and fewer of them, for the index finds them as
    phrases: those that stand most often or first. Hiragana, the grammar of Japanese, are in hardly any noun.
    """
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for value, weight in ((clip.title, _TITLE_WEIGHS), (clip.body[:BODY_LIMIT], 1)):
        said = text.words(value)
        for word, after in zip_longest(said, said[1:], fillvalue=""):
            if len(word) > 1:
                words[word] += weight
            elif text.is_unspaced(word) and text.is_unspaced(after) and not _HIRAGANA.search(word + after):
                pairs[f"{word} {after}"] += weight
    return dict(words.most_common(_WORDS) + pairs.most_common(_PAIRS))


def _weight(neighbour: "SimilarClip") -> float:
    """Return how much the tags of a neighbour count: twice as similar is four times as telling."""
    length = 1 + _LENGTH_WEIGHS * max(log((neighbour.words + 50) / _LONG), 0)
    return (neighbour.share / length) ** 2


def _why(having: "list[SimilarClip]", near: int) -> str:
    number, first = len(having), having[0]
    if number == 1 and first.share >= _SAME_TEXT:
        return f"{first.handle}, which is much the same text, has it"
    handles = ", ".join([one.handle for one in having[:_HANDLES]] + ["…"] * (number > _HANDLES))
    if near == 1:
        return f"the most similar clip has it ({handles})"
    of = "all" if number == near else f"{number}"
    return f"{of} of the {near} most similar clips {'has' if number == 1 else 'have'} it ({handles})"
