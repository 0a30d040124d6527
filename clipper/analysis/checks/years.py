"""A year that a text speaks of as past: the sign that the text is younger than its date says."""

import re
from typing import NamedTuple

from clipper import text
from clipper.analysis.checks import tense

_LOOKED_AT = 2_000_000
_MOST = 500
"""So many years are looked at: a text with more of them is a table."""
_BEFORE, _AFTER = 160, 90
_QUOTED_BEFORE, _QUOTED_AFTER = 60, 30

# A year stands by itself: not in an amount, an address, a number with blanks or commas, `2022/23` and `2022-23` aside.
_YEAR = re.compile(
    r"(?<![0-9A-Za-z_$€£¥#@/&=%+-])(?<![0-9][.,:])(?<![0-9][ \u00a0\u202f])(?:1[5-9]|20)[0-9]{2}"
    r"(?![0-9]|[.,:][0-9]|[/-][0-9]{3}|[ \u00a0\u202f][0-9]{3}\b|[A-Za-z%°$€£])"
)
# A stop ends a sentence after a word, a year or a quote, but not after an initial: U.S. is none.
_CLOSING = "[\"'\u2019\u201d\u00bb)\\]]"
_END = re.compile(
    rf"(?:(?<=[^\W\d_][^\W\dA-Z_][.!?]){_CLOSING}*|(?<=[0-9][0-9][.!?]){_CLOSING}*|(?<=[.!?]{_CLOSING}))\s+(?=[^\sa-z])"
    r"|\n\s*\n|\n\s*(?=[>*+-]\s)|[\u3002\uff01\uff1f]"
)
_MARKS = re.compile('[*_`"\u201c\u201d\u201e\u00ab\u00bb\\[\\]]')


class Mention(NamedTuple):
    """A year that is spoken of as past: where it stands in the text, and the words around it."""

    year: int
    start: int
    words: str


def spoken_of(written: str, after: int, until: int) -> Mention | None:
    """Return the first mention of a year as past, of those after the one year and up to the other.

    Most years in the news that lie after its date are plans, so only one is believed whose words have no other reading.
    """
    looked_at = 0
    for found in _YEAR.finditer(written, 0, _LOOKED_AT) if after < until else ():
        if after < int(found[0]) <= until:
            looked_at += 1
            if looked_at > _MOST:
                return None
            before, behind = _halves(written, found)
            if tense.is_past(_plain(before), _plain(behind)) or _is_dateline(written, found, before, behind):
                return Mention(int(found[0]), found.start(), _quoted(before, found[0], behind))
    return None


def _halves(written: str, found: re.Match[str]) -> tuple[str, str]:
    """Return what stands before and after a year in its sentence, as far as it is looked at."""
    start = max(found.start() - _BEFORE, 0)
    before = written[start : found.start()]
    ends = [end.end() for end in _END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    elif start and not written[start - 1].isspace():
        before = before.partition(" ")[2]
    behind = written[found.end() : found.end() + _AFTER + 1]
    # The two digits before it may be the year's own: `in 2022. Then`.
    end = _END.search(written, found.start(), found.end() + _AFTER)
    if end:
        behind = behind[: max(end.start() - found.end(), 0)]
    elif len(behind) > _AFTER:
        behind = behind.rpartition(" ")[0]
    return before, behind


def _is_dateline(written: str, found: re.Match[str], before: str, behind: str) -> bool:
    """Tell whether a text begins with the day on which it appeared: `WASHINGTON, May 19, 2025 (Reuters) -`."""
    begun = written[: found.start()].strip() if found.start() < _BEFORE else "\n"
    return "\n" not in begun and begun == before.strip() and tense.is_dateline(_plain(before), _plain(behind))


def _plain(piece: str) -> str:
    """Return a piece of a sentence without case, accents, quotes and marks, and with single blanks."""
    piece = text.fold(piece).replace("\u2019", "'")
    return re.sub(r"\s+", " ", _MARKS.sub("", piece))


def _quoted(before: str, year: str, behind: str) -> str:
    """Return the words around a year, cut where whole words end."""
    before, behind = (re.sub(r"\s+", " ", text.safe(piece)) for piece in (before.lstrip(), behind.rstrip()))
    if len(before) > _QUOTED_BEFORE:
        before = before[-_QUOTED_BEFORE:]
        before = f"…{before.partition(' ')[2] or before}"
    if len(behind) > _QUOTED_AFTER:
        behind = behind[:_QUOTED_AFTER]
        behind = f"{behind.rpartition(' ')[0] or behind} …"
    return f"{before}{year}{behind}"
