"""What differs between two editions of a text, word by word; in bounded time, however long they are."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from clipper import text
from clipper.query.haystack import BODY_LIMIT

MOST = 4_000
"""So many words, or sentences, of both texts together are compared with each other; difflib takes their product."""

SAME, GONE, NEW = "=", "-", "+"

_LONGEST_SENTENCE = 60
# Between two changes a word or two that stay are read as a part of what was written anew.
_ISLAND = 2
_ENDS = (".", "!", "?", "\u3002", "\uff01", "\uff1f")
_QUOTES, _APOSTROPHES, _DASHES = "\u201c\u201d\u201e\u00ab\u00bb", "\u2018\u2019\u201a", "\u2013\u2014"
_MARKS = {ord(mark): plain for marks, plain in ((_QUOTES, '"'), (_APOSTROPHES, "'"), (_DASHES, "-")) for mark in marks}
_CLOSING = f"\"')\u300d\u300f{_QUOTES}{_APOSTROPHES}"


class Piece(NamedTuple):
    """Words that are the same, gone or new; each has a blank before it where the text has one."""

    kind: str
    words: tuple[str, ...]


class Difference(NamedTuple):
    """The second text in pieces, those that are gone among them; `rough` where not every word was compared."""

    pieces: tuple[Piece, ...]
    rough: bool = False

    @property
    def is_none(self) -> bool:
        """Whether no word differs."""
        return all(piece.kind == SAME for piece in self.pieces)


_Step: TypeAlias = tuple[bool, Sequence[str], Sequence[str]]
"""Whether two runs of words are the same, and both."""


def compare(before: str, after: str) -> Difference:
    """Return how one text becomes another; blanks, and the kind of quotes and dashes, make no difference."""
    one, other = (text.spaced_words(value[:BODY_LIMIT]) for value in (before, after))
    shorter = min(len(one), len(other))
    keys = _keys(one), _keys(other)
    start = next((n for n in range(shorter) if keys[0][n] != keys[1][n]), shorter)
    end = next((n for n in range(shorter - start) if keys[0][-1 - n] != keys[1][-1 - n]), shorter - start)
    ends = len(one) - end, len(other) - end
    middle = _Middle()
    steps = [
        (True, one[:start], other[:start]),
        *middle.steps(one[start : ends[0]], other[start : ends[1]]),
        (True, one[ends[0] :], other[ends[1] :]),
    ]
    return Difference(tuple(_pieces(_without_islands(steps))), middle.rough)


class _Middle:
    """What two texts have between a common beginning and a common end."""

    def __init__(self) -> None:
        self.rough = False

    def steps(self, one: Sequence[str], other: Sequence[str]) -> Iterator[_Step]:
        """Yield how the one becomes the other, by sentences first if the words are many."""
        if not one or not other:
            yield False, one, other
        elif len(one) + len(other) <= MOST:
            yield from _matched([[word] for word in one], [[word] for word in other])
        else:
            sentences = _sentences(one), _sentences(other)
            if len(sentences[0]) + len(sentences[1]) > MOST:
                sentences = [one], [other]
            for same, old, new in _matched(*sentences):
                if same or len(old) + len(new) <= MOST:
                    yield from [(same, old, new)] if same else self.steps(old, new)
                else:
                    self.rough = True
                    yield same, old, new


def _matched(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> Iterator[_Step]:
    """Yield how one sequence of runs of words becomes another."""
    before, after = ([" ".join(_keys(run)) for run in runs] for runs in (one, other))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        yield tag == "equal", _flat(one[start:end]), _flat(other[begin:stop])


def _flat(runs: Sequence[Sequence[str]]) -> Sequence[str]:
    return [word for run in runs for word in run]


def _keys(words: Sequence[str]) -> list[str]:
    return [word.lstrip(" ").translate(_MARKS) for word in words]


def _sentences(words: Sequence[str]) -> list[Sequence[str]]:
    ends = [0]
    for place, word in enumerate(words, 1):
        if word.rstrip(_CLOSING).endswith(_ENDS) or place - ends[-1] == _LONGEST_SENTENCE:
            ends.append(place)
    ends.append(len(words))
    return [words[start:end] for start, end in pairwise(ends) if end > start]


def _without_islands(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Yield the steps; changes that have hardly a word between them are one."""
    held: list[_Step] = []  # a change, and maybe the island after it
    for step in steps:
        same, old, new = step
        if not old and not new:
            continue
        if len(held) == 1 and same and len(new) <= _ISLAND:
            held.append(step)
            continue
        if len(held) > 1 and not same and len(held[1][2]) < max(map(len, (*held[0][1:], old, new))):
            (_, gone, added), (_, left, stays) = held
            held = [(False, [*gone, *left, *old], [*added, *stays, *new])]
            continue
        yield from held
        held = [] if same else [step]
        if same:
            yield step
    yield from held


def _pieces(steps: Iterator[_Step]) -> Iterator[Piece]:
    for same, old, new in steps:
        if same:
            yield Piece(SAME, tuple(new))
            continue
        if old:
            yield Piece(GONE, tuple(old))
        if new:
            yield Piece(NEW, tuple(new))
