"""Text: split it into words, shorten it, make file names of it, and make it safe for a terminal."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

# Scripts without blanks between words, and Hangul, which joins particles to nouns: each character is a word of its own,
# so that a search finds a part of a longer word.
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f40-\u0fbc"  # Tibetan
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
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
    return re.compile(f"[{_UNSPACED}]")


@cache
def _spaced_word() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


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


_LINE_ENDS = "\r\n|[\r\u0085\u2028\u2029]"
_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_PRINTABLE_BUT_INVISIBLE = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, 0xFFA0, 0x1D159))
).union(map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0)))
"""What is letter, mark or symbol to Python, but draws nothing."""


def is_plain(value: str) -> bool:
    """Tell in a moment whether a text has only what can be seen; nearly every text is plain, and then safe."""
    return value.isprintable() and (value.isascii() or _PRINTABLE_BUT_INVISIBLE.isdisjoint(value))


def is_suspect(value: str) -> bool:
    """Tell whether a text has a character that is unsafe, or would be beside other letters."""
    return not is_plain(value) and _suspect().search(value) is not None


def is_safe(value: str) -> bool:
    """Tell whether a text may go to a terminal unchanged; newlines and tabs are allowed."""
    return escape_unsafe(value, lambda _: "") == value


def safe(value: str) -> str:
    """Return the text as one line that a terminal cannot act on: each unsafe character becomes a visible one."""
    return value if is_plain(value) else _replace(value, _visible, "")


def safe_lines(value: str) -> str:
    """Return the text made safe as by `safe`, but with its newlines and tabs."""
    if is_plain(value.replace("\n", " ").replace("\t", " ")):  # ten times as fast as the regex
        return value
    return escape_unsafe(re.sub(_LINE_ENDS, "\n", value), _visible)


def safe_pieces(pieces: Sequence[str]) -> Sequence[str]:
    """Return the pieces of one text made safe as by `safe`; a joiner may join letters of two pieces."""
    whole = "".join(pieces)
    if is_plain(whole):
        return pieces
    starts = accumulate(map(len, pieces), initial=0)
    return [_replace(piece, _visible, "", whole, start) for piece, start in zip(pieces, starts, strict=False)]


def safe_piece(value: str) -> str:
    """Return a piece of a text made safe as by `safe_lines`, but with the joiners that the other pieces may need."""
    return _never().sub(lambda match: _visible(match[0]), re.sub(_LINE_ENDS, "\n", value))


def escape_unsafe(value: str, escape: Callable[[str], str]) -> str:
    """Return the text with each unsafe character replaced by its escape; newlines and tabs stay."""
    return value if is_plain(value) else _replace(value, escape, "\n\t")


def strip_unsafe(value: str) -> str:
    """Return the text without the unsafe characters that `safe` replaces; newlines and tabs stay."""
    return escape_unsafe(value, lambda _: "")


def strip_unsafe_piece(value: str) -> str:
    """Return a piece of a text without what no text needs; newlines, tabs and joiners stay."""
    return value if is_plain(value) else _never().sub("", value)


def _replace(value: str, replacement: Callable[[str], str], allowed: str, whole: str = "", start: int = 0) -> str:
    """Replace what no script needs; `value` may be a piece of the `whole` text, where it begins at `start`."""
    if not is_suspect(value):
        return value
    from clipper import invisible

    def judge(match: re.Match[str]) -> str:
        character = match[0]
        stays = character in allowed or invisible.is_needed(whole or value, start + match.start())
        return character if stays else replacement(character)

    return _suspect().sub(judge, value)


@cache
def _suspect() -> re.Pattern[str]:
    from clipper.invisible import SUSPECT

    return re.compile(SUSPECT)


@cache
def _never() -> re.Pattern[str]:
    from clipper.invisible import IN_NO_TEXT

    return re.compile(rf"(?![\n\t]){IN_NO_TEXT}")


def _visible(character: str) -> str:
    if character in _BLANKS:
        return " "
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the control pictures have the order of the controls
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"  # noqa: PLR2004
