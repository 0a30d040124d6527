"""A quotation that is pieced together: each part is word for word somewhere, but not the whole in one place."""

from collections.abc import Mapping, Sequence

MAX_PIECES = 3
LEAST_WORDS = 4
"""Fewer words in a row stand in many texts by chance."""


def pieces(quoted: Sequence[str], texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the paths of the texts in which the parts of a quotation stand, in the order of the parts.

    Empty if the quotation is not made of at most three parts, each with four words or more.
    """
    haystacks = {path: f" {' '.join(words)} " for path, words in texts.items()}
    found: list[str] = []
    place = 0
    while place < len(quoted) and len(found) < MAX_PIECES:
        length, path = max(((_longest(quoted, place, hay), path) for path, hay in haystacks.items()), default=(0, ""))
        if length < LEAST_WORDS:
            return []
        found.append(path)
        place += length
        if 0 < len(quoted) - place < LEAST_WORDS:  # the last part may begin earlier
            place = len(quoted) - LEAST_WORDS
    return found if place >= len(quoted) else []


def _longest(quoted: Sequence[str], place: int, haystack: str) -> int:
    """Return how many of the words from a place on stand in a row in a text."""
    low, high = 0, len(quoted) - place
    while low < high:
        middle = (low + high + 1) // 2
        if f" {' '.join(quoted[place : place + middle])} " in haystack:
            low = middle
        else:
            high = middle - 1
    return low
