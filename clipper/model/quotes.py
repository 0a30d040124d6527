"""The quotes that are kept in the header of a clip: a list `quotes`, each item the words and who said them."""

from typing import TYPE_CHECKING, NamedTuple

from clipper.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clipper.model.clip import Clip

KEY = "quotes"
_BEFORE_NAME = " \u2014 "
_PLAIN_DASH = " \u2013 "


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
    words, speaker = (one_line(value) for value in quote)
    if speaker:
        return words + _BEFORE_NAME + speaker.replace(_BEFORE_NAME, _PLAIN_DASH)
    return words.replace(_BEFORE_NAME, _PLAIN_DASH)


def quotes_of(clip: "Clip") -> "Iterator[Quote]":
    """Yield the quotes that are kept in a clip."""
    return map(parse, clip.values(KEY))
