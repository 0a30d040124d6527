"""Claims: candidate values for the fields of a clip, each with its origin on the page."""

import html
import re
from typing import NamedTuple

from clipper import text

_MAX_LENGTH = 2000
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|em|i|mark|p|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)


class Claim(NamedTuple):
    """A value that a page states for a field, and where: `JSON-LD headline`, `og:title`, `<h1>`.

    Besides the fields of a clip there are `keywords`, `article_body`, `word_count`, `is_free` and `organization` (an
    author that is not a person).
    """

    field: str
    value: str
    origin: str


LIKELY = " (likely)"
"""The end of the origin of a value that may be something else."""


def likely(claim: Claim) -> Claim:
    """Return a claim marked as only likely: it is chosen if there is no other, and the user is told."""
    return claim if claim.origin.endswith(LIKELY) else claim._replace(origin=claim.origin + LIKELY)


def clean_text(value: str) -> str:
    """Return a value as plain text on one line: entities decoded, also those encoded twice, and inline tags removed."""
    value = value[: 2 * _MAX_LENGTH]
    for _ in range(2):
        if _ENTITY.search(value):
            value = html.unescape(value)
    return text.one_line(text.strip_unsafe(_TAG.sub(" " if "<br" in value else "", value)).replace("\u00ad", ""))[
        :_MAX_LENGTH
    ]
