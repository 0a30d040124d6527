"""Text: what a word is, what a file name may hold, and what may reach a terminal."""

import re
import unicodedata
from functools import cache

# Scripts written without blanks between words, and Hangul, whose particles cling to the noun: each character is
# a word of its own, so that a search finds a part of a run.
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f40-\u0fbc"  # Tibetan
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
_SPACED_BYTES = bytes({*range(0xE0), 0xE2})  # up to U+07FF, and the punctuation and signs from U+2000
_ASCII_WORD = re.compile(r"[0-9a-z]+")


@cache
def _unspaced() -> re.Pattern[str]:
    """Compile a pattern when it is first needed: its wide ranges take longer than any other import of this module."""
    return re.compile(f"[{_UNSPACED}]")


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def fold(value: str) -> str:
    """Return the text without case and accents: the form in which texts are compared."""
    if value.isascii():
        return value.lower()
    value = unicodedata.normalize("NFKD", value).casefold()
    if not value.isascii():
        value = unicodedata.normalize("NFKD", value)
        value = "".join([letter for letter in value if not unicodedata.category(letter).startswith("M")])
        value = unicodedata.normalize("NFC", value)
    return value


def words(value: str) -> list[str]:
    """Return the words of a text in order: folded runs of letters and digits.

    A character of a script that is written without blanks is a word by itself.
    """
    if value.isascii():
        return _ASCII_WORD.findall(value.lower())
    # Most pieces of most texts are ASCII: only the others pay for their accents.
    return _word().findall(" ".join([piece.lower() if piece.isascii() else fold(piece) for piece in value.split()]))


def spaced_words(value: str) -> list[str]:
    """Return the words of a text as they are written, marks and all, each with a blank before it if there is any.

    A character of a script that is written without blanks is a word by itself; the first word has a blank, too.
    """
    if value.isascii():
        return [f" {word}" for word in value.split()]
    return [f" {piece.lstrip()}" if piece[0].isspace() else piece for piece in _piece().findall(f" {value}")]


def is_unspaced(word: str) -> bool:
    """Tell whether a word is a character of a script that is written without blanks."""
    return len(word) == 1 and bool(_unspaced().match(word))


def count_words(value: str) -> int:
    """Count the words of a body as a reader would: by blanks, and by characters where there are no blanks."""
    # Whether such scripts are there at all is told by the bytes of UTF-8: that is ten times as fast as a pattern.
    if not value.isascii() and value.encode("utf-8", "replace").translate(None, _SPACED_BYTES):
        value = _unspaced().sub(" x ", value)
    return len(value.split())


def count(number: int, noun: str) -> str:
    """Return how many there are of something: `1 clip`, `20 clips`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(value: str) -> str:
    """Return the text with every run of blanks and line ends as one blank."""
    return " ".join(value.split())


def shorten(value: str, length: int) -> str:
    """Cut a line at a word so that it has at most `length` characters, the ellipsis among them."""
    value = one_line(value)
    if len(value) <= length:
        return value
    cut = value[: length - 1]
    if not value[length - 1].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-\u2013\u2014") + "…"


def slug(value: str, limit: int) -> str:
    """Return the text as a part of a file name: lower case, letters of any script, at most `limit` UTF-8 bytes."""
    value = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", value).lower())
    value = re.sub(r"['\u2019\u02bc]", "", value)
    pieces = [piece for piece in re.split(r"[\W_]+", value) if piece]
    result = "-".join(pieces)
    if len(result.encode("utf-8", "replace")) <= limit:
        return result
    result = result.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
    return (result[: result.rindex("-")] if "-" in result[limit // 2 :] else result).strip("-")


# What a terminal may act on, or what hides or turns text: controls, bidirectional and invisible format characters,
# line separators, byte-order marks, the tag block, and surrogates, which no encoding can carry.
_FORBIDDEN = (
    "\x00-\x1f\x7f-\x9f\u061c\u180e\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
_UNSAFE = re.compile(f"[{_FORBIDDEN}]")
_UNSAFE_IN_LINES = re.compile(f"(?![\n\t])[{_FORBIDDEN}]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def is_safe(value: str) -> bool:
    """Tell whether a text, line ends and tabs aside, may go to a terminal as it stands."""
    return not _UNSAFE_IN_LINES.search(value)


def safe(value: str) -> str:
    """Return the text as one line that a terminal cannot act on: each dangerous character is a visible stand-in."""
    return value if value.isprintable() else _UNSAFE.sub(_stand_in, value)


def safe_lines(value: str) -> str:
    """Return the text made safe as `safe` does, its lines and tabs kept."""
    if value.replace("\n", " ").replace("\t", " ").isprintable():  # ten times as fast as to look for what is not there
        return value
    return _UNSAFE_IN_LINES.sub(_stand_in, _LINE_ENDS.sub("\n", value))


def strip_unsafe(value: str) -> str:
    """Return the text without the characters for which `safe` shows stand-ins; its lines and tabs are kept."""
    return value if is_safe(value) else _UNSAFE_IN_LINES.sub("", value)


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character in _BLANKS:
        return " "
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the control pictures stand in the order of the controls
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"  # noqa: PLR2004
