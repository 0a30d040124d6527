"""Join the lines of a text that was wrapped, such as one copied out of a PDF, and the words that are broken there."""

import re

from clipper import text
from clipper.model.hyphenation import BrokenWord, broken_words
from clipper.model.line_breaks import meant_breaks, wrap_width

_PARAGRAPH_END = r"(\n(?:[ \t]*\n)+)"
_BLOCK = r"[ \t]{0,3}(?:#{1,6}\s|>|[-*+]\s|\d{1,9}[.)]\s|\||```|~~~|[-*_=]{3,}\s*$|<)|[ ]{4}|\t"
_SHARE = 3
"""The lines are offered to be joined if one in so many ends with a broken word."""
_FEWEST = 2


def has_broken_words(value: str) -> bool:
    """Tell whether a third of the lines that another line of the paragraph follows end with a broken word."""
    unbroken = value.replace("\r\n", "\n")
    breaks = sum(len(part.strip("\n").split("\n")) - 1 for part in re.split(r"\n[ \t]*\n", unbroken))
    broken = sum(1 for _ in broken_words(unbroken))
    return broken >= _FEWEST and _SHARE * broken >= breaks


def join_lines(value: str) -> str:
    """Return a text with each paragraph on one line, and its broken words whole.

    The lines of poems, transcripts, tables, lists, quotations and code stay. A hyphen stays where the text has the word
    with a hyphen elsewhere, or where a capital or a short first part shows that it belongs to the word.
    """
    lines = value.replace("\r\n", "\n")
    known = set(text.words(lines))
    compounds = {match[0].lower() for match in re.finditer(r"[^\W\d_]{1,60}-[^\W\d_]{1,60}", lines)}
    width = wrap_width(lines)
    parts = re.split(_PARAGRAPH_END, lines)
    parts[::2] = [_join(part, width, known, compounds) for part in parts[::2]]
    return "".join(parts)


def _join(paragraph: str, width: int, known: set[str], compounds: set[str]) -> str:
    lines = paragraph.split("\n")
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) <= 1 or any(re.match(_BLOCK, line) for line in lines):
        return paragraph
    joined = lines[0].rstrip(" \t")
    for line, is_meant in zip(lines[1:], meant_breaks(lines, width), strict=True):
        broken = None if is_meant else next(broken_words(f"{joined[-_TAIL:]}\n{line}"), None)
        if broken and joined.endswith((*_HYPHENS,)):
            joined = joined[:-1] + ("-" if _keeps_hyphen(broken, known, compounds) else "") + line.strip(" \t")
        else:
            joined += ("\n" if is_meant else _between(line, joined)) + line.strip(" \t")
    return joined + paragraph[len(paragraph.rstrip("\n")) :]


def _between(line: str, before: str) -> str:
    """Return what comes between two lines: nothing between letters of a script without blanks."""
    return "" if text.is_unspaced(before[-1:]) and text.is_unspaced(line.lstrip()[:1]) else " "


def _keeps_hyphen(broken: BrokenWord, known: set[str], compounds: set[str]) -> bool:
    if text.fold(broken.joined) in known:
        return False
    return not broken.after[0].islower() or f"{broken.before}-{broken.after}".lower() in compounds


_HYPHENS = ("-", "\u2010", "\xad", "\xac")
_TAIL = 80
