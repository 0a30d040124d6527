"""The quotations in a text: what stands in quotation marks of any language, or in a block quote."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clipper import text
from clipper.model.paragraph import Paragraph

LEAST_WORDS = 4
"""A quotation with fewer words is rather a title or a term."""

_CLOSES = {
    "\u201d": "\u201c\u201e\u201d",
    "\u201c": "\u201e",
    "\u201f": "\u201e",
    "\u00bb": "\u00ab\u00bb",
    "\u00ab": "\u00bb",
    "\u203a": "\u2039\u203a",
    "\u2039": "\u203a",
    "\u300d": "\u300c",
    "\u300f": "\u300e",
    "\u2019": "\u2018\u201a",
    "\u2018": "\u201a",
    '"': '"',
}
"""Each mark that ends a quotation, with the marks that may have begun it."""
_OPENS = "\u201c\u201e\u00ab\u00bb\u2039\u203a\u300c\u300e"
_OPENS_BEFORE_WORD = '\u201d\u2018\u201a"'
"""Marks that begin a quotation only where a word follows them and none stands before them."""
_CLOSES_AFTER_WORD = '\u2019"'
"""Marks that end a quotation only where no word follows them: the apostrophe is no quotation mark."""
_MARK = '[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\u2018\u2019\u201a"]'
_MOST_NESTED = 8
_OMISSION = r"\[\s{0,9}(?:\.{3}|\u2026)\s{0,9}\]|\(\s{0,9}(?:\.{3}|\u2026)\s{0,9}\)|\.{3,}|[\u2026\u22ef]+"
_ADDITION = r"\[(?!\w\]\w)[^\[\]\n]{1,80}\]"
_GAP = rf"({_OMISSION})|{_ADDITION}"
MAX_OMITTED = 100
"""The most words between the parts of a quotation that an omission may stand for."""
_MAX_REPLACED = 12


class Run(NamedTuple):
    """A part of a quotation that claims to be word for word, and how many words may be left out before it."""

    text: str
    max_gap: int


class Quotation(NamedTuple):
    """Words in quotation marks on one line, and the line of the draft on which they begin."""

    line: int
    text: str

    def runs(self) -> list[Run]:
        """Return the parts between omissions, such as `…` and `[...]`, and additions, such as `[the minister]`."""
        runs: list[Run] = []
        max_gap = place = 0
        for gap in re.finditer(f"{_GAP}|$", self.text):
            run = self.text[place : gap.start()]
            if text.words(run):
                runs.append(Run(run, max_gap if runs else 0))
                max_gap = 0
            max_gap = max(max_gap, MAX_OMITTED if gap[1] else _MAX_REPLACED)
            place = gap.end()
        return runs


def find_quotations(paragraphs: Iterable[Paragraph], least_words: int = LEAST_WORDS) -> Iterator[Quotation]:
    """Yield the quotations of a draft that have enough words, in their order.

    Quotation marks inside a quotation belong to it. A quotation that is not closed ends with its paragraph: the next
    paragraph opens it again.
    """
    for paragraph in paragraphs:
        spans = list(_outermost(paragraph.text))
        if paragraph.is_block_quote and not spans:
            spans = [(0, len(paragraph.text))]
        for start, end in spans:
            words = text.one_line(paragraph.text[start:end])
            if text.count_words(words) >= least_words:
                yield Quotation(paragraph.line + paragraph.text.count("\n", 0, start), words)


def _outermost(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield where the quotations that are in no other one begin and end, without their marks."""
    end_of_last = 0
    for start, end in sorted(_spans(paragraph), key=lambda span: (span[0], -span[1])):
        if start >= end_of_last:
            yield start, end
            end_of_last = end


def _spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield where each quotation begins and ends, without its marks."""
    opened: list[tuple[str, int]] = []
    for match in re.finditer(_MARK, paragraph):
        mark, place = match[0], match.start()
        follows = paragraph[place + 1 : place + 2]
        opening = _opening_of(mark, follows, opened)
        if opening is not None:
            yield opened[opening][1], place
            del opened[opening:]
        elif len(opened) < _MOST_NESTED and _opens(mark, paragraph[max(place - 1, 0) : place], follows):
            opened.append((mark, place + 1))
    if opened and opened[0] == ("\u201c", 1):
        yield 1, len(paragraph)


def _opening_of(mark: str, follows: str, opened: list[tuple[str, int]]) -> int | None:
    """Return the place in `opened` of the mark that another mark closes, None if it closes none."""
    if mark in _CLOSES_AFTER_WORD and follows.isalnum():
        return None
    begun_by = _CLOSES.get(mark, "")
    return next((place for place in reversed(range(len(opened))) if opened[place][0] in begun_by), None)


def _opens(mark: str, before: str, follows: str) -> bool:
    if mark in _OPENS:
        return True
    return mark in _OPENS_BEFORE_WORD and bool(follows.strip()) and not before.isalnum()
