"""Find the article on a page with trafilatura, and turn its result back into HTML elements."""

import re
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from lxml.etree import _Element

from clipper.intake.page import trafilatura_core
from clipper.intake.page.cleaning import clean, collapsed_text, drop_other_articles, find_paragraphs, text_length

_OPTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {"output_format": "markdown", "include_links": True, "include_tables": True, "include_comments": False}
)
_MIN_SHARE = 0.6
"""The share of a page's paragraphs that an article has at least; below it, a less precise search is tried too."""
_MUCH_LONGER = 1.5
_TAG_BY_RENDERING = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAG_BY_TAG = {"quote": "blockquote", "item": "li", "row": "tr", "lb": "br"}


def find_article(tree: _Element, title: str = "") -> _Element | None:
    """Return the article as a tree of HTML, or None if there is none; the page's own tree is changed.

    Of several articles on the page, those with another headline than `title` are dropped. If a precise search leaves
    out much of the page's text, a less precise one is used if it finds much more.
    """
    drop_other_articles(tree, title)
    clean(tree)
    article = _run_trafilatura(tree, precise=True)
    if article is None or text_length(article) < _expected_length(tree, article) * _MIN_SHARE:
        longer = _run_trafilatura(tree, precise=False)
        if article is None or (longer is not None and text_length(longer) > text_length(article) * _MUCH_LONGER):
            article = longer
    if article is not None:
        _restore_html_tags(article)
    return article


def _run_trafilatura(tree: _Element, *, precise: bool) -> _Element | None:
    try:
        core = trafilatura_core.load_core()
        document = core.bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
    except trafilatura_core.StubUsedError:
        core = trafilatura_core.load_core(complete=True)
        document = core.bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
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
