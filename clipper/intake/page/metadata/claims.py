"""Claims: what a page says of itself, each with the place where it says so."""

import html
import re
from typing import NamedTuple

from clipper import text

_LONGEST = 2000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|em|i|mark|p|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)


class Claim(NamedTuple):
    """A value of a field, and where on the page it stands: `JSON-LD headline`, `og:title`, `<h1>`."""

    field: str
    value: str
    origin: str


def said(value: str) -> str:
    """Return what a value says: entities that were written twice read, marks of HTML taken off, on one line."""
    value = value[: 2 * _LONGEST]
    for _ in range(2):
        if _ENTITY.search(value):
            value = html.unescape(value)
    return text.one_line(text.harmless(_TAG.sub(" " if "<br" in value else "", value)).replace("\u00ad", ""))[:_LONGEST]


def words_of(value: str) -> list[str]:
    """Return the words of a short text, in which a run of any script is one.

    `text.words` parts those without blanks, for which it compiles a pattern that takes as long as a page to read.
    """
    if value.isascii():
        return text.words(value)
    return "".join(letter if letter.isalnum() else " " for letter in text.fold(value)).split()
