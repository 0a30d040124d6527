"""Texts: split them into words, compare, count and shorten them, and make file names of them."""

import codecs
import re
import unicodedata
from functools import cache

# Scripts without blanks between words, and Hangul, which joins particles to nouns: each character is a word of its own,
# so that a search finds a part of a longer word.
UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f40-\u0fbc"  # Tibetan
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
"""The ranges of these characters, as a class of characters in a regex has them."""

_SPACED_BYTES = bytes({*range(0xE0), 0xE2})  # up to U+07FF, and the punctuation and signs from U+2000
_ASCII_WORD = r"[0-9a-z]+"
_MAX_MARKS = 30
# No mark is a letter, but two Japanese letters become marks. All marks can be missed but the small iota of Greek, which
# is folded to a letter.
_MARKS = rf"(?:[^\w\s\x00-\x7f]|[\uff9e\uff9f]){{{_MAX_MARKS + 1},}}"
_IOTA_BELOW = "\u0345"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # it begins with the mark of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Each byte order mark with its encoding."""


@cache
def _unspaced() -> re.Pattern[str]:
    """Compile the pattern when it is first needed: its wide ranges would slow down each start."""
    return re.compile(f"[{UNSPACED}]")


@cache
def _spaced_word() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}]+)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def fold(value: str) -> str:
    """Return the text in lower case and without accents: the form in which texts are compared."""
    if value.isascii():
        return value.lower()
    value = unicodedata.normalize("NFKD", limit_marks(value)).casefold()
    if not value.isascii():
        value = unicodedata.normalize("NFKD", value)
        value = "".join([letter for letter in value if not unicodedata.category(letter).startswith("M")])
        value = unicodedata.normalize("NFC", value)
    return value


def limit_marks(value: str) -> str:
    """Return the text without the marks of each run of more than 30: Unicode sorts a run in the square of its length.

    No language puts more than a few marks on a letter (UAX 15, stream-safe text).
    """
    if len(value) <= _MAX_MARKS:
        return value
    return re.sub(_MARKS, lambda run: "".join([mark for mark in run[0] if not _is_sorted(mark)]), value)


def _is_sorted(character: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0 and character != _IOTA_BELOW


def words(value: str) -> list[str]:
    """Return the words of a text in order: folded runs of letters and digits.

    In scripts without blanks between words, each character is a word.
    """
    if value.isascii():
        return re.findall(_ASCII_WORD, value.lower())
    # Most parts of most texts are ASCII, for which folding is just lower case.
    return _word().findall(" ".join([part.lower() if part.isascii() else fold(part) for part in value.split()]))


def split_words(value: str) -> list[str]:
    """Return the words of a short text, folded; a run of letters of any script is one word.

    `words` also splits scripts without spaces, but compiles a regex for it that takes as long as reading a page.
    """
    if value.isascii():
        return words(value)
    return "".join(letter if letter.isalnum() else " " for letter in fold(value)).split()


def spaced_words(value: str) -> list[str]:
    """Return the words of a text with their case and punctuation, each with a blank before it if the text has one.

    The first word always has a blank. In scripts without blanks between words, each character is a word.
    """
    if value.isascii():
        return [f" {word}" for word in value.split()]
    found = _spaced_word().findall(f" {value.rstrip()}")
    return [f" {word.lstrip()}" if word[0].isspace() else word for word in found]


def is_unspaced(word: str) -> bool:
    """Tell whether a word is a character of a script without blanks between words."""
    return len(word) == 1 and bool(_unspaced().match(word))


def count_words(value: str) -> int:
    """Count the words of a text: separated by blanks, or by character in scripts without blanks."""
    # The bytes of UTF-8 show whether there are such scripts at all, ten times as fast as a regex does.
    if not value.isascii() and value.encode("utf-8", "replace").translate(None, _SPACED_BYTES):
        value = _unspaced().sub(" x ", value)
    return len(value.split())


def with_noun(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 clip` or `20 clips`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(value: str) -> str:
    """Return the text with each run of whitespace replaced by one blank."""
    return " ".join(value.split())


def shorten(value: str, length: int) -> str:
    """Return the text on one line, cut between words to at most `length` characters with the ellipsis."""
    value = one_line(value)
    if len(value) <= length:
        return value
    cut = value[: length - 1]
    if not value[length - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-\u2013\u2014") + "…"


def slug(value: str, limit: int) -> str:
    """Return the text as a part of a file name: lower-case letters of any script, at most `limit` UTF-8 bytes."""
    value = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", limit_marks(value)).lower())
    value = re.sub(r"['\u2019\u02bc]", "", value)
    result = "-".join(part for part in re.split(r"[\W_]+", value) if part)
    if len(result.encode("utf-8", "replace")) <= limit:
        return result
    result = result.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
    return (result[: result.rindex("-")] if "-" in result[limit // 2 :] else result).strip("-")
