"""What may reach a terminal: each character that could act on it, or that nobody can see, becomes a visible one."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate

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
    from clipper.text import invisible

    def judge(match: re.Match[str]) -> str:
        character = match[0]
        stays = character in allowed or invisible.is_needed(whole or value, start + match.start())
        return character if stays else replacement(character)

    return _suspect().sub(judge, value)


@cache
def _suspect() -> re.Pattern[str]:
    from clipper.text.invisible import SUSPECT

    return re.compile(SUSPECT)


@cache
def _never() -> re.Pattern[str]:
    from clipper.text.invisible import IN_NO_TEXT

    return re.compile(rf"(?![\n\t]){IN_NO_TEXT}")


def _visible(character: str) -> str:
    if character in _BLANKS:
        return " "
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - the control pictures have the order of the controls
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"  # noqa: PLR2004
