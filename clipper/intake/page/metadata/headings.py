"""Headings: the headline in one without kicker and subtitle, and which of them name the site instead of the article."""

import re
from collections.abc import Sequence

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import clean_text

_OTHER_LINES = re.compile(
    r"kicker|dachzeile|(?:top|over|roof)-?line|topic-label|(?:super|sub|sur|pre|over)-?title|title-?header"
    r"|sub-?head(?:line|ing)?\b|eyebrow|spitzmarke|entry-section|permalink|header-?link|\bcategory\b",
    re.IGNORECASE,
)
"""What a class calls the lines above and below the headline that are in the same heading, and the link to itself."""
_SITE = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:name|title|brand(?:ing)?|logo)|brand(?:ing)?|logo)(?![a-z])|site-titleblog", re.IGNORECASE
)
"""What a class calls the name of a site."""
_FRONT_PAGE = re.compile(
    r"(?:\.{0,2}/){0,9}(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:index\.\w{1,9})?|(?:.*/)?https?://[^/?#]+/?(?:index\.\w{1,9})?",
    re.IGNORECASE,
)
"""The address of a front page, also as an archive of the web keeps it."""
_MAX_ADDRESS = 300
_HEADLINE = re.compile(
    r"(?:entry|post|article|story|page|news|document)[_-]?(?:title|head)|(?<![a-z])head-?line(?![a-z])", re.IGNORECASE
)
"""What a class calls a headline."""
_HIDDEN = re.compile(r"hidden|sr-only|screen-reader|invisible", re.IGNORECASE)
_SEPARATORS = " :|–—·•/-"


def element_text(element: _Element) -> str:
    """Return the text of an element on one line."""
    return clean_text("".join(map(str, element.itertext())))


def headline_text(heading: _Element) -> str:
    """Return the text of a heading without the kicker and the subtitle that it has in elements of their own."""
    others = [inner for inner in heading.iterdescendants() if _OTHER_LINES.search(_labels(inner))]
    if not others:
        return element_text(heading)
    text = clean_text(" ".join(_own_texts(heading, others))).lstrip(_SEPARATORS)
    return text.rstrip(" |–—·•/-") or element_text(heading)


def _own_texts(element: _Element, others: Sequence[_Element]) -> list[str]:
    """Return the texts in an element, without those of `others`."""
    texts = [str(element.text or "")]
    for child in element:
        if isinstance(child.tag, str) and child not in others:
            texts += _own_texts(child, others)
        texts.append(str(child.tail or ""))
    return texts


def names_site(heading: _Element) -> bool:
    """Tell whether a heading is the name of the site: by its class, or since it leads to the front page."""
    near = [heading, *heading.iterancestors()][:3]
    if any(_SITE.search(_labels(element)) for element in near if element.tag not in {"body", "html"}):
        return True
    name = element_text(heading)
    return any(leads_to_front_page(link) and element_text(link) == name for link in heading.iterdescendants("a"))


def leads_to_front_page(link: _Element) -> bool:
    """Tell whether a link leads to the front page of its site."""
    address = (link.get("href") or "")[:_MAX_ADDRESS].strip()
    return link.get("rel") == "home" or (bool(address) and _FRONT_PAGE.fullmatch(address) is not None)


def is_marked(heading: _Element) -> bool:
    """Tell whether a heading is marked as the headline of an article, and readers see it."""
    labels = _labels(heading)
    named = "headline" in (heading.get("itemprop") or "").lower().split() or _HEADLINE.search(labels)
    if not named or _HIDDEN.search(labels):
        return False
    return not any(
        box.tag in {"nav", "aside"} or "breadcrumb" in _labels(box).lower() for box in heading.iterancestors()
    )


def _labels(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
