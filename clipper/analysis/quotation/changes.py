"""The difference between a quotation and what was kept, in the words as they are written."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from clipper import text
from clipper.analysis.diff import ADDED, REMOVED, SAME, Difference, RunKind, WordRun
from clipper.analysis.quotation.alignment import Step
from clipper.analysis.quotation.tokens import plain_article, tokens, without_added_marks

_WITH_DASH = "[^-\u2010-\u2014]*[-\u2010-\u2014]*"


def difference(quoted: str, body: str, steps: Sequence[Step], length: int) -> Difference:
    """Return the difference that leads from the first `length` words of a quotation to those of an article.

    What is quoted and was not kept is a removed run, what was kept and is not quoted is an added one.
    """
    words = _words(steps, as_written(without_added_marks(quoted))[:length], as_written(plain_article(body)))
    runs = groupby(words, key=lambda word: word[0])
    return Difference(tuple(WordRun(kind, tuple(word for _, word in group if word)) for kind, group in runs))


def _words(steps: Sequence[Step], quoted: Sequence[str], kept: Sequence[str]) -> Iterator[tuple[RunKind, str]]:
    """Yield the words of both texts in their order: of a changed word first what is quoted, then what was kept."""
    added: list[str] = []
    for step in steps:
        is_same = step.quoted is not None and step.kept is not None and _is_same(quoted[step.quoted], kept[step.kept])
        if is_same:
            yield from ((ADDED, word) for word in added)
            added.clear()
        if step.quoted is not None:
            yield SAME if is_same else REMOVED, quoted[step.quoted]
        if step.kept is not None and not is_same:
            added.append(kept[step.kept])
    yield from ((ADDED, word) for word in added)


def _is_same(quoted: str, kept: str) -> bool:
    return tokens(quoted) == tokens(kept)


def as_written(value: str) -> list[str]:
    """Return for each word that `tokens` yields how it is written, with the blank before it and the marks around it.

    Where several words are written as one, the first of them has it, and the others are empty.
    """
    shown: list[str] = []
    pieces = [piece for word in text.spaced_words(value) for piece in re.findall(_WITH_DASH, word) if piece]
    numbers = {piece: len(tokens(piece)) for piece in set(pieces)}
    for piece in pieces:
        number = numbers[piece]
        if number:
            shown += [piece, *[""] * (number - 1)]
        elif shown and not piece[0].isspace():
            shown[-1] += piece
    return shown
