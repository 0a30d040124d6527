"""The words of a text as quotations are compared: stricter than a search, since accents and amounts count.

Case, blanks, punctuation, the kind of quotes and dashes, and the signs of Markdown are no difference.
"""

import re
import unicodedata
from functools import lru_cache

from clipper import text
from clipper.model.hyphenation import whole_words
from clipper.text.markup import without_markup

_AMOUNT_SIGNS = "%‰°"
_BETWEEN_DIGITS = r"(?<=\d)[.,:/](?=\d)"
_STAND_INS = {".": "\ue000", ",": "\ue001", ":": "\ue002", "/": "\ue003"}
"""Private characters for the signs between digits, as long as all other signs become blanks."""
_SIGNS = {stand_in: sign for sign, stand_in in _STAND_INS.items()}
_TO_LAST = "\ue004"
"""A private character before a mark that belongs to the letter before it, though that letter is a word of its own."""
_ADDED_CAPITAL = r"\[(\w)\](?=\w)"


def tokens(value: str) -> list[str]:
    """Return the words of a plain text in the form in which they are compared.

    A number with the points or commas in it is one word, so is the sign of a currency or of percent, and so is each
    character of a script without blanks.
    """
    value = unicodedata.normalize("NFC", text.limit_marks(value)).casefold()
    value = re.sub("[\ue000-\ue004]", " ", value)
    value = re.sub(_BETWEEN_DIGITS, lambda sign: _STAND_INS[sign[0]], value)
    value = value.translate({ord(letter): _replacement(letter) for letter in set(value)})
    return value.replace(f" {_TO_LAST}", "").replace(_TO_LAST, "").split()


def plain_article(body: str) -> str:
    """Return a Markdown text without its signs; the words that are broken at line ends are whole."""
    return whole_words(without_markup(body))


def without_added_marks(quoted: str) -> str:
    """Return a quotation in which `[T]he`, whose capital was changed, is `The`."""
    return re.sub(_ADDED_CAPITAL, r"\1", quoted)


@lru_cache(maxsize=4096)
def _replacement(letter: str) -> str | None:
    if letter in _SIGNS:
        return _SIGNS[letter]
    category = unicodedata.category(letter)
    if text.is_unspaced(letter):
        return f"{_TO_LAST}{letter} " if category[0] == "M" else f" {letter} "
    if category[0] in "LMN":
        return letter
    if category == "Sc" or letter in _AMOUNT_SIGNS:
        return f" {letter} "
    return None if category == "Cf" else " "
