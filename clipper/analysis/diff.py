"""The difference of two texts, word by word; computed in bounded time, however long the texts are."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from clipper import text
from clipper.query.haystack import BODY_LIMIT

MAX_COMPARED = 4_000
"""The most words, or sentences, of two texts together that are compared at once: difflib takes quadratic time."""

RunKind: TypeAlias = Literal["=", "-", "+"]
SAME: RunKind = "="
REMOVED: RunKind = "-"
ADDED: RunKind = "+"

_MAX_SENTENCE = 60
"""The most words of a sentence; a longer one is cut."""
_MAX_ISLAND = 2
"""The most unchanged words between two changes that are joined with them into one change."""
_SENTENCE_ENDS = (".", "!", "?", "\u3002", "\uff01", "\uff1f")
_QUOTES, _APOSTROPHES, _DASHES = "\u201c\u201d\u201e\u00ab\u00bb", "\u2018\u2019\u201a", "\u2013\u2014"
_PLAIN_MARKS = {
    ord(mark): plain for marks, plain in ((_QUOTES, '"'), (_APOSTROPHES, "'"), (_DASHES, "-")) for mark in marks
}
_CLOSING_MARKS = f"\"')\u300d\u300f{_QUOTES}{_APOSTROPHES}"


class WordRun(NamedTuple):
    """Words in a row that are the same, removed or added; a word has a blank before it if the text has one there."""

    kind: RunKind
    words: tuple[str, ...]


class Difference(NamedTuple):
    """The runs of words that turn one text into another.

    `rough` is True if some parts were too long to be compared word by word, and are one removed and one added run.
    """

    runs: tuple[WordRun, ...]
    rough: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the texts have the same words."""
        return all(run.kind == SAME for run in self.runs)


_Segment: TypeAlias = tuple[bool, Sequence[str], Sequence[str]]
"""Whether some words of the old and of the new text are the same; the old words, and the new ones."""


def compare(old_text: str, new_text: str) -> Difference:
    """Return the difference of two texts; whitespace, and the kind of quotes and dashes, are ignored."""
    old, new = (text.spaced_words(value[:BODY_LIMIT]) for value in (old_text, new_text))
    shorter = min(len(old), len(new))
    old_keys, new_keys = _keys(old), _keys(new)
    start = next((n for n in range(shorter) if old_keys[n] != new_keys[n]), shorter)
    end = next((n for n in range(shorter - start) if old_keys[-1 - n] != new_keys[-1 - n]), shorter - start)
    old_end, new_end = len(old) - end, len(new) - end
    comparison = _Comparison()
    segments = [
        (True, old[:start], new[:start]),
        *comparison.segments(old[start:old_end], new[start:new_end]),
        (True, old[old_end:], new[new_end:]),
    ]
    return Difference(tuple(_runs(_join_across_islands(segments))), comparison.rough)


class _Comparison:
    """The comparison of two texts without their common beginning and end; it sets `rough` as in `Difference`."""

    def __init__(self) -> None:
        self.rough = False

    def segments(self, old: Sequence[str], new: Sequence[str]) -> Iterator[_Segment]:
        """Yield the segments from the old words to the new ones; many words are compared by sentences first."""
        if not old or not new:
            yield False, old, new
        elif len(old) + len(new) <= MAX_COMPARED:
            yield from _match([[word] for word in old], [[word] for word in new])
        else:
            old_sentences, new_sentences = _sentences(old), _sentences(new)
            if len(old_sentences) + len(new_sentences) > MAX_COMPARED:
                old_sentences, new_sentences = [old], [new]
            for is_same, old_part, new_part in _match(old_sentences, new_sentences):
                if is_same:
                    yield is_same, old_part, new_part
                elif len(old_part) + len(new_part) <= MAX_COMPARED:
                    yield from self.segments(old_part, new_part)
                else:
                    self.rough = True
                    yield is_same, old_part, new_part


def _match(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[_Segment]:
    """Yield the segments from one sequence of sentences, or of single words, to another."""
    old_keys, new_keys = ([" ".join(_keys(unit)) for unit in units] for units in (old, new))
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield tag == "equal", _flatten(old[old_start:old_end]), _flatten(new[new_start:new_end])


def _flatten(units: Sequence[Sequence[str]]) -> Sequence[str]:
    return [word for unit in units for word in unit]


def _keys(words: Sequence[str]) -> list[str]:
    """Return the words as they are compared."""
    return [word.lstrip(" ").translate(_PLAIN_MARKS) for word in words]


def _sentences(words: Sequence[str]) -> list[Sequence[str]]:
    ends = [0]
    for position, word in enumerate(words, 1):
        if word.rstrip(_CLOSING_MARKS).endswith(_SENTENCE_ENDS) or position - ends[-1] == _MAX_SENTENCE:
            ends.append(position)
    ends.append(len(words))
    return [words[start:end] for start, end in pairwise(ends) if end > start]


def _join_across_islands(segments: Iterable[_Segment]) -> Iterator[_Segment]:
    """Yield the segments, with two changes joined into one if hardly any words are between them."""
    pending: list[_Segment] = []  # a change, and perhaps the island after it
    for segment in segments:
        is_same, old, new = segment
        if not old and not new:
            continue
        if len(pending) == 1 and is_same and len(new) <= _MAX_ISLAND:
            pending.append(segment)
            continue
        if len(pending) > 1 and not is_same and len(pending[1][2]) < max(map(len, (*pending[0][1:], old, new))):
            (_, removed, added), (_, old_island, new_island) = pending
            pending = [(False, [*removed, *old_island, *old], [*added, *new_island, *new])]
            continue
        yield from pending
        pending = [] if is_same else [segment]
        if is_same:
            yield segment
    yield from pending


def _runs(segments: Iterator[_Segment]) -> Iterator[WordRun]:
    for is_same, old, new in segments:
        if is_same:
            yield WordRun(SAME, tuple(new))
            continue
        if old:
            yield WordRun(REMOVED, tuple(old))
        if new:
            yield WordRun(ADDED, tuple(new))
