"""The tags that a text names: the words of their last level stand in it.

How far that is to be trusted the archive itself tells: `world` is not likely because a text says “world” where hardly
any of the other clips that say so have it.
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

MOST = 50
"""So many names are looked into, those in the title and those that stand most often first."""

# What is expected where no other clip tells, and how many clips that expectation is worth.
_IN_TITLE, _IN_TEXT, _WORTH = 0.65, 0.25, 2
_OF_ONE_MENTION = 0.6
_LONGEST = 400
_PIECE = re.compile(r"[^\W_]+")


class Evidence(NamedTuple):
    """A folded tag, how likely it is for one reason, from 0 to 1, and that reason in words."""

    tag: str
    likely: float
    why: str


class TagNames:
    """The words by which tags are named; `counts` says how many clips bear each folded tag."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._tags: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for tag in counts:
            if words := tuple(text.words(tag.rpartition("/")[2])):
                self._tags[words].append(tag)

    def evidence(self, stored: "StoredClip", index: "Index") -> Iterator[Evidence]:
        """Yield what the title and the text of a clip say for tags; those that share a name share what is expected."""
        clip = stored.clip
        body = f"{clip.description}\n{clip.body[:BODY_LIMIT]}"
        for in_title, times, words in self._found(clip.title, body):
            shown = _as_written(clip.title if in_title else body, words)
            where = "in the title" if in_title else f"in the text{f', {times} times' if times > 1 else ''}"
            tags = self._tags[words]
            of_all = sum(self._counts[tag] for tag in tags)
            for tag in tags:
                having, saying = index.tag_usage(stored.path, words, tag, title=in_title)
                expected = (_IN_TITLE if in_title else _IN_TEXT) * self._counts[tag] / of_all
                likely = (having + _WORTH * expected) / (saying + _WORTH)
                if not in_title and times == 1:
                    likely *= _OF_ONE_MENTION
                yield Evidence(tag, likely, f"“{shown}” stands {where}{_as_elsewhere(having, saying)}")

    def _found(self, title: str, body: str) -> list[tuple[bool, int, tuple[str, ...]]]:
        """Return whether a name stands in the title, how often in the body, and its words, the best first."""
        titled, told = make_haystack([title]), make_haystack([body])
        said = {*titled.split(), *told.split()}
        found = [
            (wanted in titled, told.count(wanted), words)
            for words in self._tags
            if words[0] in said and ((wanted := make_needle(words)) in titled or wanted in told)
        ]
        return sorted(found, reverse=True)[:MOST]


def _as_elsewhere(having: int, saying: int) -> str:
    """Say of the other clips with the same words how many have the tag."""
    if saying > 1:
        return f" ({having} of the {saying} other clips that say so have it)"
    return f" (the other clip that says so {'has it' if having else 'has it not'})" if saying else ""


def _as_written(value: str, words: Sequence[str]) -> str:
    """Return words as a text writes them where they stand first, or as they are compared."""
    for piece in _PIECE.finditer(value):
        if text.words(piece[0]) == [words[0]]:
            several = _PIECE.findall(value, piece.start(), piece.start() + _LONGEST)[: len(words)]
            if text.words(" ".join(several)) == [*words]:
                return " ".join(several)
    return "".join(words) if all(map(text.is_unspaced, words)) else " ".join(words)
