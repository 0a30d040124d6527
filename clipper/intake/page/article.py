"""Find the article on a page with trafilatura, and turn its result back into HTML elements."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from types import MappingProxyType
from typing import Any, NamedTuple

from lxml.etree import Element, _Element

from clipper.intake.page import trafilatura_core
from clipper.intake.page.captions import captions_of
from clipper.intake.page.cleaning import clean, collapsed_text, drop_other_articles, find_paragraphs, text_length
from clipper.intake.page.segments import ExtractedText, Segment, split
from clipper.intake.page.selection import left_out, select

_OPTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {"output_format": "markdown", "include_links": True, "include_tables": True, "include_comments": False}
)
_MIN_SHARE = 0.6
"""The share of a page's paragraphs that an article has at least; below it, a less precise search is tried too."""
_MIN_LENGTH = 600
"""Characters of a text that a quick search may find; of less, it may have missed the most."""
_MUCH_LONGER = 1.5
_TAG_BY_RENDERING = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAG_BY_TAG = {"quote": "blockquote", "item": "li", "row": "tr", "lb": "br"}


class Article(NamedTuple):
    """The article on a page as a tree of HTML, and the share of the text around it that was not taken."""

    element: _Element
    left_out: float = 0.0


def find_article(
    tree: _Element, title: str = "", description: str = "", *, wide: bool = False, captions: bool = False
) -> Article | None:
    """Return the article on a page, or None if there is none; the page's own tree is changed.

    Of several articles on the page, those with another headline than `title` are dropped. trafilatura searches quickly;
    if that finds little, twice more, precisely and less so, each time compared with other extractors. `selection` says
    what of the page they show to be the article. With `wide` all the text
    around it is taken too, with `captions` the captions in it.
    """
    drop_other_articles(tree, title)
    clean(tree)
    extracted = _run_trafilatura(tree, precise=True, fast=True)
    less_precise = None
    if extracted is None or not _is_enough(tree, extracted):
        precise = _run_trafilatura(tree, precise=True)
        less_precise = _run_trafilatura(tree, precise=False)
        is_enough = precise is not None and text_length(precise) >= _expected_length(tree, precise) * _MIN_SHARE
        extracted = precise if is_enough else _longer(precise, less_precise)
    if extracted is None:
        return None
    body = next(tree.iter("body"), tree)
    segments = split(body)
    texts = ExtractedText(_texts(extracted))
    others = ExtractedText(_texts(less_precise)) if less_precise is not None else texts
    chosen = select(segments, texts, others, title=title, description=description)
    if not chosen:
        _restore_html_tags(extracted)
        return Article(extracted)
    rest = left_out(segments, chosen)
    if wide:
        chosen, rest = [*chosen, *rest], []
    if captions:
        chosen = [*chosen, *captions_of(segments, chosen, title)]
    sizes = [sum(len(segment.key) for segment in part) for part in (chosen, rest)]
    _prune(segments, chosen)
    return Article(body, sizes[1] / sum(sizes))


def _is_enough(tree: _Element, found: _Element) -> bool:
    """Tell whether a quick search found so much that slower ones would hardly find more."""
    length = text_length(found)
    return length >= _MIN_LENGTH and length >= _expected_length(tree, found) * _MIN_SHARE


def _longer(precise: _Element | None, less_precise: _Element | None) -> _Element | None:
    """Return what a less precise search found if it is much longer, else what the precise one found."""
    if precise is None or less_precise is None:
        return precise if less_precise is None else less_precise
    return less_precise if text_length(less_precise) > text_length(precise) * _MUCH_LONGER else precise


def _texts(extracted: _Element) -> list[str]:
    return [extracted.text or "", *("".join(map(str, element.itertext())) for element in extracted)]


def _prune(segments: Sequence[Segment], chosen: Iterable[Segment]) -> None:
    """Remove the segments that were not chosen; write captions in italics, and a heading that is the lead as text."""
    kept = {*chosen}
    for segment in segments:
        parent = segment.element.getparent()
        if segment not in kept and parent is not None:
            parent.remove(segment.element)
        elif segment.kind == "caption":
            italics = Element("em")
            italics.text, segment.element.text = segment.element.text, None
            italics.extend(segment.element)
            segment.element.append(italics)
        elif segment.kind == "lead":
            segment.element.tag = "p"


def _run_trafilatura(tree: _Element, *, precise: bool, fast: bool = False) -> _Element | None:
    """Search for the article; a fast search does not compare what it found with the results of other extractors."""
    options = {**_OPTIONS, "favor_precision": precise, "fast": fast}
    try:
        core = trafilatura_core.load_core()
        document = core.bare_extraction(deepcopy(tree), **options)
    except trafilatura_core.StubUsedError:
        core = trafilatura_core.load_core(complete=True)
        document = core.bare_extraction(deepcopy(tree), **options)
    return document.body if document is not None else None


def _expected_length(tree: _Element, article: _Element | None) -> int:
    """Return the length of the paragraphs that seem to belong to the article; `article` may be only a part of it."""
    paragraphs = list(find_paragraphs(tree))
    if article is not None:
        found = {collapsed_text(paragraph) for paragraph in article.iter("p")}
        containers = [
            next(paragraph.iterancestors("article"), None)
            for paragraph in paragraphs
            if collapsed_text(paragraph) in found
        ]
        if containers and containers[0] is not None:
            paragraphs = [paragraph for paragraph in paragraphs if containers[0] in paragraph.iterancestors()]
    return sum(map(text_length, paragraphs))


def _restore_html_tags(article: _Element) -> None:
    """Rename the elements that trafilatura names in the manner of TEI to their names in HTML."""
    for element in article.iter():
        rendering = element.get("rend") or ""
        match element.tag:
            case "head":
                element.tag = rendering if re.fullmatch("h[1-6]", rendering) else "h3"
            case "list":
                element.tag = rendering if rendering == "ol" else "ul"
            case "hi":
                element.tag = _TAG_BY_RENDERING.get(rendering, "span")
            case "ref":
                element.tag = "a"
                element.set("href", element.get("target") or "")
            case "cell":
                element.tag = "th" if element.get("role") == "head" else "td"
            case "code":
                parent = element.getparent()
                is_block = parent is None or parent.tag == "body" or "\n" in "".join(map(str, element.itertext()))
                element.tag = "pre" if is_block else "code"
            # Other tags are left alone: lxml parses invalid names, such as `<nen">`, but does not let them be set.
            case tag if tag in _TAG_BY_TAG:
                element.tag = _TAG_BY_TAG[tag]
