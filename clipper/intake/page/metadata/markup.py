"""What a page says to its readers: microdata, the byline, `<time>`, the headline, the title of the window."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from clipper.intake.page.metadata import dates
from clipper.intake.page.metadata.claims import Claim, clean_text

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
    "isaccessibleforfree": "is_free",
    "mainentityofpage": "url",
}
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-?(?:read|popular)|trending|promo|newsletter|(?<!post-)(?<!entry-)footer|-nav|^nav|card-list|read-?next"
    r"|more-?(?:from|news|stories)|latest",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[-_\s])by-?line(?:$|[-_\s])|by-?line-?(?:name|author)|author-?_*names?(?:$|[-_\s])|(?:^|\s)(?:author|authors|byl|"
    r"article-?_*authors?|post-?_*author|entry-author|p-author|fn|reporter|writer|autor|autore|auteur|author-?link)(?:$|\s)",
    re.IGNORECASE,
)
_SHORT = 160


def read_claims(tree: _Element) -> Iterator[Claim]:
    """Yield what the page itself claims, what is marked for machines first."""
    yield from _items(tree)
    yield from _bylines(tree)
    yield from _times(tree)
    for heading in find_headings(tree)[:3]:
        yield Claim("title", element_text(heading), "<h1>")
    if title := window_title(tree):
        yield Claim("title", title, "<title>")


def find_headings(tree: _Element) -> list[_Element]:
    """Return what stands over the page's articles in the largest letters."""
    return [h1 for h1 in tree.iter("h1") if element_text(h1) and not is_outside_article(h1)]


def window_title(tree: _Element) -> str:
    """Return the title of the window."""
    title = tree.find(".//title")
    return element_text(title) if title is not None else ""


def _items(tree: _Element) -> Iterator[Claim]:
    """Yield the properties of microdata, not those that are of something inside the article."""
    for element in tree.iter():
        names = (element.get("itemprop") or "").lower().split() if isinstance(element.tag, str) else ()
        for name in names:
            field = _ITEMS.get(name)
            if not field or (element.tag != "meta" and is_outside_article(element)):
                continue
            held = element
            if field in {"author", "source"}:
                inner = next(
                    (one for one in element.iter() if one is not element and one.get("itemprop") == "name"), None
                )
                held = element if inner is None else inner
            value = (
                held.get("content")
                or held.get("datetime")
                or (field == "url" and held.get("href"))
                or element_text(held)
            )
            if value := clean_text(value):
                yield Claim(field, value, f"itemprop {element.get('itemprop')}")


def _bylines(tree: _Element) -> Iterator[Claim]:
    for element in tree.iter("a", "link"):
        relation = (element.get("rel") or "").lower().split()
        if (
            "author" in relation
            and element.tag == "a"
            and not is_outside_article(element)
            and (value := element_text(element))
        ):
            yield Claim("author", value, "rel=author")
    for element in tree.iter("span", "div", "p", "a", "address", "li", "h4", "h5", "h6", "strong", "em", "td", "font"):
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if named.strip() and _BYLINE.search(named) and not is_outside_article(element):
            value = "\n".join(filter(None, map(clean_text, map(str, element.itertext()))))
            if 0 < len(value) < _SHORT:
                yield Claim("author", value, "byline")


def _times(tree: _Element) -> Iterator[Claim]:
    language = page_language(tree)
    for element in tree.iter("time", "abbr"):
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        is_abbr = element.tag == "abbr"
        if is_outside_article(element) or (is_abbr and "published" not in named):
            continue
        if "pubdate" not in element.attrib and re.search(r"updated|modified", named):
            continue
        value = clean_text(element.get("title" if is_abbr else "datetime") or "")
        if dates.parse_date(value, language) or (value := dates.find_date(element_text(element), language)):
            yield Claim("date", value, f"<{element.tag}>")


def page_language(tree: _Element) -> str:
    """Return the language that a page says it is in."""
    return tree.getroottree().getroot().get("lang") or ""


def element_text(element: _Element) -> str:
    """Return all that stands in an element."""
    return clean_text("".join(map(str, element.itertext())))


def is_outside_article(element: _Element) -> bool:
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
