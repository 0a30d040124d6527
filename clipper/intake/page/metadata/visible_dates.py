"""Dates that a page shows: `<time>` elements and lines with a date; the nearer to the headline, the more likely."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from clipper.intake.page.metadata import dates
from clipper.intake.page.metadata.claims import Claim, clean_text, likely
from clipper.intake.page.metadata.layout import Layout, element_text, own_lines

_ELEMENTS_BEFORE, _ELEMENTS_AFTER = 25, 100
"""Elements before and after the headline whose text is searched."""
_NEAR = 100
"""The distance from the headline up to which a `<time>` is surely that of the article."""
_BESIDE = 25
"""The distance within which a box that is called a teaser or a footer may belong to the article."""
_FOREIGN = 20
"""What is added to the distance of such a box, or of a link with more words than the date."""
_PENALTY_BEFORE = 1.5
"""How much farther an element before the headline is than one after it."""
_MAX_LINE_LENGTH, _MAX_DATELINE_LENGTH = 80, 160
_MAX_BOX_LENGTH, _MAX_LINK_LENGTH = 40, 30
_MAX_SEARCHED = 1500
"""Elements that are searched for a date that is marked as one."""
_MAX_OTHER_LENGTH = 50
"""Characters besides the date in a line that states when the article was published; a sentence has more."""
_DATELINE_CLASS = r"date|time|publi|posted|stand|datum|fecha|meta|byline|info"
_DATE_CLASS = r"(?:^|[-_\s])(?:date|datum|fecha|pub-?date|publish(?:ed)?(?:-?date)?|post-?date)(?:$|[-_\s])"
_OTHER_CLASS = r"join|regist|birth|countdown|today|current-?date"
"""The labels of dates that are not the article's."""
_PUBLISHED = (
    r"\b(?:published|posted|publiée?|veröffentlicht|erschienen|erstellt|gepostet|geschrieben|publicado|pubblicato"
    r"|gepubliceerd|opublikowano|datum)\b|опубликован|公開|掲載|发布|發布|نشر"
)
_REFERENCE = r"\b(?:DOI|ISSN|ISBN|Vol\.|pp?\. ?\d|retrieved|accessed|abgerufen|consulté)"
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?。]$")
_DATE_FIRST = r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4} ?[-–—|·•/]"
_OPENING = r"(?:[^\W\d_][^\d.;:?!]{1,30})?[(\[]?\d{1,4}(?:[./-] ?\d{1,2}[./-] ?\d{2,4}|\.? ?[^\W\d_]{3,12} \d{4})"
"""The date before the first words of a text: `(12. Mai 2025) Die Stadt …`."""
_SKIPPED_TAGS = frozenset({"script", "style", "noscript", "option", "title", "button", "select", "textarea", "head"})
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
    first, last = (0, -1) if start is None or not lines else (start - _ELEMENTS_BEFORE, start + _ELEMENTS_AFTER)
    found: list[_Dated] = []
    for index, element in enumerate(layout.elements):
        if element.tag in _TIME_TAGS:
            claims = _time_claims(element, language)
        elif first <= index <= last and index != start and isinstance(element.tag, str):
            claims = _text_claims(element, language) if element.tag not in _SKIPPED_TAGS else iter(())
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
    labels = _labels(element)
    if re.search(_OTHER_CLASS, labels, re.IGNORECASE):
        return
    for name in _TIME_ATTRIBUTES:
        if _EXACT_TIME.match(value := element.get(name) or ""):
            yield Claim("date", value, "text")
    longest = _MAX_DATELINE_LENGTH if re.search(_DATELINE_CLASS, labels, re.IGNORECASE) else _MAX_LINE_LENGTH
    for line in _lines(element, labels):
        date = dates.find_date(line, language) if len(line) < longest else ""
        if date and _is_dateline(line) and not dates.is_update(_context(element)):
            yield Claim("date", date, "text")
        opening = re.match(_OPENING, line) if len(line) >= longest else None
        if opening and (date := dates.find_date(opening[0], language)):
            yield likely(Claim("date", date, "text"))


def find_marked_date(layout: Layout, language: str) -> Iterator[Claim]:
    """Yield the first date farther from the headline whose class or whose words say that it is one of publication."""
    start = 0 if layout.headline_index is None else layout.headline_index + _ELEMENTS_AFTER
    for element in layout.elements[start : start + _MAX_SEARCHED]:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED_TAGS or layout.is_outside_article(element):
            continue
        labels = _labels(element)
        is_marked = bool(re.search(_DATE_CLASS, labels, re.IGNORECASE))
        for line in _lines(element, labels):
            is_date = is_marked and len(line) <= _MAX_BOX_LENGTH
            is_stated = len(line) < _MAX_DATELINE_LENGTH and re.search(_PUBLISHED, line, re.IGNORECASE)
            if (is_date or is_stated) and (date := dates.find_date(line, language)):
                yield Claim("date", date, "text")
                return


def _labels(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _lines(element: _Element, labels: str) -> Iterator[str]:
    """Yield the lines of an element, and its whole text if it is marked as a date and short."""
    yield from own_lines(element)
    if len(element) and re.search(_DATE_CLASS, labels, re.IGNORECASE):
        box = _box_text(element)
        yield from [box] if len(box) <= _MAX_BOX_LENGTH else []


def _context(element: _Element) -> str:
    """Return the words before the text of an element: `Updated on` may be in an element of its own."""
    before = element.getprevious()
    label = "" if before is None else f"{element_text(before)} {before.tail or ''}"
    own = "".join(element_text(child) for child in islice(element, 2))
    return f"{label[-_MAX_BOX_LENGTH:]} {own[:_MAX_BOX_LENGTH]}"


def _box_text(element: _Element) -> str:
    """Return the text of an element and its children with blanks between, such as `20 May 2025` in three parts."""
    return clean_text(" ".join(map(str, element.itertext())))


def _is_dateline(line: str) -> bool:
    """Tell whether a line says when something was published, and is not a sentence that mentions a date."""
    if re.search(_REFERENCE, line, re.IGNORECASE):
        return False
    if re.match(_DATE_FIRST, line):
        return True
    others = [word for word in line.split() if not any(map(str.isdigit, word))]
    is_short = len(" ".join(others)) <= _MAX_OTHER_LENGTH and not _SENTENCE_END.search(line)
    return is_short or bool(re.search(_PUBLISHED, line, re.IGNORECASE))
