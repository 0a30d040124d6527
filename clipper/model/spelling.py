"""What a mistyped word was meant to be."""

from collections.abc import Iterable

_LEAST_SIMILAR = 0.6


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word that one is most similar to, empty if there is none; case does not matter."""
    from difflib import get_close_matches

    by_key = {other.casefold(): other for other in words}
    found = get_close_matches(word.casefold(), by_key, n=1, cutoff=_LEAST_SIMILAR)
    return by_key[found[0]] if found else ""


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the end of a message about a word that is unknown: `; did you mean list?`, empty if none is near."""
    near = nearest(word, words)
    return f"; did you mean {near}?" if near else ""
