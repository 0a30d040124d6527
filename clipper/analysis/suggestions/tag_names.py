"""The tags that a text names: those whose last level, word for word, is in the title or the text.

How much that counts depends on the archive: `world` is unlikely for a text with the word “world” if few of the other
clips with the word have the tag.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clipper import text
from clipper.query.haystack import BODY_LIMIT, make_haystack, make_needle

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.model.clip import StoredClip

MAX_NAMES = 50
"""The number of names that are looked up in the index: those in the title and the most frequent ones first."""

# The likelihood of a tag by its name alone, and the number of clips in the archive that this guess is worth.
_PRIOR_IN_TITLE, _PRIOR_IN_TEXT, _PRIOR_CLIPS = 0.65, 0.25, 2
_SINGLE_MENTION_FACTOR = 0.6
_MAX_NAME_CHARACTERS = 400
_WORD = re.compile(r"[^\W_]+")


class Reason(NamedTuple):
    """A folded tag, how likely it is for one reason, from 0 to 1, and the reason in words."""

    tag: str
    likelihood: float
    description: str


class TagNames:
    """The words by which tags are named; `counts` maps each folded tag to the number of its clips."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._tags: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for tag in counts:
            if words := tuple(text.words(tag.rpartition("/")[2])):
                self._tags[words].append(tag)

    def reasons(self, stored: "StoredClip", index: "Index") -> Iterator[Reason]:
        """Yield the tags that the title and the text of a clip name; tags with one name share its likelihood."""
        clip = stored.clip
        body = f"{clip.description}\n{clip.body[:BODY_LIMIT]}"
        for in_title, mentions, words in self._find_names(clip.title, body):
            name = _as_written(clip.title if in_title else body, words)
            times = f", {mentions} times" if mentions > 1 else ""
            place = "in the title" if in_title else f"in the text{times}"
            tags = self._tags[words]
            total = sum(self._counts[tag] for tag in tags)
            for tag in tags:
                with_tag, with_words = index.tag_usage(stored.path, words, tag, title=in_title)
                prior = (_PRIOR_IN_TITLE if in_title else _PRIOR_IN_TEXT) * self._counts[tag] / total
                likelihood = (with_tag + _PRIOR_CLIPS * prior) / (with_words + _PRIOR_CLIPS)
                if not in_title and mentions == 1:
                    likelihood *= _SINGLE_MENTION_FACTOR
                yield Reason(tag, likelihood, f"“{name}” is {place}{_usage_elsewhere(with_tag, with_words)}")

    def _find_names(self, title: str, body: str) -> list[tuple[bool, int, tuple[str, ...]]]:
        """Return for each name whether it is in the title, how often it is in the body, and its words; best first."""
        title_haystack, body_haystack = make_haystack([title]), make_haystack([body])
        words_in_clip = {*title_haystack.split(), *body_haystack.split()}
        names = [
            (needle in title_haystack, body_haystack.count(needle), words)
            for words in self._tags
            if words[0] in words_in_clip
            and ((needle := make_needle(words)) in title_haystack or needle in body_haystack)
        ]
        return sorted(names, reverse=True)[:MAX_NAMES]


def _usage_elsewhere(with_tag: int, with_words: int) -> str:
    """Return how many of the other clips with the same words have the tag, as the end of a reason."""
    if with_words > 1:
        return f" ({with_tag} of the {with_words} other clips with it have the tag)"
    return f" (the other clip with it {'has' if with_tag else 'does not have'} the tag)" if with_words else ""


def _as_written(value: str, words: Sequence[str]) -> str:
    """Return folded words as they are spelled where they first occur in a text; if they do not occur, unchanged."""
    for match in _WORD.finditer(value):
        if text.words(match[0]) == [words[0]]:
            written = " ".join(_WORD.findall(value, match.start(), match.start() + _MAX_NAME_CHARACTERS)[: len(words)])
            if text.words(written) == [*words]:
                return written
    return "".join(words) if all(map(text.is_unspaced, words)) else " ".join(words)
