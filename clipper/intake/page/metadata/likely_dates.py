"""Dates of pages that state none: in the data of their scripts, and in the address of their picture."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata import dates, visible_dates
from clipper.intake.page.metadata.claims import Claim, likely
from clipper.intake.page.metadata.date_lines import MAX_BOX_LENGTH, is_marked, labels_of, lines_of, states_publication
from clipper.intake.page.metadata.layout import Layout

_MAX_SEARCHED = 1500
"""Elements that are searched for a date that is marked as one."""
_MAX_LINE_LENGTH = 160
_MAX_CHARACTERS = 500_000
"""Characters of a script that are searched."""
_SCRIPT_DATE = re.compile(
    r"(?:date_?published|(?:first|date)?_?publi(?:shed|sh|cation)_?(?:at|date|time|on)|pub_?date)\\?[\"']\s*:\s*\\?[\"']"
    r"(\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]{5,24})?|\d{10}(?:\d{3})?)\\?[\"']",
    re.IGNORECASE,
)


def read_claims(tree: _Element, layout: Layout, language: str) -> Iterator[Claim]:
    """Yield the dates that may be that of the article, most likely first."""
    yield from map(likely, _marked_date(layout, language))
    for script in tree.iter("script"):
        for value in _SCRIPT_DATE.findall((script.text or "")[:_MAX_CHARACTERS])[:1]:
            yield likely(Claim("date", value, "script"))
    for tag in tree.iter("meta"):
        if tag.get("property") == "og:image" and (date := dates.date_in_url(tag.get("content") or "")):
            yield likely(Claim("date", date, "og:image"))


def _marked_date(layout: Layout, language: str) -> Iterator[Claim]:
    """Yield the first date farther from the headline whose class or whose words say that it is one of publication."""
    start = 0 if layout.headline_index is None else layout.headline_index + visible_dates.ELEMENTS_AFTER
    for element in layout.elements[start : start + _MAX_SEARCHED]:
        if (
            not isinstance(element.tag, str)
            or element.tag in visible_dates.SKIPPED_TAGS
            or layout.is_outside_article(element)
        ):
            continue
        labels = labels_of(element)
        has_date_label = is_marked(labels)
        for line in lines_of(element, labels):
            is_date = has_date_label and len(line) <= MAX_BOX_LENGTH
            is_stated = len(line) < _MAX_LINE_LENGTH and states_publication(line)
            if (is_date or is_stated) and (date := dates.find_date(line, language)):
                yield Claim("date", date, "text")
                return
