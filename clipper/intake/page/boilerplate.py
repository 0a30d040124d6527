"""Boilerplate: trim the blocks around an article that only repeat its fields, or advertise and link other pages."""

import re
from collections.abc import Sequence

from clipper import text
from clipper.intake import people
from clipper.intake.page import phrases
from clipper.intake.page.metadata import dates
from clipper.text import split_words

_LINK = re.compile(r"(?<!\\)!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_MAX_WORDS = 40
_MAX_CHARACTERS = 12 * _MAX_WORDS
"""A longer block is never boilerplate."""
_BLOCKS_AT_TOP = 6
_MIN_BLOCKS = 3
"""Blocks that a text has before a row of links at its end counts as boilerplate."""
_MAX_KICKER = 60
_MAX_DATELINE_WORDS = 15
_MAX_SUBTITLE_WORDS = 12
"""A longer description is the lead, which belongs to the text; a shorter one is a subtitle, which the field has."""
_RULE = "* * *"
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", "“", "。", "」", ":")
_MIN_BARS = 2
_MIN_REPEATED = 6
_SYMBOLS = frozenset("✕✖×‹›«»<>-–—.|•·▲▼←↑→↓ ")
_MIN_LINKED = 0.8
"""A block is a row of links if links are at least this share of its characters."""


def trim_boilerplate(
    blocks: Sequence[str], *, title: str, description: str, date: str, authors: Sequence[str]
) -> list[str]:
    """Return the Markdown blocks of an article without boilerplate; the other parameters are the fields of the clip.

    If nothing but the description would remain, it is the article.
    """
    remaining = _Trimmer(title, description, date, authors).trim(blocks)
    return remaining or _Trimmer(title, "", date, authors).trim(blocks)


class _Trimmer:
    """The fields of a clip, prepared for the comparison with blocks."""

    def __init__(self, title: str, description: str, date: str, authors: Sequence[str]) -> None:
        subtitle = description if len(split_words(description)) <= _MAX_SUBTITLE_WORDS else ""
        self._title = " ".join(split_words(title))
        self._fields = {" ".join(split_words(value)) for value in (title, subtitle) if value}
        self._day = date[: len("2025-05-19")]
        self._authors = {text.fold(name) for name in authors}

    def trim(self, blocks: Sequence[str]) -> list[str]:
        remaining = [block for block in blocks if not (_is_short(block) and phrases.is_boilerplate(block))]
        remaining = [
            block
            for index, block in enumerate(remaining)
            if block != _RULE or remaining[index - 1 : index] not in ([], [_RULE])
        ]
        remaining = remaining[self._count_leading(remaining) :]
        if len(remaining) > 1 and _is_beginning(remaining[0], remaining[1]):
            del remaining[0]
        while remaining and (remaining[-1].startswith("#") or _is_trailing(remaining) or _is_symbol(remaining[-1])):
            remaining.pop()
        return remaining

    def _count_leading(self, blocks: Sequence[str]) -> int:
        """Return how many blocks at the top repeat the fields; short lines between those count too."""
        count = 0
        for index, block in enumerate(blocks[:_BLOCKS_AT_TOP]):
            if self._repeats_fields(block):
                count = index + 1
            elif len(block) > _MAX_KICKER or block.rstrip("*").endswith(_SENTENCE_ENDS):
                break
        return count

    def _repeats_fields(self, block: str) -> bool:
        """Tell whether a block is the headline, the description, the byline, the date, a row of links, or empty.

        The headline may have its kicker or its subtitle beside it.
        """
        plain = _LINK.sub(r"\1", block).replace("*", "")
        words = split_words(plain)
        line = " ".join(words)
        if line in self._fields or not words:
            return True
        if block.startswith("#") and (line.startswith(f"{self._title} ") or line.endswith(f" {self._title}")):
            return len(line) < 2 * len(self._title)
        if not _is_short(block):
            return False
        names = {text.fold(name) for name in people.parse_bylines([plain]).people}
        if names and names <= self._authors:
            return True
        has_day = self._day and dates.find_date(plain)[: len(self._day)] == self._day
        return bool(has_day and len(words) <= _MAX_DATELINE_WORDS) or _is_row_of_links(block)


def _is_trailing(blocks: Sequence[str]) -> bool:
    """Tell whether the last block of a text is a rule, or a row of links below it."""
    return blocks[-1] == _RULE or (
        len(blocks) >= _MIN_BLOCKS and _is_short(blocks[-1]) and _is_row_of_links(blocks[-1])
    )


def _is_beginning(lead: str, text: str) -> bool:
    """Tell whether a lead only repeats the beginning of the text below it."""
    words, below = split_words(lead), split_words(text[: 2 * len(lead)])
    return _MIN_REPEATED <= len(words) < len(below) and words == below[: len(words)]


def _is_symbol(block: str) -> bool:
    """Tell whether a block shows only signs, as the button that closes a box does."""
    return block != _RULE and _SYMBOLS.issuperset(block.replace("\\", ""))


def _is_short(block: str) -> bool:
    return len(block) < _MAX_CHARACTERS and len(block.split()) <= _MAX_WORDS


def _is_row_of_links(block: str) -> bool:
    """Tell whether a block is little more than links, or short words with bars between them."""
    if block.count(" | ") >= _MIN_BARS and len(block) < 2 * _MAX_KICKER and not block.startswith("|"):
        return True
    linked = sum(len(link[1]) for link in _LINK.finditer(block) if not link[0].startswith("!"))
    return linked > 0 and linked >= len(_LINK.sub(r"\1", block)) * _MIN_LINKED
