"""The difference of two texts as hunks: each change with a few of the words around it, safe to print."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import TypeAlias

from clipper import text
from clipper.analysis.diff import ADDED, REMOVED, SAME, Difference, RunKind
from clipper.text import with_noun

Hunk: TypeAlias = list[tuple[RunKind, str]]
"""Texts in their order, each with its kind: the same, removed or added."""

MARKS = {SAME: ("", ""), REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}
"""The marks around words in plain text, as in `wdiff` and in `git diff --word-diff`."""

ROUGH = "too long to be compared word by word"

_CONTEXT = 24
_ROUGH_LONGEST = 400
_LONGEST_WORD = 1_000


def group_changes(difference: Difference, longest: int = 0) -> Iterator[Hunk]:
    """Yield the changes, changes that are near each other in one hunk.

    Of a change with more than `longest` words only the ends are in it, unless that is 0.
    """
    longest = longest or (_ROUGH_LONGEST if difference.rough else 0)
    hunk: Hunk = []
    last = len(difference.runs) - 1
    for index, run in enumerate(difference.runs):
        if run.kind != SAME:
            words = _shortened(run.words, longest)
            hunk += [(SAME, " ")] * (bool(hunk) and words.startswith(" ")) + [(run.kind, words.removeprefix(" "))]
            continue
        head, tail, whole = _head(run.words), _tail(run.words), _joined(run.words)
        if index and index < last and len(head) + len(tail) + _CONTEXT >= len(whole):
            hunk.append((SAME, whole))
            continue
        if index:
            yield [*hunk, (SAME, head)]
        hunk = [(SAME, tail.removeprefix(" "))]
    if last >= 0 and difference.runs[-1].kind != SAME:
        yield hunk


def to_text(hunk: Hunk) -> str:
    """Return a hunk as one line of plain text, the changes in marks."""
    return "".join(f"{MARKS[kind][0]}{words}{MARKS[kind][1]}" for kind, words in hunk)


def changes(difference: Difference) -> list[dict[str, str]]:
    """Return every change, what was `removed` and what was `added`."""
    found: list[dict[str, str]] = []
    longest = _ROUGH_LONGEST if difference.rough else 0
    previous: RunKind = SAME
    for kind, words in difference.runs:
        if kind != SAME:
            if kind == REMOVED or previous != REMOVED:
                found.append({"removed": "", "added": ""})
            found[-1]["removed" if kind == REMOVED else "added"] = _shortened(words, longest).strip()
        previous = kind
    return found


def _head(words: Sequence[str]) -> str:
    """Return the first words, as many as are needed to find the place in the text."""
    number = _context_length(words)
    rest = words[number:]
    return _joined(words[:number]) + (f"{' ' * rest[0].startswith(' ')}…" if rest else "")


def _tail(words: Sequence[str]) -> str:
    """Return the last words, as many as are needed to find the place in the text."""
    number = _context_length(words[::-1])
    return "…" * (number < len(words)) + _joined(words[-number:])


def _context_length(words: Iterable[str]) -> int:
    """Return how many of the words are needed to find the place in the text."""
    return len([*takewhile(lambda so_far: so_far < _CONTEXT, accumulate(map(len, words)))]) + 1


def _shortened(words: Sequence[str], longest: int) -> str:
    if not longest or len(words) <= longest:
        return _joined(words)
    head, tail = longest * 2 // 3, longest // 3
    omitted = with_noun(len(words) - head - tail, "word")
    return f"{_joined(words[:head])} … {omitted} … {_joined(words[-tail:]).lstrip()}"


def _joined(words: Iterable[str]) -> str:
    return text.safe("".join(word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in words))
