"""What differs between two editions, in lines: each change with a few of the words around it, safe to show."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import TypeAlias

from clipper import text
from clipper.analysis.diff import GONE, NEW, SAME, Difference
from clipper.text import count

Hunk: TypeAlias = list[tuple[str, str]]
"""Texts side by side, each the same, gone or new."""

MARKS = {SAME: ("", ""), GONE: ("[-", "-]"), NEW: ("{+", "+}")}
"""What stands around words where there is no colour, as in `wdiff` and in `git diff --word-diff`."""

ROUGH = "too long to be compared word by word"

_AROUND = 24
_ROUGH_LONGEST = 400
_LONGEST_WORD = 1_000


def group_changes(found: Difference, longest: int = 0) -> Iterator[Hunk]:
    """Yield the changes, near ones together; of more than `longest` words only the ends are told, 0 is all."""
    longest = longest or (_ROUGH_LONGEST if found.rough else 0)
    hunk: Hunk = []
    last = len(found.pieces) - 1
    for place, piece in enumerate(found.pieces):
        if piece.kind != SAME:
            words = _shortened(piece.words, longest)
            hunk += [(SAME, " ")] * (bool(hunk) and words.startswith(" ")) + [(piece.kind, words.removeprefix(" "))]
            continue
        head, tail, whole = _head(piece.words), _tail(piece.words), _joined(piece.words)
        if place and place < last and len(head) + len(tail) + _AROUND >= len(whole):
            hunk.append((SAME, whole))
            continue
        if place:
            yield [*hunk, (SAME, head)]
        hunk = [(SAME, tail.removeprefix(" "))]
    if last >= 0 and found.pieces[-1].kind != SAME:
        yield hunk


def to_text(hunk: Hunk) -> str:
    """Return a hunk as a line of plain text."""
    return "".join(f"{MARKS[kind][0]}{words}{MARKS[kind][1]}" for kind, words in hunk)


def changes(found: Difference) -> list[dict[str, str]]:
    """Return every change, what was `removed` and what was `added`."""
    told: list[dict[str, str]] = []
    longest = _ROUGH_LONGEST if found.rough else 0
    before = SAME
    for kind, words in found.pieces:
        if kind != SAME:
            if kind == GONE or before != GONE:
                told.append({"removed": "", "added": ""})
            told[-1]["removed" if kind == GONE else "added"] = _shortened(words, longest).strip()
        before = kind
    return told


def _head(words: Sequence[str]) -> str:
    """Return the first words, as many as are needed to know the place again."""
    few = _few(words)
    left = words[few:]
    return _joined(words[:few]) + (f"{' ' * left[0].startswith(' ')}…" if left else "")


def _tail(words: Sequence[str]) -> str:
    """Return the last words, as many as are needed to know the place again."""
    few = _few(words[::-1])
    return "…" * (few < len(words)) + _joined(words[-few:])


def _few(words: Iterable[str]) -> int:
    return len([*takewhile(lambda so_far: so_far < _AROUND, accumulate(map(len, words)))]) + 1


def _shortened(words: Sequence[str], longest: int) -> str:
    if not longest or len(words) <= longest:
        return _joined(words)
    head, tail = longest * 2 // 3, longest // 3
    left = count(len(words) - head - tail, "word")
    return f"{_joined(words[:head])} … {left} … {_joined(words[-tail:]).lstrip()}"


def _joined(words: Iterable[str]) -> str:
    return text.safe("".join(word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in words))
