"""Segments: the pieces of a page's text, such as a paragraph or a list, each of which belongs to the article or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import Element, _Element

from clipper.intake.page.cleaning import append_text
from clipper.intake.page.markdown import tables
from clipper.intake.page.markdown.blocks import BLOCK_TAGS, SKIPPED_TAGS

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_NOT_WRAPPED = SKIPPED_TAGS | {"html", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"}
_BOX_IN_ITEM = ("h1", "h2", "h3", "h4", "article", "section", "figure", "table", "form", "aside")
MIN_FOUND = 0.6
"""The share of a segment, and of an extraction, that must be found again."""
_MIN_QUOTABLE = 12
"""Letters of a text that is looked for within others; a shorter one must be a paragraph of its own."""
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_MAX_ITEM = 600
"""Characters of an item of a list above which the list only lays out the page."""


@dataclass(slots=True, eq=False)
class Segment:
    """A piece of text: its element, its characters without spaces and punctuation, and how many of these are links."""

    element: _Element
    key: str
    linked: int
    kind: str
    ancestors: list[_Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text, with each run of whitespace as one space."""
        return " ".join(text_of(self.element).split())

    @property
    def link_share(self) -> float:
        """Return the share of the text that is links."""
        return self.linked / max(1, len(self.key))


class ExtractedText:
    """The text that an extraction found, to look up segments in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        keys = [key_of(text) for text in texts]
        self.length = sum(map(len, keys))
        self._all = "\n".join(keys)
        self._paragraphs = set(keys)

    def has(self, segment: Segment) -> bool:
        """Tell whether most of a segment was found."""
        if self._has_key(segment.key):
            return True
        texts = [text for text in map(str, segment.element.itertext()) if text.strip()]
        if len(segment.key) < _MIN_QUOTABLE or len(texts) == 1:  # which is the whole segment
            return False
        found = sum(len(key) for key in filter(None, map(key_of, texts)) if self._has_key(key))
        return found >= len(segment.key) * MIN_FOUND

    def _has_key(self, key: str) -> bool:
        return key in self._paragraphs or (len(key) >= _MIN_QUOTABLE and key in self._all)


def split(tree: _Element) -> list[Segment]:
    """Return the segments of a page in their order; loose text between blocks is put into paragraphs first."""
    _wrap_loose_text(tree)
    return [_segment(element, kind) for element, kind in _leaves(tree)]


def key_of(value: str) -> str:
    """Return a text as it is compared: its letters and digits only, without case."""
    if value.isascii():  # most texts of a page are, and this is ten times as fast
        return value.encode("ascii").translate(None, _ASCII_MARKS).decode("ascii").lower()
    return "".join(filter(str.isalnum, value.casefold()))


def _has_key(value: str) -> bool:
    """Tell whether a text has letters or digits."""
    return any(map(str.isalnum, value.casefold()))


def text_of(element: _Element) -> str:
    """Return the text of an element without formulas; scripts and the like are removed before the page is split."""
    if next(element.iter("math"), None) is None:
        return "".join(map(str, element.itertext()))
    return "".join(_texts(element))


def _texts(element: _Element) -> Iterator[str]:
    if element.tag == "math":
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _segment(element: _Element, kind: str) -> Segment:
    linked = sum(len(key_of(text_of(link))) for link in element.iter("a") if link.get("href"))
    return Segment(element, key_of(text_of(element)), linked, kind, list(element.iterancestors()))


def _leaves(element: _Element) -> Iterator[tuple[_Element, str]]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SKIPPED_TAGS:
            continue
        kind = _kind(child)
        if kind:
            if _has_key(text_of(child)):
                yield child, kind
        else:
            yield from _leaves(child)


def _kind(element: _Element) -> str:
    """Return what an element is as a segment; nothing if it is a container of segments."""
    tag = str(element.tag)
    if tag in _HEADINGS:
        return "heading"
    if tag == "pre":
        return "code"
    if tag in {"figcaption", "caption"}:
        return "caption"
    if tag == "table":
        return "" if tables.is_layout(element) else "table"
    if tag in _LISTS:
        return "list" if _is_plain_list(element) else ""
    return "" if _has_block(element) else "text"


def _is_plain_list(element: _Element) -> bool:
    if next(element.iter(*_BOX_IN_ITEM), None) is not None:
        return False
    return all(len(text_of(item)) < _MAX_ITEM for item in element)


def _has_block(element: _Element) -> bool:
    return len(element) > 0 and next((True for child in element.iterdescendants() if child.tag in BLOCK_TAGS), False)


def _wrap_loose_text(tree: _Element) -> None:
    """Put text and inline elements that stand beside blocks into paragraphs of their own."""
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and element.tag not in _NOT_WRAPPED and _has_block(element):
            _wrap_children(element)


def _wrap_children(element: _Element) -> None:
    run: _Element | None = None
    if (element.text or "").strip():
        run = Element("p")
        run.text, element.text = element.text, None
        element.insert(0, run)
    for child in list(element):
        if child is run:
            continue
        tail, child.tail = child.tail or "", None
        if not isinstance(child.tag, str) or child.tag in BLOCK_TAGS or _has_block(child):
            run = None
        elif run is not None:
            run.append(child)
        elif child.tag != "br":
            run = Element("p")
            child.addprevious(run)
            run.append(child)
        if run is None and tail.strip():
            run = Element("p")
            child.addnext(run)
        if run is not None:
            append_text(run, tail)
