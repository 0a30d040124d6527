"""Plain lines near the headline: the byline and outlet of pages without machine-readable metadata."""

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from clipper import text
from clipper.intake import bylines, people
from clipper.intake.page.metadata.claims import Claim
from clipper.intake.page.metadata.headings import element_text
from clipper.intake.page.metadata.layout import HEADING_TAGS, Layout, own_lines

_DATELINE_CLASS = re.compile(r"date|time|publi|posted|stand|datum|fecha|meta|byline|info", re.IGNORECASE)
_MAX_DATELINE_LENGTH = 160
_MAX_LINE_LENGTH = 80
_ELEMENTS_BEFORE, _ELEMENTS_AFTER = 12, 400
"""Elements before and after the headline that are searched."""
_SKIPPED_TAGS = frozenset({"script", "style", "noscript", "option", "title", "time", "button"})
_AUTHOR_EAST_ASIAN = r"(?:作者|记者|記者)\s*+(?:[:：/／]\s*+)?([^\W\d_][\w·. ]{1,20}?)(?=\s|[（(]|$)"
_END_OF_NAMES = (
    r"[,|·•–—-]?(?<!\s)\s*+(?:\d|(?<![^\W\d_])[^\W\d_]+day,)|(?<!\s)\s++(?:[|·•–—-]|//)\s+"
    r"|(?<!\s)\s++(?:am|on|le|el|il|om|den|in|im)\s+(?=[\w.]+,?\s+\d|\d|\w+(?:tag|day|di)\b)"
)
_NAME_BEHIND_DATE = r"\d{4}(?:,? \d{1,2}[:.]\d{2}(?: Uhr)?)? ?(?:[-–—|/·•]+) ?([^\W\d_][^\d|/·•,]{3,40})$"
"""`11.12.2019 - Jane Doe`"""
_NAME_BEFORE_DATE = r"([^\W\d_][^\d|/·•,]{3,40}?) ?(?:[-–—|/·•]+) ?\d{1,2}[. /]"
"""`Jane Doe | 20 May 2025`"""
_MAX_LABEL_LENGTH = 30
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
        for line in _lines(element):
            if len(line) < (_MAX_DATELINE_LENGTH if _DATELINE_CLASS.search(labels) else _MAX_LINE_LENGTH):
                yield from (claim for claim in _line_claims(line) if claim.field in wanted)


def _nearby_elements(layout: Layout) -> Iterator[_Element]:
    """Yield the elements before and after the headline, in the order of the page."""
    index = layout.headline_index or 0
    yield from layout.elements[max(0, index - _ELEMENTS_BEFORE) : index]
    yield from layout.elements[index + 1 : index + _ELEMENTS_AFTER]


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines of an element; also its whole text if it begins with `By`, as the name may be a link."""
    yield from own_lines(element)
    beginning = text.one_line(element.text or "")
    if len(element) and 0 < len(beginning) <= _MAX_LABEL_LENGTH:
        whole = " ".join(filter(None, map(text.one_line, map(str, element.itertext()))))
        if len(whole) < _MAX_LINE_LENGTH and people.strip_by(whole) != whole:
            yield whole


def _line_claims(line: str) -> Iterator[Claim]:
    name = _cut_before_date(people.strip_by(line))
    if people.strip_by(line) != line and _looks_like_names(name):
        yield Claim("author", name, "text")
    beside_date = re.search(_NAME_BEHIND_DATE, line) or re.match(_NAME_BEFORE_DATE, line)
    if beside_date and bylines.is_person(beside_date[1]):
        yield Claim("author", beside_date[1], "text")
    for name in re.findall(_AUTHOR_EAST_ASIAN, line):
        yield Claim("author", name, "text")
    for outlet in re.findall(_OUTLET_EAST_ASIAN, line):
        yield Claim("source", outlet, "text")


def _looks_like_names(names: str) -> bool:
    """Tell whether words behind `By` begin with a name of two words, or one in a script without capitals."""
    first = re.split(r"[,/&;(]|\s(?:and|und|et|y|e|og|och|en)\s", names, maxsplit=1)[0].strip()
    return bylines.is_person(first)


def _cut_before_date(name: str) -> str:
    """Return a byline up to the date of publication, or up to what follows a dash or a bar."""
    return re.split(_END_OF_NAMES, name, maxsplit=1)[0].strip(" ,|-")
