"""The tags of the clips that are most similar to a clip: those that share its rare words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import log
from typing import TYPE_CHECKING

from clipper import text
from clipper.analysis.suggestions.tag_names import Reason
from clipper.query.haystack import BODY_LIMIT, tag_key

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.index.similar import SimilarClip
    from clipper.model.clip import Clip, StoredClip

MAX_NEIGHBOURS = 8
"""The number of similar clips whose tags are considered."""

_MAX_CANDIDATES = 30
_MAX_HANDLES = 3
_TITLE_WEIGHT = 3
_MAX_WORDS, _MAX_PAIRS = 1000, 120
_HIRAGANA = re.compile("[\u3041-\u309f]")
# A long text shares some words with every other text, so its neighbours count less.
_LONG_TEXT_WORDS, _LENGTH_WEIGHT = 400, 0.5
# If all neighbours have next to nothing in common with the clip, their agreement means nothing.
_MIN_TOTAL_WEIGHT = 0.05
_SAME_TEXT_SHARE = 0.6
_SINGLE_NEIGHBOUR_FACTOR = 0.5


def reasons(stored: "StoredClip", index: "Index") -> Iterator[Reason]:
    """Yield the tags of the most similar clips; a tag is likelier the more of them have it, and the more similar."""
    candidates = index.similar(stored.path, terms(stored.clip), _MAX_CANDIDATES)
    neighbours = sorted(candidates, key=lambda clip: (-_weight(clip), clip.handle))[:MAX_NEIGHBOURS]
    total = max(sum(map(_weight, neighbours)), _MIN_TOTAL_WEIGHT)
    by_tag: dict[str, list[SimilarClip]] = defaultdict(list)
    for neighbour in neighbours:
        for tag in {tag_key(tag) for tag in neighbour.tags}:
            by_tag[tag].append(neighbour)
    for tag, with_tag in by_tag.items():
        likelihood = sum(map(_weight, with_tag)) / total
        if len(with_tag) == 1 and with_tag[0].share < _SAME_TEXT_SHARE:
            likelihood *= _SINGLE_NEIGHBOUR_FACTOR
        yield Reason(tag, likelihood, _describe(with_tag, len(neighbours)))


def terms(clip: "Clip") -> Mapping[str, float]:
    """Return the words of a clip by which similar clips are found, with their frequencies; the title counts more.

    In scripts without blanks a term is two characters side by side. There are fewer of them, the most frequent ones,
    since the index has to search for each as a phrase. Pairs with hiragana, the grammar of Japanese, are left out:
    hardly any noun has one.
    """
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for value, weight in ((clip.title, _TITLE_WEIGHT), (clip.body[:BODY_LIMIT], 1)):
        words_of_value = text.words(value)
        for word, following in zip_longest(words_of_value, words_of_value[1:], fillvalue=""):
            if len(word) > 1:
                words[word] += weight
            elif text.is_unspaced(word) and text.is_unspaced(following) and not _HIRAGANA.search(word + following):
                pairs[f"{word} {following}"] += weight
    return dict(words.most_common(_MAX_WORDS) + pairs.most_common(_MAX_PAIRS))


def _weight(neighbour: "SimilarClip") -> float:
    """Return how much the tags of a neighbour count: a neighbour twice as similar counts four times."""
    length = 1 + _LENGTH_WEIGHT * max(log((neighbour.words + 50) / _LONG_TEXT_WORDS), 0)
    return (neighbour.share / length) ** 2


def _describe(with_tag: "Sequence[SimilarClip]", neighbours: int) -> str:
    """Return the reason in words: how many of the neighbours have the tag, and the handles of the first ones."""
    number, first = len(with_tag), with_tag[0]
    if number == 1 and first.share >= _SAME_TEXT_SHARE:
        return f"{first.handle}, with almost the same text, has it"
    handles = ", ".join([clip.handle for clip in with_tag[:_MAX_HANDLES]] + ["…"] * (number > _MAX_HANDLES))
    if neighbours == 1:
        return f"the most similar clip has it ({handles})"
    share = "all" if number == neighbours else f"{number}"
    return f"{share} of the {neighbours} most similar clips {'has' if number == 1 else 'have'} it ({handles})"
