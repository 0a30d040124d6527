"""What a page says to its readers: microdata, the byline, `<time>`, the headline, the title of the window."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.page.metadata import moments
from clipper.page.metadata.claims import Claim, said

_ITEMS = {
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
    "isaccessibleforfree": "free",
}
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-?(?:read|popular)|trending|promo|newsletter|footer|-nav|^nav|card-list|read-?next"
    r"|more-?(?:from|news|stories)|latest",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[-_\s])by-?line(?:$|[-_\s])|by-?line-?(?:name|author)|author-?_*names?(?:$|[-_\s])|(?:^|\s)(?:author|authors|byl|"
    r"article-?_*authors?|post-?_*author|entry-author|p-author|fn|reporter|writer|autor|autore|auteur|author-?link)(?:$|\s)",
    re.IGNORECASE,
)
_DATED = re.compile(r"date|time|publi|posted|stand|datum|fecha|meta|pubdate|byline|info", re.IGNORECASE)
_SHORT = 160
_NEAR = 400
"""Elements after the headline among which the day of publication may stand."""


def read(tree: _Element, *, dated: bool) -> Iterator[Claim]:
    """Yield what the page itself claims, what is marked for machines first.

    A day in its text is looked for only where it is not `dated` otherwise.
    """
    headings = _headings(tree)
    yield from _items(tree)
    yield from _bylines(tree)
    times = [*_times(tree)]
    yield from times
    if not dated and not times:
        yield from _days(tree, headings)
    for heading in headings[:3]:
        yield Claim("title", _words(heading), "<h1>")
    title = tree.find(".//title")
    if title is not None and _words(title):
        yield Claim("title", _words(title), "<title>")


def headlines(tree: _Element) -> list[str]:
    """Return what stands over the page's articles in large letters."""
    return [*map(_words, _headings(tree))]


def _headings(tree: _Element) -> list[_Element]:
    return [h1 for h1 in tree.iter("h1") if _words(h1) and not _is_elsewhere(h1)]


def _items(tree: _Element) -> Iterator[Claim]:
    """Yield the properties of microdata, not those that are of something inside the article."""
    for element in tree.iter():
        names = (element.get("itemprop") or "").lower().split() if isinstance(element.tag, str) else ()
        for name in names:
            field = _ITEMS.get(name)
            if not field or (element.tag != "meta" and _is_elsewhere(element)):
                continue
            held = element
            if field in {"author", "source"}:
                inner = next(
                    (one for one in element.iter() if one is not element and one.get("itemprop") == "name"), None
                )
                held = element if inner is None else inner
            value = held.get("content") or held.get("datetime") or _words(held)
            if value := said(value):
                yield Claim(field, value, f"itemprop {element.get('itemprop')}")


def _bylines(tree: _Element) -> Iterator[Claim]:
    for element in tree.iter("a", "link"):
        relation = (element.get("rel") or "").lower().split()
        if "author" in relation and element.tag == "a" and not _is_elsewhere(element) and (value := _words(element)):
            yield Claim("author", value, "rel=author")
    for element in tree.iter("span", "div", "p", "a", "address", "li", "h4", "h5", "h6", "strong", "em", "td", "font"):
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if named.strip() and _BYLINE.search(named) and not _is_elsewhere(element):
            value = "\n".join(filter(None, map(said, map(str, element.itertext()))))
            if 0 < len(value) < _SHORT:
                yield Claim("author", value, "byline")


def _times(tree: _Element) -> Iterator[Claim]:
    language = _language(tree)
    for element in tree.iter("time"):
        if _is_elsewhere(element):
            continue
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if "pubdate" not in element.attrib and re.search(r"updated|modified", named):
            continue
        value = said(element.get("datetime") or "")
        if moments.moment(value, language) or (value := moments.inside(_words(element), language)):
            yield Claim("date", value, "<time>")


def _days(tree: _Element, headings: list[_Element]) -> Iterator[Claim]:
    """Yield the days that short lines near the headline name."""
    language = _language(tree)
    for heading in headings[:1]:
        for element in _near(heading):
            yield from _day_in(element, language)


def _near(heading: _Element) -> Iterator[_Element]:
    """Yield the elements that stand a little before a headline, and more of those that follow it."""
    nearest = [*heading.getroottree().iter()]
    place = nearest.index(heading)
    yield from nearest[max(0, place - _NEAR // 30) : place]
    yield from nearest[place + 1 : place + _NEAR]


def _day_in(element: _Element, language: str) -> Iterator[Claim]:
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "a", "time", "option", "title"}:
        return
    line = said(" ".join(filter(None, [element.text, *(child.tail for child in element)])))
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    room = _SHORT if _DATED.search(named) else _SHORT // 2
    if 0 < len(line) < room and not _is_elsewhere(element) and (day := moments.inside(line, language)):
        yield Claim("date", day, "text")


def _language(tree: _Element) -> str:
    return tree.getroottree().getroot().get("lang") or ""


def _words(element: _Element) -> str:
    return said("".join(map(str, element.itertext())))


def _is_elsewhere(element: _Element) -> bool:
    """Tell whether an element belongs to a part of the page that is about other articles."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"nav", "footer", "aside"} or (
            one.tag == "article" and next(one.iterancestors("article"), None) is not None
        ):
            return True
        if one.tag in {"body", "html"}:
            return False
        if _ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            return True
    return False
