"""Plain lines near the headline: the byline and outlet of pages without machine-readable metadata."""

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from clipper.intake import people
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.layout import HEADING_TAGS, Layout, element_text, own_lines

_DATELINE_CLASS = re.compile(r"date|time|publi|posted|stand|datum|fecha|meta|byline|info", re.IGNORECASE)
_MAX_DATELINE_LENGTH = 160
_MAX_LINE_LENGTH = 80
_ELEMENTS_BEFORE, _ELEMENTS_AFTER = 12, 400
"""Elements before and after the headline that are searched."""
_SKIPPED_TAGS = frozenset({"script", "style", "noscript", "option", "title", "time", "button"})
_AUTHOR_EAST_ASIAN = r"(?:作者|记者|記者)\s*+(?:[:：/／]\s*+)?([^\W\d_][\w·. ]{1,20}?)(?=\s|[（(]|$)"
_OUTLET_EAST_ASIAN = r"(?:来源|來源|出典)\s*[:：]\s*(\S{2,20})"


def read_claims(layout: Layout, wanted: Collection[str]) -> Iterator[Claim]:
    """Yield the claims of lines near the headline for the `wanted` fields, and for the title if there is no `<h1>`."""
    heading = layout.headline
    if heading is not None and heading.tag not in HEADING_TAGS:
        yield Claim("title", element_text(heading), "text")
    if heading is None or not wanted:
        return
    for element in _nearby_elements(layout):
        if not isinstance(element.tag, str) or element.tag in _SKIPPED_TAGS or layout.is_outside_article(element):
            continue
        labels = f"{element.get('class') or ''} {element.get('id') or ''}"
        for line in own_lines(element):
            if len(line) < (_MAX_DATELINE_LENGTH if _DATELINE_CLASS.search(labels) else _MAX_LINE_LENGTH):
                yield from (claim for claim in _line_claims(line) if claim.field in wanted)


def _nearby_elements(layout: Layout) -> Iterator[_Element]:
    """Yield the elements before and after the headline, in the order of the page."""
    index = layout.headline_index or 0
    yield from layout.elements[max(0, index - _ELEMENTS_BEFORE) : index]
    yield from layout.elements[index + 1 : index + _ELEMENTS_AFTER]


def _line_claims(line: str) -> Iterator[Claim]:
    name = people.strip_by(line)
    if name != line:
        yield Claim("author", _cut_before_date(name), "text")
    for name in re.findall(_AUTHOR_EAST_ASIAN, line):
        yield Claim("author", name, "text")
    for outlet in re.findall(_OUTLET_EAST_ASIAN, line):
        yield Claim("source", outlet, "text")


def _cut_before_date(name: str) -> str:
    """Return a byline up to the date of publication."""
    return re.split(r"[,|·•–—-]?(?<!\s)\s*+(?:\d|(?<![^\W\d_])[^\W\d_]+day,)", name, maxsplit=1)[0].strip(" ,|-")
