"""Dates of pages that state none: in the data of their scripts, and in the address of their picture."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata import dates, visible_dates
from clipper.intake.page.metadata.claims import Claim, likely
from clipper.intake.page.metadata.layout import Layout

_MAX_CHARACTERS = 500_000
"""Characters of a script that are searched."""
_SCRIPT_DATE = re.compile(
    r"(?:date_?published|(?:first|date)?_?publi(?:shed|sh|cation)_?(?:at|date|time|on)|pub_?date)\\?[\"']\s*:\s*\\?[\"']"
    r"(\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]{5,24})?|\d{10}(?:\d{3})?)\\?[\"']",
    re.IGNORECASE,
)


def read_claims(tree: _Element, layout: Layout, language: str) -> Iterator[Claim]:
    """Yield the dates that may be that of the article, most likely first."""
    yield from map(likely, visible_dates.find_marked_date(layout, language))
    for script in tree.iter("script"):
        for value in _SCRIPT_DATE.findall((script.text or "")[:_MAX_CHARACTERS])[:1]:
            yield likely(Claim("date", value, "script"))
    for tag in tree.iter("meta"):
        if tag.get("property") == "og:image" and (date := dates.date_in_url(tag.get("content") or "")):
            yield likely(Claim("date", date, "og:image"))
