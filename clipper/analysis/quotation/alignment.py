"""Where in a text the words of a quotation stand, word for word or with the fewest changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

Words: TypeAlias = Sequence[str]

_ROOM = 4


class Step(NamedTuple):
    """A place in the quotation and one in the text that face each other; None where one of them has no word."""

    quoted: int | None
    kept: int | None


class Alignment(NamedTuple):
    """How the words of a quotation face those of a text, and the number of words that differ."""

    steps: tuple[Step, ...]
    cost: int


def occurs(runs: Sequence[tuple[Words, int]], words: Words) -> bool:
    """Tell whether the runs stand in a text, word for word and in their order.

    With each run comes the number of words that may be left out before it.
    """
    ends: list[int] = []
    for number, (run, max_gap) in enumerate(runs):
        places = _occurrences(run, words)
        if number:
            places = (place for place in places if any(end <= place <= end + max_gap for end in ends))
        ends = [place + len(run) for place in places]
        if not ends:
            return False
    return bool(runs)


def find(run: Words, words: Words) -> int | None:
    """Return the first place in a text at which some words stand in a row; None if there is none."""
    return next(_occurrences(run, words), None) if run else None


def _occurrences(run: Words, words: Words) -> Iterator[int]:
    run, place, first = list(run), -1, run[0]
    while True:
        try:
            place = words.index(first, place + 1)
        except ValueError:
            return
        if list(words[place : place + len(run)]) == run:
            yield place


def align(quoted: Words, words: Words, gaps: Sequence[int] = (), max_gap: int = 0) -> Alignment | None:
    """Return where a text has the words of a quotation with the fewest changes (Sellers); None if it has none of them.

    Only the stretch of the text with the most of these words is compared. At the places `gaps` of the quotation, up to
    `max_gap` words of the text may be left out for nothing.
    """
    place = None if gaps else find(quoted, words)
    if place is not None:
        return Alignment(tuple(Step(number, place + number) for number in range(len(quoted))), 0)
    window = _densest(quoted, words, len(quoted) + len(quoted) // 2 + _ROOM + len(gaps) * max_gap)
    if window is None:
        return None
    stretch = words[window.start : window.stop]
    rows = _costs(quoted, stretch, frozenset(gaps))
    last = rows[len(quoted)]
    end = min(range(len(stretch) + 1), key=last.__getitem__)
    steps = tuple(_path(rows, quoted, stretch, end, frozenset(gaps)))[::-1]
    shifted = (Step(step.quoted, None if step.kept is None else step.kept + window.start) for step in steps)
    return Alignment(tuple(shifted), last[end])


def _densest(quoted: Words, words: Words, length: int) -> range | None:
    """Return the stretch of a length that has most of the quotation's words, with some words around it.

    A word counts as often as the quotation has it: many times the same short word make no stretch dense.
    """
    missing = Counter(quoted)
    shared = most = best = 0
    for place, word in enumerate(words):
        if word in missing:
            missing[word] -= 1
            shared += missing[word] >= 0
        if place >= length and (left := words[place - length]) in missing:
            missing[left] += 1
            shared -= missing[left] > 0
        if shared > most:
            most, best = shared, max(place + 1 - length, 0)
    if not most:
        return None
    margin = len(quoted) // 3 + 2
    return range(max(best - margin, 0), min(best + length + margin, len(words)))


def _costs(quoted: Words, words: Words, gaps: frozenset[int]) -> list[list[int]]:
    """Return for each number of quoted words, and each place in the text, the fewest changes up to there."""
    rows = [[0] * (len(words) + 1)]
    for number, word in enumerate(quoted, 1):
        previous, row = rows[-1], [number]
        skip_cost = 0 if number in gaps else 1
        for place, kept in enumerate(words):
            row.append(min(previous[place] + (word != kept), previous[place + 1] + 1, row[place] + skip_cost))
        rows.append(row)
    return rows


def _path(rows: list[list[int]], quoted: Words, words: Words, end: int, gaps: frozenset[int]) -> Iterator[Step]:
    """Yield the steps that lead to the fewest changes, the last one first; what is left out at a gap has no step."""
    number, place = len(quoted), end
    while number:
        cost = rows[number][place]
        is_same = place > 0 and quoted[number - 1] == words[place - 1]
        if is_same and cost == rows[number - 1][place - 1]:
            number, place = number - 1, place - 1
            yield Step(number, place)
        elif place and cost == rows[number][place - 1] + (number not in gaps):
            place -= 1
            if number not in gaps:
                yield Step(None, place)
        elif cost == rows[number - 1][place] + 1:
            number -= 1
            yield Step(number, None)
        else:
            number, place = number - 1, place - 1
            yield Step(number, place)
