"""Bylines that a page marks: by `rel`, by a class, or by a link to the page of an author; near the headline first."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import Claim, clean_text
from clipper.intake.page.metadata.layout import Layout

_TAGS = frozenset(
    {"span", "div", "p", "a", "address", "li", "ul", "h4", "h5", "h6", "strong", "em", "b", "td", "dd", "font", "cite"}
)
_BYLINE = re.compile(
    r"(?:^|[-_\s])by-?lines?(?:$|[-_\s])|by-?line-?(?:name|author)|(?:^|[-_\s])(?:author|autor|authors|autoren|autore|auteur"
    r"|byl|fn|reporter|writer)(?:$|[-_\s])|author-?_*names?(?:$|[-_\s])|[a-z]Author(?:Name)?(?:$|[-_\s])",
    re.IGNORECASE,
)
_USER = re.compile(r"(?:^|[-_\s])user-?name(?:$|[-_\s])", re.IGNORECASE)
_OTHER = re.compile(
    r"bio(?:$|[-_\s])|box|image|img|avatar|photo|picture|social|desc|about|more|count|follow|comment|caption|credit|related"
    r"|recent|teaser|search|filter|archive|jobs?(?:$|[-_\s])|title|email|share",
    re.IGNORECASE,
)
"""Labels of what is beside the name of an author."""
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|a|e|i)?|auteurs?|writers?|by|contributors?|journalists?|reporters?|redakteure?|staff"
    r"|people|profiles?|columnists?|bio)/[^/?#]+",
    re.IGNORECASE,
)
_MAX_LENGTH = 160
_MAX_NAME_LENGTH = 50
_BEFORE, _AFTER = 40, 80
"""Elements before and after the headline in which the byline of the article is."""
_BESIDE = 25
"""The distance within which a box that is called a teaser or a footer may belong to the article."""
_CLUSTER = 12
"""Elements between the names of one byline."""


def read_claims(layout: Layout) -> Iterator[Claim]:
    """Yield the bylines near the headline; if there are none there, the first on the page and those beside it."""
    elements = enumerate(layout.elements)
    found = [(index, claim) for index, element in elements for claim in _claims(layout, element, index)]
    start = layout.headline_index or 0
    for origin in ("rel=author", "byline", "author link"):
        placed = [(index, claim) for index, claim in found if claim.origin == origin]
        near = [(index, claim) for index, claim in placed if -_BEFORE <= index - start <= _AFTER] or placed
        yield from _first_cluster(near)


def _first_cluster(placed: list[tuple[int, Claim]]) -> Iterator[Claim]:
    """Yield the first claim and those that follow closely."""
    last = placed[0][0] if placed else 0
    for index, claim in placed:
        if index - last > _CLUSTER:
            return
        last = index
        yield claim


def _claims(layout: Layout, element: _Element, index: int) -> Iterator[Claim]:
    if element.tag not in _TAGS or not element.attrib:
        return
    origin = _origin(element)
    if not origin or not _is_of_article(layout, element, index):
        return
    value = "\n".join(filter(None, map(clean_text, map(str, element.itertext()))))
    if 0 < len(value) < (_MAX_NAME_LENGTH if origin == "author link" else _MAX_LENGTH):
        yield Claim("author", value, origin)


def _origin(element: _Element) -> str:
    """Return how an element is marked as a byline; empty if it is not."""
    if element.tag == "a" and "author" in (element.get("rel") or "").lower().split():
        return "rel=author"
    labels = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    is_labelled = not labels.isspace()
    is_marked = is_labelled and (_BYLINE.search(labels) or (element.tag in {"a", "span"} and _USER.search(labels)))
    if is_marked and not _OTHER.search(labels):
        return "byline"
    if element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or ""):
        return "author link"
    return ""


def _is_of_article(layout: Layout, element: _Element, index: int) -> bool:
    if not layout.is_outside_article(element):
        return True
    is_beside = layout.headline_index is not None and abs(index - layout.headline_index) <= _BESIDE
    return is_beside and not layout.is_about_others(element)
