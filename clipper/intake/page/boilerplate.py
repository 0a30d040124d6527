"""The edges of an article: what was taken for its text, but says who wrote it, when, or what else there is to read."""

import re
from collections.abc import Sequence

from clipper import text
from clipper.intake.page import phrases
from clipper.intake.page.metadata import dates, people
from clipper.intake.page.metadata.claims import split_words

_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_LONGEST = 40
"""Words of a paragraph that may be none of the article's."""
_TOP, _BOTTOM = 6, 5
_KICKER = 60
_SENTENCE = (".", "!", "?", "…", "”", "»", "“", "。", "」", ":")
_BARS = 2
_LINKED = 0.8


class Article:
    """The paragraphs of an article, and what stands in fields of their own."""

    def __init__(
        self, blocks: Sequence[str], *, title: str, description: str, date: str, authors: Sequence[str]
    ) -> None:
        self._blocks = list(blocks)
        self._said = {" ".join(split_words(value)) for value in (title, description) if value}
        self._day = date[: len("2025-05-19")]
        self._names = {text.fold(name) for name in authors}

    def trimmed(self) -> list[str]:
        """Return the paragraphs that are the article's."""
        blocks = [block for block in self._blocks if not (_is_short(block) and phrases.is_leftover(block))]
        blocks = blocks[self._head(blocks) :]
        while blocks and (blocks[-1].startswith("#") or self._is_at_the_end(blocks, blocks[-1])):
            blocks.pop()
        return blocks

    def _head(self, blocks: Sequence[str]) -> int:
        """Return how many paragraphs at the top say only what the fields say, with short lines between them."""
        head = 0
        for place, block in enumerate(blocks[:_TOP]):
            if self._is_said(block):
                head = place + 1
            elif len(block) > _KICKER or block.rstrip("*").endswith(_SENTENCE):
                break
        return head

    def _is_said(self, block: str) -> bool:
        """Tell whether a paragraph is the headline, the description, the byline, the day, or a row of links."""
        plain = _LINK.sub(r"\1", block).replace("*", "")
        words = split_words(plain)
        if " ".join(words) in self._said or not words:
            return True
        if not _is_short(block):
            return False
        named = {text.fold(name) for name in people.parse_bylines([plain]).people}
        if named and named <= self._names:
            return True
        if self._day and dates.find_date(plain)[: len(self._day)] == self._day and len(words) <= _KICKER // 4:
            return True
        return _is_links(block)

    @staticmethod
    def _is_at_the_end(blocks: Sequence[str], block: str) -> bool:
        return len(blocks) > _BOTTOM // 2 and _is_short(block) and _is_links(block)


def _is_short(block: str) -> bool:
    return len(block) < _LONGEST * 12 and len(block.split()) <= _LONGEST


def _is_links(block: str) -> bool:
    """Tell whether a paragraph is nothing but links, or short words with bars between them."""
    if block.count(" | ") >= _BARS and len(block) < 2 * _KICKER and not block.startswith("|"):
        return True
    words = sum(len(found[1]) for found in _LINK.finditer(block) if not found[0].startswith("!"))
    return words > 0 and words >= len(_LINK.sub(r"\1", block)) * _LINKED
