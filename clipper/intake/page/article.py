"""The article on a page: trafilatura finds it in a page that was made ready, and its marks become HTML again."""

import re
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from lxml.etree import _Element

from clipper.intake.page import trafilatura_core
from clipper.intake.page.cleaning import drop_others, length, make_ready, paragraphs, words

_OPTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {"output_format": "markdown", "include_links": True, "include_tables": True, "include_comments": False}
)
_ENOUGH = 0.6
"""The share of a page's paragraphs that an article should have; with less, it is looked for less strictly too."""
_MUCH_MORE = 1.5
_MARKS = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAGS = {"quote": "blockquote", "item": "li", "row": "tr", "lb": "br"}


def body(tree: _Element, title: str = "") -> _Element | None:
    """Return the article as a tree of HTML, or None where there is none; the page's own tree is changed.

    Others that follow the one of this title on the same page are passed over. Where a strict search leaves much of the
    page's text out, a less strict one that finds much more of it counts.
    """
    drop_others(tree, title)
    make_ready(tree)
    best = _extracted(tree, precise=True)
    if best is None or length(best) < _there(tree, best) * _ENOUGH:
        found = _extracted(tree, precise=False)
        if best is None or (found is not None and length(found) > length(best) * _MUCH_MORE):
            best = found
    if best is not None:
        _make_html(best)
    return best


def _extracted(tree: _Element, *, precise: bool) -> _Element | None:
    try:
        found = trafilatura_core.core().bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
    except trafilatura_core.NeededError:
        found = trafilatura_core.core(whole=True).bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
    return found.body if found is not None else None


def _there(tree: _Element, best: _Element | None) -> int:
    """Return the length of the text that seems to belong to an article of which some was found."""
    found = list(paragraphs(tree))
    if best is not None:
        begun = {words(paragraph) for paragraph in best.iter("p")}
        homes = [next(one.iterancestors("article"), None) for one in found if words(one) in begun]
        if homes and homes[0] is not None:
            found = [one for one in found if homes[0] in one.iterancestors()]
    return sum(map(length, found))


def _make_html(body: _Element) -> None:
    """Give the elements of trafilatura's own names the names of HTML."""
    for element in body.iter():
        rend = element.get("rend") or ""
        match element.tag:
            case "head":
                element.tag = rend if re.fullmatch("h[1-6]", rend) else "h3"
            case "list":
                element.tag = rend if rend == "ol" else "ul"
            case "hi":
                element.tag = _MARKS.get(rend, "span")
            case "ref":
                element.tag = "a"
                element.set("href", element.get("target") or "")
            case "cell":
                element.tag = "th" if element.get("role") == "head" else "td"
            case "code":
                parent = element.getparent()
                is_block = parent is None or parent.tag == "body" or "\n" in "".join(map(str, element.itertext()))
                element.tag = "pre" if is_block else "code"
            case tag:
                element.tag = _TAGS.get(str(tag), tag)
