"""Plain lines near the headline: the day, the byline and the outlet of pages that say nothing to machines."""

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata import dates, markup, people
from clipper.intake.page.metadata.claims import Claim, clean_text

_DATED = re.compile(r"date|time|publi|posted|stand|datum|fecha|meta|byline|info", re.IGNORECASE)
_LONGEST = 160
_SHORT = 80
_NEAR = 400
"""Elements after the headline among which such lines may stand."""
_BEFORE = 12
_SILENT = frozenset({"script", "style", "noscript", "option", "title", "time", "button"})
_LARGE = ("b", "strong", "font", "h2", "h3", "big", "center", "div", "span", "td", "p")
_PARTS = re.compile(r"\s+[|–—·•»-]+\s+|\s*\|\s*|:\s+")
_NAMED_EAST = r"(?:作者|记者|記者)\s*[:：/／]?\s*([^\W\d_][\w·. ]{1,20}?)(?=\s|[（(]|$)"
_OUTLET_EAST = r"(?:来源|來源|出典)\s*[:：]\s*(\S{2,20})"


def read_claims(tree: _Element, wanted: Collection[str]) -> Iterator[Claim]:
    """Yield what lines near the headline claim of the `wanted` fields."""
    heading = next(iter(markup.find_headings(tree)), None)
    if heading is None:
        heading = _large(tree)
        if heading is not None:
            yield Claim("title", markup.element_text(heading), "text")
    if heading is None or not wanted:
        return
    language = markup.page_language(tree)
    for element in _near(heading):
        if not isinstance(element.tag, str) or element.tag in _SILENT or markup.is_outside_article(element):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        for line in _lines(element):
            if len(line) < (_LONGEST if _DATED.search(named) else _SHORT):
                yield from (claim for claim in _claims(line, language) if claim.field in wanted)


def _large(tree: _Element) -> _Element | None:
    """Return what stands over the text and in the title of the window, on a page without headings."""
    parts = {part for part in _PARTS.split(markup.window_title(tree)) if " " in part}
    return next(
        (one for one in tree.iter(*_LARGE) if (one.text or "").strip() and markup.element_text(one) in parts), None
    )


def _near(heading: _Element) -> Iterator[_Element]:
    """Yield the elements that stand a little before a headline, and more of those that follow it."""
    nearest = [*heading.getroottree().iter()]
    place = nearest.index(heading)
    yield from nearest[max(0, place - _BEFORE) : place]
    yield from nearest[place + 1 : place + _NEAR]


def _lines(element: _Element) -> Iterator[str]:
    """Yield what stands in an element itself: all of it, and if it is in pieces each of these."""
    pieces = [piece for one in (element.text, *(child.tail for child in element)) if (piece := clean_text(one or ""))]
    yield " ".join(pieces)
    if len(pieces) > 1:
        yield from pieces


def _claims(line: str, language: str) -> Iterator[Claim]:
    if day := dates.find_date(line, language):
        yield Claim("date", day, "text")
    name = people.strip_by(line)
    if name != line:
        yield Claim("author", _before_day(name), "text")
    for name in re.findall(_NAMED_EAST, line):
        yield Claim("author", name, "text")
    for outlet in re.findall(_OUTLET_EAST, line):
        yield Claim("source", outlet, "text")


def _before_day(name: str) -> str:
    """Return what stands in a byline before the day of publication."""
    return re.split(r"[,|·•–—-]?\s*(?:\d|[^\W\d_]+day,)", name, maxsplit=1)[0].strip(" ,|-")
