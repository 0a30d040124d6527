"""Dates that a page shows: `<time>` elements and lines with a date; the nearer to the headline, the more likely."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from clipper.intake.page.metadata import dates
from clipper.intake.page.metadata.claims import Claim, clean_text, likely
from clipper.intake.page.metadata.date_lines import is_dateline, labels_of, lines_of, words_before
from clipper.intake.page.metadata.headings import element_text
from clipper.intake.page.metadata.layout import Layout

_ELEMENTS_BEFORE, ELEMENTS_AFTER = 25, 100
"""Elements before and after the headline whose text is searched."""
_NEAR = 100
"""The distance from the headline up to which a `<time>` is surely that of the article."""
_BESIDE = 25
"""The distance within which a box that is called a teaser or a footer may belong to the article."""
_FOREIGN = 20
"""What is added to the distance of such a box, or of a link with more words than the date."""
_PENALTY_BEFORE = 1.5
"""How much farther an element before the headline is than one after it."""
_MAX_LINK_LENGTH = 30
_MAX_LINE_LENGTH, _MAX_DATELINE_LENGTH = 80, 160
_DATELINE_CLASS = r"date|time|publi|posted|stand|datum|fecha|meta|byline|info"
_OTHER_CLASS = r"join|regist|birth|countdown|today|current-?date"
"""The labels of dates that are not the article's."""
_OPENING = r"(?:[^\W\d_][^\d.;:?!]{1,30})?[(\[]?\d{1,4}(?:[./-] ?\d{1,2}[./-] ?\d{2,4}|\.? ?[^\W\d_]{3,12} \d{4})"
"""The date before the first words of a text: `(12. Mai 2025) Die Stadt …`."""
SKIPPED_TAGS = frozenset({"script", "style", "noscript", "option", "title", "button", "select", "textarea", "head"})
_TIME_TAGS = frozenset({"time", "abbr", "relative-time", "time-ago", "local-time"})
_TIME_ATTRIBUTES = ("datetime", "title", "data-datetime", "data-date", "data-published", "data-timestamp", "data-time")
_EXACT_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d{10}(?:\d{3})?$")


class _Dated(NamedTuple):
    """A date on a page, and the distance of its element from the headline."""

    distance: float
    claim: Claim


def read_claims(layout: Layout, language: str, *, lines: bool) -> Iterator[Claim]:
    """Yield the dates of `<time>` elements and, if `lines`, of text, those nearest to the headline first."""
    start = layout.headline_index
    first, last = (0, -1) if start is None or not lines else (start - _ELEMENTS_BEFORE, start + ELEMENTS_AFTER)
    found: list[_Dated] = []
    for index, element in enumerate(layout.elements):
        if element.tag in _TIME_TAGS:
            claims = _time_claims(element, language)
        elif first <= index <= last and index != start and isinstance(element.tag, str):
            claims = _text_claims(element, language) if element.tag not in SKIPPED_TAGS else iter(())
        else:
            continue
        for claim in claims:
            distance = _distance(layout, element, index - (start or 0))
            found += [_Dated(distance, claim)] if distance is not None else []
    for distance, claim in sorted(found, key=lambda dated: dated.distance):
        yield claim if start is None or distance <= _NEAR else likely(claim)


def _distance(layout: Layout, element: _Element, offset: int) -> float | None:
    """Return how far an element is from the headline; None if it belongs to another article."""
    distance = (offset if offset >= 0 else -offset * _PENALTY_BEFORE) + _FOREIGN * _is_link(element)
    if not layout.is_outside_article(element):
        return distance
    is_beside = abs(offset) <= _BESIDE and not layout.is_about_others(element)
    return distance + _FOREIGN if is_beside else None


def _is_link(element: _Element) -> bool:
    """Tell whether an element is a link with more words than a date, as in a list of other articles."""
    return element.tag == "a" and len(element_text(element)) > _MAX_LINK_LENGTH


def _time_claims(element: _Element, language: str) -> Iterator[Claim]:
    labels = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    is_abbr = element.tag == "abbr"
    if is_abbr and "published" not in labels:
        return
    is_published = "pubdate" in element.attrib or re.search(r"publish|entry-date|post-date", labels)
    if not is_published and re.search(r"updated|modified", labels):
        return
    value = clean_text(element.get("title" if is_abbr else "datetime") or "")
    if dates.parse_date(value, language) or (value := dates.find_date(element_text(element), language)):
        yield Claim("date", value, f"<{element.tag}>")


def _text_claims(element: _Element, language: str) -> Iterator[Claim]:
    labels = labels_of(element)
    if re.search(_OTHER_CLASS, labels, re.IGNORECASE):
        return
    for name in _TIME_ATTRIBUTES:
        if _EXACT_TIME.match(value := element.get(name) or ""):
            yield Claim("date", value, "text")
    longest = _MAX_DATELINE_LENGTH if re.search(_DATELINE_CLASS, labels, re.IGNORECASE) else _MAX_LINE_LENGTH
    for line in lines_of(element, labels):
        date = dates.find_date(line, language) if len(line) < longest else ""
        if date and is_dateline(line) and not dates.is_update(words_before(element)):
            yield Claim("date", date, "text")
        opening = re.match(_OPENING, line) if len(line) >= longest else None
        if opening and (date := dates.find_date(opening[0], language)):
            yield likely(Claim("date", date, "text"))
