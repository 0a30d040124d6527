"""Years that a text speaks of as past: a year after the date of a clip shows that the date is too early."""

import re
from typing import NamedTuple

from clipper import text
from clipper.analysis.checks import tense

_MAX_CHARACTERS = 2_000_000
_MAX_YEARS = 500
"""A text with more years than this is a table, and none of them is examined further."""
_CHARACTERS_BEFORE, _CHARACTERS_AFTER = 160, 90
_QUOTED_BEFORE, _QUOTED_AFTER = 60, 30

# A year by itself: not in an amount, an address, or a number with blanks or commas; `2022/23` and `2022-23` are years.
_YEAR = re.compile(
    r"(?<![0-9A-Za-z_$€£¥#@/&=%+-])(?<![0-9][.,:])(?<![0-9][ \u00a0\u202f])(?:1[5-9]|20)[0-9]{2}"
    r"(?![0-9]|[.,:][0-9]|[/-][0-9]{3}|[ \u00a0\u202f][0-9]{3}\b|[A-Za-z%°$€£])"
)
# A full stop ends a sentence after a word, a year or a quote, but not after an initial, as in U.S.
_CLOSING_MARKS = "[\"'\u2019\u201d\u00bb)\\]]"
_SENTENCE_END = re.compile(
    rf"(?:(?<=[^\W\d_][^\W\dA-Z_][.!?]){_CLOSING_MARKS}*|(?<=[0-9][0-9][.!?]){_CLOSING_MARKS}*|(?<=[.!?]{_CLOSING_MARKS}))\s+(?=[^\sa-z])"
    r"|\n\s*\n|\n\s*(?=[>*+-]\s)|[\u3002\uff01\uff1f]"
)
_MARKUP = re.compile('[*_`"\u201c\u201d\u201e\u00ab\u00bb\\[\\]]')


class Mention(NamedTuple):
    """A year that is spoken of as past: its offset in the text, and the words around it."""

    year: int
    start: int
    words: str


def find_past_year(prose: str, after: int, until: int) -> Mention | None:
    """Return the first mention of a year as past, among the years later than `after` and no later than `until`.

    Most mentions of a year after the date of a text are plans, so a mention counts only if it has no other reading.
    """
    if after >= until:
        return None
    number = 0
    for match in _YEAR.finditer(prose, 0, _MAX_CHARACTERS):
        if after < int(match[0]) <= until:
            number += 1
            if number > _MAX_YEARS:
                return None
            before, behind = _sentence_around(prose, match)
            if tense.is_past(_normalize(before), _normalize(behind)) or _is_dateline(prose, match, before, behind):
                return Mention(int(match[0]), match.start(), _quote(before, match[0], behind))
    return None


def _sentence_around(prose: str, year: re.Match[str]) -> tuple[str, str]:
    """Return the parts of the sentence before and after a year, cut to as many characters as are examined."""
    start = max(year.start() - _CHARACTERS_BEFORE, 0)
    before = prose[start : year.start()]
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    elif start and not prose[start - 1].isspace():
        before = before.partition(" ")[2]
    behind = prose[year.end() : year.end() + _CHARACTERS_AFTER + 1]
    # The search begins at the year, since its last two digits may be those before the full stop: `in 2022. Then`.
    end = _SENTENCE_END.search(prose, year.start(), year.end() + _CHARACTERS_AFTER)
    if end:
        behind = behind[: max(end.start() - year.end(), 0)]
    elif len(behind) > _CHARACTERS_AFTER:
        behind = behind.rpartition(" ")[0]
    return before, behind


def _is_dateline(prose: str, year: re.Match[str], before: str, behind: str) -> bool:
    """Tell whether a year is in the dateline of a text: `WASHINGTON, May 19, 2025 (Reuters) -`."""
    if year.start() >= _CHARACTERS_BEFORE:
        return False
    beginning = prose[: year.start()].strip()
    is_first_line = "\n" not in beginning and beginning == before.strip()
    return is_first_line and tense.is_dateline(_normalize(before), _normalize(behind))


def _normalize(part: str) -> str:
    """Return a part of a sentence without case, accents, quotes and markup, and with single blanks."""
    part = text.fold(part).replace("\u2019", "'")
    return re.sub(r"\s+", " ", _MARKUP.sub("", part))


def _quote(before: str, year: str, behind: str) -> str:
    """Return the words around a year, cut between words."""
    before, behind = (re.sub(r"\s+", " ", text.safe(part)) for part in (before.lstrip(), behind.rstrip()))
    if len(before) > _QUOTED_BEFORE:
        before = before[-_QUOTED_BEFORE:]
        before = f"…{before.partition(' ')[2] or before}"
    if len(behind) > _QUOTED_AFTER:
        behind = behind[:_QUOTED_AFTER]
        behind = f"{behind.rpartition(' ')[0] or behind} …"
    return f"{before}{year}{behind}"
