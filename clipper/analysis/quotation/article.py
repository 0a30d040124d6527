"""The text of an article as a reader sees it, in which the words of a quotation are found."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from clipper.analysis.diff import Difference
from clipper.analysis.quotation.alignment import align, find
from clipper.analysis.quotation.changes import difference
from clipper.analysis.quotation.tokens import plain_article, tokens

_PIECE = r"[^\s\u2010-\u2014-]+[\u2010-\u2014-]*|[\u2010-\u2014-]+"
_NEAR = 50
"""The least share of the words, in percent, that a passage has in common with a quotation to be near it."""
_MOST_WORDS = 400
"""Of a longer quotation only so many words are looked for where it is not in the text."""


class Passage(NamedTuple):
    """Where a passage begins and ends in the text of an article."""

    start: int
    end: int


class _Piece(NamedTuple):
    """A part of the text without blanks; `first` is the number of the first of its words."""

    start: int
    text: str
    first: int


class Article:
    """The text of an article without the signs of Markdown; `text` is what a reader sees."""

    def __init__(self, body: str) -> None:
        self.text = plain_article(body)

    def find(self, words: str) -> Passage | None:
        """Return where these words stand for the first time; None if they do not.

        Quotation marks, other punctuation, dashes, blanks and case are no difference. A mark that ends the words
        belongs to the passage if it stands there.
        """
        quoted = tokens(words)
        place = find(quoted, self.words) if quoted else None
        if place is None:
            return None
        start, end = self._start(place), self._end(place + len(quoted) - 1)
        marks = re.search(r"[^\w\s]*\Z", words.rstrip("\u201c\u201d\u00bb\u00ab\"' \t\r\n"))
        # A sign such as % is a word, and no mark: the passage ends before one that the quotation does not have.
        while end < len(self.text) and marks and self.text[end] in marks[0] and not tokens(self.text[end]):
            end += 1
        return Passage(start, end)

    def nearest(self, words: str) -> Difference | None:
        """Return the difference that leads from these words to the passage that is nearest; None if none is near."""
        quoted = tokens(words)[:_MOST_WORDS]
        found = align(quoted, self.words) if quoted else None
        if found is None or 100 * found.cost > (100 - _NEAR) * len(quoted):
            return None
        return difference(words, self.text, found.steps, len(quoted))

    @cached_property
    def _pieces(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        number = 0
        for match in re.finditer(_PIECE, self.text):
            pieces.append(_Piece(match.start(), match[0], number))
            number += len(tokens(match[0]))
        return pieces

    @cached_property
    def words(self) -> list[str]:
        """The words of the text in the form in which they are compared."""
        return [word for piece in self._pieces for word in tokens(piece.text)]

    def _piece_with(self, number: int) -> _Piece:
        return self._pieces[bisect_right(self._pieces, number, key=lambda piece: piece.first) - 1]

    def _start(self, number: int) -> int:
        """Return where the word of this number begins, without the marks before it."""
        piece = self._piece_with(number)
        rest = tokens(piece.text)[number - piece.first :]
        cuts = range(len(piece.text))
        start = bisect_left(cuts, -len(rest), key=lambda cut: -len(tokens(piece.text[cut:])))
        while tokens(piece.text[start + 1 :]) == rest:
            start += 1
        return piece.start + start

    def _end(self, number: int) -> int:
        """Return where the word of this number ends, without the marks after it."""
        piece = self._piece_with(number)
        head = tokens(piece.text)[: number - piece.first + 1]
        cuts = range(len(piece.text) + 1)
        end = bisect_right(cuts, len(head), key=lambda cut: len(tokens(piece.text[:cut]))) - 1
        while tokens(piece.text[: end - 1]) == head:
            end -= 1
        return piece.start + end
