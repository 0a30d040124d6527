"""Marked elements in the body of a page: microdata, bylines by class or `rel`, `<time>`, `<h1>` and `<title>`."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import Claim, clean_text
from clipper.intake.page.metadata.headings import element_text, headline_text, leads_to_front_page
from clipper.intake.page.metadata.layout import Layout

_FIELD_BY_PROPERTY = {
    "headline": "title",
    "datepublished": "date",
    "datecreated": "date",
    "author": "author",
    "creator": "author",
    "publisher": "source",
    "description": "description",
    "alternativeheadline": "description",
    "articlesection": "section",
    "inlanguage": "language",
    "keywords": "keywords",
    "isaccessibleforfree": "is_free",
    "mainentityofpage": "url",
}
_OWNER = r"(?:©|\(c\)|copyright)[\s©:,]{0,9}(?:\d{4}[\s,–-]{0,9}){0,2}(?:by )?([^\d.|©]{3,40})"
"""`© 2015–2025 The Example Times`"""
_MAX_FOOTER = 150
"""Elements at the end of a page in which its owner is named."""
_RDFA_DATES = frozenset({"schema:datePublished", "datePublished", "dc:date", "dcterms:date", "dc:created"})


def read_claims(tree: _Element, layout: Layout) -> Iterator[Claim]:
    """Yield the claims of marked elements, microdata first."""
    yield from _microdata(tree, layout)
    if layout.confirmed_headline is not None:
        yield Claim("title", headline_text(layout.confirmed_headline), f"<{layout.confirmed_headline.tag}>")
    for heading in layout.headings[:3]:
        yield Claim("title", headline_text(heading), "other <h1>")
    if layout.window_title:
        yield Claim("title", layout.window_title, "<title>")
    yield from _brands(tree, layout)


def _microdata(tree: _Element, layout: Layout) -> Iterator[Claim]:
    """Yield the microdata properties (`itemprop`) that describe the article."""
    for element in tree.iter("*"):
        if "property" in element.attrib and element.tag != "meta":
            yield from _rdfa_date(element, layout)
        for name in (element.get("itemprop") or "").lower().split():
            field = _FIELD_BY_PROPERTY.get(name)
            if (
                not field
                or (element.tag != "meta" and layout.is_outside_article(element))
                or _is_of_another_thing(element)
            ):
                continue
            holder = element
            if field in {"author", "source"}:
                holder = next(
                    (inner for inner in element.iterdescendants() if inner.get("itemprop") == "name"), element
                )
            value = holder.get("content") or holder.get("datetime") or (field == "url" and holder.get("href"))
            if value := clean_text(value or element_text(holder)):
                yield Claim(field, value, f"itemprop {element.get('itemprop')}")


def _rdfa_date(element: _Element, layout: Layout) -> Iterator[Claim]:
    """Yield the date that an element states in RDFa, as the pages of Drupal do."""
    names = (element.get("property") or "").split()
    value = clean_text(element.get("content") or element.get("datetime") or "")
    if value and not _RDFA_DATES.isdisjoint(names) and not layout.is_outside_article(element):
        yield Claim("date", value, f"property {names[0]}")


def _is_of_another_thing(element: _Element) -> bool:
    """Tell whether the microdata of an element describe a comment, a review or a picture."""
    scope = next((ancestor for ancestor in element.iterancestors() if "itemscope" in ancestor.attrib), None)
    return scope is not None and bool(
        re.search(r"/(?:\w*Review|Comment|Answer|ImageObject|Photograph)$", scope.get("itemtype") or "")
    )


def _brands(tree: _Element, layout: Layout) -> Iterator[Claim]:
    """Yield the names on logos that lead to the front page, and those behind the sign of copyright at the end."""
    for name in layout.site_names:
        yield Claim("brand", name, "site <h1>")
    for picture in tree.iter("img"):
        link = next(picture.iterancestors("a"), None)
        is_home = link is not None and leads_to_front_page(link)
        if is_home and (name := re.sub(r"(?i)\s?\blogo\b\s?", "", clean_text(picture.get("alt") or ""))):
            yield Claim("brand", name, "logo")
    for element in layout.elements[-_MAX_FOOTER:]:
        owner = re.search(_OWNER, element.text or "", re.IGNORECASE)
        if isinstance(element.tag, str) and owner:
            yield Claim("brand", clean_text(owner[1]).strip(" ,-–"), "copyright")
