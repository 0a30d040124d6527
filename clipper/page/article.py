"""The article on a page: trafilatura finds it in a page that was made ready, and its marks become HTML again."""

import re
from collections.abc import Iterator
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from lxml.etree import _Element, strip_elements

from clipper.page import lean
from clipper.page.prose import tables

_OPTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {"output_format": "markdown", "include_links": True, "include_tables": True, "include_comments": False}
)
_ENOUGH = 0.6
"""The share of a page's paragraphs that an article should have; with less, it is looked for less strictly too."""
_MUCH_MORE = 1.5
_LONG = 80
_LINKED = 0.5
_ASIDE = frozenset({"aside", "footer", "nav", "form"})
_BODY = re.compile(
    r"article-?_*body|body__|story-?_*(?:body|content|text)|(?:entry|post|article|text)-?_*(?:content|text)"
    r"|content-?_*body",
    re.IGNORECASE,
)
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_MARKS = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAGS = {"quote": "blockquote", "item": "li", "row": "tr", "lb": "br"}


def body(tree: _Element) -> _Element | None:
    """Return the article as a tree of HTML, or None where there is none; the page's own tree is changed.

    Where a strict search leaves much of the page's text out, a less strict one that finds much more of it counts.
    """
    _make_ready(tree)
    best = _extracted(tree, precise=True)
    if best is None or _length(best) < _there(tree, best) * _ENOUGH:
        found = _extracted(tree, precise=False)
        if best is None or (found is not None and _length(found) > _length(best) * _MUCH_MORE):
            best = found
    if best is not None:
        _make_html(best)
    return best


def _extracted(tree: _Element, *, precise: bool) -> _Element | None:
    try:
        found = lean.core().bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
    except lean.NeededError:
        found = lean.core(whole=True).bare_extraction(deepcopy(tree), favor_precision=precise, **_OPTIONS)
    return found.body if found is not None else None


def _make_ready(tree: _Element) -> None:
    """Undo what keeps an article from being found whole: tables as layout, a text in pieces; drop what is no text."""
    for table in list(tree.iter("table")):
        if tables.is_layout(table):
            for part in table.iter(*_TABLE):
                if next(part.iterancestors("table"), table) is table or part is table:
                    part.tag = "div"
    strip_elements(tree, "rt", "rp", with_tail=False)
    for quote in tree.iter("q"):
        _quote(quote)
    _join(tree)


def _quote(element: _Element) -> None:
    """Put marks of quotation into the text, where `<q>` has them drawn by the browser."""
    element.tag = "span"
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _join(tree: _Element) -> None:
    """Mark what holds all pieces of an article that stands in several boxes of one class, with other things between.

    Pieces in different articles are of different articles.
    """
    boxes: dict[str, list[_Element]] = {}
    for one in tree.iter("div", "section"):
        named = (one.get("class") or "").strip()
        if named and _BODY.search(named) and next(one.iter("p"), None) is not None:
            boxes.setdefault(named, []).append(one)
    for found in boxes.values():
        pieces = [one for one in found if not any(other in found for other in one.iterancestors())]
        if len(pieces) < 2 or len({next(one.iterancestors("article"), None) for one in pieces}) > 1:  # noqa: PLR2004
            continue
        around = [set(one.iterancestors()) for one in pieces[1:]]
        common = next((one for one in pieces[0].iterancestors() if all(one in others for others in around)), None)
        if common is not None and common.tag in {"div", "section", "main"} and len([*common.iter("h1")]) < 2:  # noqa: PLR2004
            common.set("class", "article-body")


def _there(tree: _Element, best: _Element | None) -> int:
    """Return the length of the text that seems to belong to an article of which some was found."""
    paragraphs = list(_paragraphs(tree))
    if best is not None:
        begun = {_words(paragraph) for paragraph in best.iter("p")}
        homes = [next(one.iterancestors("article"), None) for one in paragraphs if _words(one) in begun]
        if homes and homes[0] is not None:
            paragraphs = [one for one in paragraphs if homes[0] in one.iterancestors()]
    return sum(map(_length, paragraphs))


def _paragraphs(tree: _Element) -> Iterator[_Element]:
    """Yield the paragraphs of a page that are text, and not links or in its margins."""
    for paragraph in tree.iter("p"):
        length = _length(paragraph)
        if length <= _LONG or any(one.tag in _ASIDE for one in paragraph.iterancestors()):
            continue
        if sum(map(_length, paragraph.iter("a"))) < length * _LINKED:
            yield paragraph


def _length(element: _Element) -> int:
    return len(_words(element))


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


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
