"""The quotes that are kept in the header of a clip: a list `quotes`, each item the words and who said them."""

import re
from typing import TYPE_CHECKING, NamedTuple

from clipper.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clipper.model.clip import Clip

KEY = "quotes"
NO_NAME = "\u2014 "
"""What is no part of a name at either end of it: the dash before a name, and blanks."""

_BEFORE_NAME = " \u2014 "


class Quote(NamedTuple):
    """The words of a quote on one line, and the name of who said them; empty if it is not known."""

    words: str
    speaker: str = ""


def parse(item: str) -> Quote:
    """Return the quote that an item of the list holds: `words — Name`, or only the words."""
    words, _, speaker = one_line(item).rpartition(_BEFORE_NAME)
    return Quote(words, speaker) if words else Quote(speaker)


def spell(quote: Quote) -> str:
    """Return a quote as an item of the list, from which `parse` returns it.

    Words without a name get shorter dashes, since a long one would begin a name.
    """
    words, speaker = one_line(quote.words), one_line(quote.speaker).strip(NO_NAME)
    if speaker:
        return words + _BEFORE_NAME + _with_short_dashes(speaker)
    return _with_short_dashes(words)


def _with_short_dashes(value: str) -> str:
    return re.sub("(?<= )\u2014(?= )", "\u2013", value)


def quotes_of(clip: "Clip") -> "Iterator[Quote]":
    """Yield the quotes that are kept in a clip."""
    return map(parse, clip.values(KEY))
