"""Where on a page its article is: the headline, and which elements lie outside of the article."""

import re
from collections.abc import Iterator
from functools import cached_property

from lxml.etree import _Element

from clipper.intake.page.metadata.claims import clean_text
from clipper.intake.page.metadata.headings import element_text, headline_text, is_marked, names_site
from clipper.text import split_words

_OTHER_PARTS = re.compile(
    r"comment|related|sidebar|teaser|recommend|most-?(?:read|popular)|trending|promo|newsletter|(?<!post-)(?<!entry-)footer|-nav|^nav|card-list|read-?next"
    r"|more-?(?:from|news|stories)|latest",
    re.IGNORECASE,
)
_DOUBTFUL_PARTS = re.compile(r"teaser|footer|promo", re.IGNORECASE)
_DETAILS = re.compile(r"meta|byline|author|date", re.IGNORECASE)
_REFERENCES = re.compile(r"foot-?notes?\b|end-?notes?\b|references|bibliograph", re.IGNORECASE)
HEADING_TAGS = ("h1", "h2", "h3", "h4")
_HEADLINE_TAGS = ("b", "strong", "font", "big", "center", "div", "span", "td", "p")
"""Elements in which old pages have their headline."""
_TITLE_SEPARATOR = re.compile(r"(?<!\s)(?:\s++[|–—·•»-]++\s+|\s*+[|｜]\s*|(?<=[\u3040-\u9fff\uff01-\uffef])_)|:\s+")
_TITLE_TAGS = frozenset({"og:title", "twitter:title"})
_MIN_SHARE, _MIN_SHARE_OF_FEW, _MANY_WORDS = 0.3, 0.6, 5
"""The share of the words of a headline that are in a title of the page: of many words, and of few."""
_FEW_WORDS = 3
"""Words of a heading below which it may be a section that the title names too."""
_EQUAL = 100
"""How far a heading agrees that equals the title for sharing, its words not counted."""


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
        """The element with the headline: the one that the titles of the page confirm, else the first `<h1>`.

        On a page without headings it is the element whose text is a part of `<title>`.
        """
        if self.confirmed_headline is not None:
            return self.confirmed_headline
        heading = next(iter(self.headings), None)
        return self._unmarked_headline() if heading is None else heading

    @cached_property
    def confirmed_headline(self) -> _Element | None:
        """The heading whose words are in a title of the page, but not only in its end, where sites have their name.

        Else the only `<h1>` that is marked as a headline.
        """
        headings = [(self._agreement(split_words(headline_text(h1))), h1) for h1 in self._main_headings]
        best = max(headings, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] > 0:
            return best[1]
        smaller = [
            ((split_words(element_text(heading)), split_words(headline_text(heading))), heading)
            for heading in self._tree.iter(*HEADING_TAGS[1:])
        ]
        for title in self._whole_titles():
            found = next((h for forms, h in smaller if title in forms and not names_site(h)), None)
            if found is not None:
                return found
        marked = {headline_text(h1): h1 for h1 in self._main_headings if is_marked(h1)}
        return next(iter(marked.values())) if len(marked) == 1 else None

    @cached_property
    def headings(self) -> list[_Element]:
        """The `<h1>` elements that belong to the article, the headline first."""
        headings = [h1 for h1 in self._main_headings if not self.is_outside_article(h1)]
        return sorted(headings, key=lambda h1: h1 is not self.confirmed_headline)

    @cached_property
    def site_names(self) -> list[str]:
        """The names of the site in `<h1>` elements."""
        main = {*self._main_headings}
        return [name for h1 in self._tree.iter("h1") if h1 not in main and split_words(name := element_text(h1))]

    @cached_property
    def _main_headings(self) -> list[_Element]:
        """The `<h1>` elements that have text and do not name the site; one that is the title for sharing does not."""
        headings = [(split_words(headline_text(h1)), h1) for h1 in self._tree.iter("h1")]
        return [h1 for words, h1 in headings if words and (words == self._shared_title or not names_site(h1))]

    @cached_property
    def elements(self) -> list[_Element]:
        """All elements of the page in order."""
        return [*self._tree.getroottree().iter()]

    @cached_property
    def headline_index(self) -> int | None:
        """The index of the headline among the elements; that of the first heading if there is no headline."""
        headings = (h for h in self._tree.iter(*HEADING_TAGS) if not self.is_outside_article(h) and element_text(h))
        anchor = next(headings, None) if self.headline is None else self.headline
        return None if anchor is None else self.elements.index(anchor)

    def is_about_others(self, element: _Element) -> bool:
        """Tell whether an element is in a part that is never about the article itself.

        A footer or what is called a teaser may be, since some sites give such names to the head of their articles.
        """
        return any(
            self._begins_another_part(ancestor) and not _is_doubtful(ancestor)
            for ancestor in (element, *element.iterancestors())
            if ancestor.tag not in {"body", "html"}
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
            return element not in self._wrappers
        labels = f"{element.get('class') or ''} {element.get('id') or ''}"
        # `has-sidebar` and `promoted` are on the wrappers of whole pages too.
        return bool(_OTHER_PARTS.search(labels) or _REFERENCES.search(labels)) and element not in self._wrappers

    @cached_property
    def _wrappers(self) -> frozenset[_Element]:
        """The elements around the headline, or around any `<h1>` if no heading is surely the headline."""
        headings = self._main_headings if self.confirmed_headline is None else [self.confirmed_headline]
        return frozenset(ancestor for heading in headings for ancestor in heading.iterancestors())

    def _agreement(self, words: list[str]) -> float:
        """Return how far the words of a heading agree with the titles of the page; 0 if they may name the site."""
        share = _MIN_SHARE if len(words) >= _MANY_WORDS else _MIN_SHARE_OF_FEW
        if self._shared_title:
            shared = len(set(words) & set(self._shared_title))
            if len(words) < _FEW_WORDS and words != self._shared_title[: len(words)]:
                return 0
            equal = _EQUAL if words == self._shared_title else 0
            return equal + shared if words and shared >= share * len(set(words)) else 0
        parts = [part for part in self._title_parts if part]
        if not words or len(set(words) & {word for part in parts for word in part}) < share * len(set(words)):
            return 0
        shared_by_part = [len(set(words) & set(part)) for part in parts]
        best = shared_by_part.index(max(shared_by_part))
        is_longest = all(len(words) >= len(part) for part in parts)
        is_first = best == 0 and (len(words) > 1 or len(parts) == 1)
        return shared_by_part[best] if is_longest or is_first else 0

    def _whole_titles(self) -> Iterator[list[str]]:
        """Yield the titles that a smaller heading may have: that for sharing, and the beginning or end of `<title>`.

        The name of the site is at the end of `<title>`, or at its beginning, and is rarely the longer part.
        """
        parts = self._title_parts
        beginnings = [[word for part in parts[:count] for word in part] for count in range(1, len(parts) + 1)]
        yield from (words for words in (self._shared_title, beginnings[0]) if len(words) > 1)
        yield from (words for words in beginnings[1:] if len(words) >= _FEW_WORDS)
        if len(parts[-1]) >= max(_FEW_WORDS, len(parts[0])):
            yield parts[-1]

    @cached_property
    def _shared_title(self) -> list[str]:
        """The words of the title for sharing."""
        tags = (tag for tag in self._tree.iter("meta") if (tag.get("property") or tag.get("name")) in _TITLE_TAGS)
        return split_words(clean_text(next((tag.get("content") or "" for tag in tags), "")))

    @cached_property
    def _title_parts(self) -> list[list[str]]:
        """The words of each part of `<title>`, with at least one part."""
        return [split_words(part) for part in _TITLE_SEPARATOR.split(self.window_title)]

    def _unmarked_headline(self) -> _Element | None:
        parts = {part for part in _TITLE_SEPARATOR.split(self.window_title) if " " in part}
        for element in self._tree.iter(*HEADING_TAGS[1:], *_HEADLINE_TAGS):
            if (element.text or "").strip() and element_text(element) in parts:
                return element
        return None


def _is_doubtful(element: _Element) -> bool:
    """Tell whether a part may belong to the article, although its name says otherwise."""
    labels = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "aside":
        return bool(_DETAILS.search(labels))
    parent = element.getparent()
    if element.tag == "footer":
        return parent is not None and parent.tag != "body"
    return bool(_DOUBTFUL_PARTS.search(labels))


def own_lines(element: _Element) -> Iterator[str]:
    """Yield the text of an element without that of its children: joined, then each part of it by itself."""
    own_texts = (element.text, *(child.tail for child in element))
    parts = [part for own_text in own_texts if own_text and (part := clean_text(own_text))]
    yield " ".join(parts)
    if len(parts) > 1:
        yield from parts
