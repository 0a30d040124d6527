"""Where on a page its article is: the headline, and which elements lie outside of the article."""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import clean_text
from clipper.text import split_words

_OTHER_PARTS = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-?(?:read|popular)|trending|promo|newsletter|(?<!post-)(?<!entry-)footer|-nav|^nav|card-list|read-?next"
    r"|more-?(?:from|news|stories)|latest",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"foot-?notes?\b|end-?notes?\b|references|bibliograph", re.IGNORECASE)
_HEADING_TAGS = ("h1", "h2", "h3", "h4")
_HEADLINE_TAGS = ("b", "strong", "font", "big", "center", "div", "span", "td", "p")
"""Elements in which old pages have their headline."""
_TITLE_SEPARATOR = re.compile(r"(?<!\s)(?:\s++[|–—·•»-]++\s+|\s*+\|\s*)|:\s+")
_TITLE_TAGS = frozenset({"og:title", "twitter:title"})
_MIN_SHARE = 0.6
"""The share of a heading's words that are in a title of the page, if the heading is the headline."""


class Layout:
    """Where on a page its article is."""

    def __init__(self, tree: _Element) -> None:
        self._tree = tree
        self._known: dict[_Element, bool] = {}

    @cached_property
    def window_title(self) -> str:
        """The text of `<title>`, which a browser shows as the title of its window."""
        title = self._tree.find(".//title")
        return element_text(title) if title is not None else ""

    @cached_property
    def headline(self) -> _Element | None:
        """The element with the headline: the heading that has most words of the page's titles, else the first `<h1>`.

        On a page without headings it is the element whose text is a part of `<title>`.
        """
        if self._stated_headline is not None:
            return self._stated_headline
        heading = next(iter(self.headings), None)
        return self._unmarked_headline() if heading is None else heading

    @cached_property
    def headings(self) -> list[_Element]:
        """The `<h1>` elements that have text and belong to the article, the headline first."""
        headings = [h1 for h1 in self._tree.iter("h1") if element_text(h1) and not self.is_outside_article(h1)]
        return sorted(headings, key=lambda h1: h1 is not self._stated_headline)

    @cached_property
    def elements(self) -> list[_Element]:
        """All elements of the page in order."""
        return [*self._tree.getroottree().iter()]

    @cached_property
    def headline_index(self) -> int | None:
        """The index of the headline among the elements; that of the first heading if there is no headline."""
        headings = (h for h in self._tree.iter(*_HEADING_TAGS) if not self.is_outside_article(h) and element_text(h))
        anchor = next(headings, None) if self.headline is None else self.headline
        return None if anchor is None else self.elements.index(anchor)

    def is_about_others(self, element: _Element) -> bool:
        """Tell whether an element is in a part that is never about the article itself: `<nav>`, or its references."""
        return any(
            ancestor.tag == "nav" or _REFERENCES.search(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}")
            for ancestor in (element, *element.iterancestors())
        )

    def is_outside_article(self, element: _Element) -> bool:
        """Tell whether an element is outside the article: in navigation, comments, teasers or a nested article."""
        path: list[_Element] = []
        outside = False
        for ancestor in (element, *element.iterancestors()):
            if ancestor in self._known:
                outside = self._known[ancestor]
                break
            if ancestor.tag in {"body", "html"}:
                break
            path.append(ancestor)
        for ancestor in reversed(path):
            outside = self._known[ancestor] = outside or self._begins_another_part(ancestor)
        return outside

    def _begins_another_part(self, element: _Element) -> bool:
        if element.tag in {"nav", "footer", "aside"}:
            return True
        if element.tag == "article" and next(element.iterancestors("article"), None) is not None:
            return True
        labels = f"{element.get('class') or ''} {element.get('id') or ''}"
        # `has-sidebar` and `promoted` are on the wrappers of whole pages too.
        return bool(_OTHER_PARTS.search(labels) or _REFERENCES.search(labels)) and element not in self._wrappers

    @cached_property
    def _wrappers(self) -> frozenset[_Element]:
        """The elements around the headline, or around any `<h1>` if no heading is surely the headline."""
        headings = [*self._tree.iter("h1")] if self._stated_headline is None else [self._stated_headline]
        return frozenset(ancestor for heading in headings for ancestor in heading.iterancestors())

    @cached_property
    def _stated_headline(self) -> _Element | None:
        """The heading that has most words of the page's titles; None if no heading has the words of a title."""
        titles = [set(split_words(title)) for title in self._titles()]
        best, best_score = None, 0.0
        for heading in self._tree.iter(*_HEADING_TAGS):
            words = set(split_words(element_text(heading)))
            shared = max((len(words & title) for title in titles), default=0)
            if not words or shared < len(words) * _MIN_SHARE:
                continue
            score = shared + (heading.tag == "h1") / 2
            if score > best_score:
                best, best_score = heading, score
        return best

    def _titles(self) -> Iterator[str]:
        yield self.window_title
        for tag in self._tree.iter("meta"):
            if (tag.get("property") or tag.get("name")) in _TITLE_TAGS:
                yield clean_text(tag.get("content") or "")

    def _unmarked_headline(self) -> _Element | None:
        parts = {part for part in _TITLE_SEPARATOR.split(self.window_title) if " " in part}
        for element in self._tree.iter(*_HEADING_TAGS[1:], *_HEADLINE_TAGS):
            if (element.text or "").strip() and element_text(element) in parts:
                return element
        return None


def element_text(element: _Element) -> str:
    """Return the text of an element on one line."""
    return clean_text("".join(map(str, element.itertext())))


def own_lines(element: _Element) -> Iterator[str]:
    """Yield the text of an element without that of its children: joined, then each part of it by itself."""
    own_texts = (element.text, *(child.tail for child in element))
    parts = [part for own_text in own_texts if (part := clean_text(own_text or ""))]
    yield " ".join(parts)
    if len(parts) > 1:
        yield from parts
