"""The article on a page: trafilatura finds it in a page that was made ready, and its marks become HTML again."""

import re
from collections.abc import Iterator
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from lxml.etree import Element, _Element, strip_elements

from clipper import text
from clipper.page import lean
from clipper.page.prose import tables

_OPTIONS: MappingProxyType[str, Any] = MappingProxyType(
    {"output_format": "markdown", "include_links": True, "include_tables": True, "include_comments": False}
)
_ENOUGH = 0.6
"""The share of a page's paragraphs that an article should have; with less, it is looked for less strictly too."""
_MOST = 0.7
"""The share of the paragraphs that one box holds which is an article's."""
_MUCH_MORE = 1.5
_LONG = 80
_LINKED = 0.5
_ASIDE = frozenset({"aside", "footer", "nav", "form"})
_BODY = re.compile(
    r"article-?_*body|body__|story-?_*(?:body|content|text)|(?:entry|post|article|text)-?_*(?:content|text)"
    r"|content-?_*body",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"credit|copyright|source|quelle", re.IGNORECASE)
_GALLERY = 3
"""Pictures with words from which on a page may be a gallery."""
_PARTED = frozenset({"div", "td", "font", "center", "span", "section", "article", "blockquote"})
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_MARKS = {"#b": "strong", "#i": "em", "#t": "code", "#sub": "sub", "#sup": "sup"}
_TAGS = {"quote": "blockquote", "item": "li", "row": "tr", "lb": "br"}


def body(tree: _Element, title: str = "") -> _Element | None:
    """Return the article as a tree of HTML, or None where there is none; the page's own tree is changed.

    Others that follow the one of this title on the same page are passed over.

    Where a strict search leaves much of the page's text out, a less strict one that finds much more of it counts.
    """
    _drop_others(tree, title)
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


def _drop_others(tree: _Element, title: str) -> None:
    """Drop the articles that go on below the one that is meant, each with a headline of its own."""
    wanted = text.words(title)
    headed = [(one, text.words(_words(h1))) for one in tree.iter("article") for h1 in one.iter("h1")]
    if any(words == wanted for _, words in headed):
        for one in [one for one, words in headed if words != wanted]:
            if not any(words == wanted and (other is one or one in other.iterancestors()) for other, words in headed):
                one.clear()


def _make_ready(tree: _Element) -> None:
    """Undo what keeps an article from being found whole: tables as layout, a text in pieces; drop what is no text."""
    for table in list(tree.iter("table")):
        if tables.is_layout(table):
            for part in table.iter(*_TABLE):
                if next(part.iterancestors("table"), table) is table or part is table:
                    part.tag = "div"
    strip_elements(tree, "rt", "rp", "script", "noscript", "style", with_tail=False)
    for quote in tree.iter("q"):
        _quote(quote)
    _part(tree)
    _unfold(tree)
    if not _join(tree):
        _mark(tree)


def _quote(element: _Element) -> None:
    """Put marks of quotation into the text, where `<q>` has them drawn by the browser."""
    element.tag = "span"
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _unfold(tree: _Element) -> None:
    """Make paragraphs of the words below pictures, where these are most of what there is to read."""
    captions = [caption for caption in tree.iter("figcaption") if _length(caption) > _LONG // 2]
    if len(captions) < _GALLERY or sum(map(_length, captions)) < sum(
        _length(one) for one in _paragraphs(tree) if next(one.iterancestors("figcaption"), None) is None
    ):
        return
    for caption in captions:
        for part in list(caption.iter("span", "small", "cite", "p")):
            if _CREDIT.search(part.get("class") or ""):
                part.clear()
        caption.tag = "p" if next(caption.iter("p"), None) is None else "div"
        for around in caption.iterancestors():
            if around.tag in {"article", "main", "body"}:
                break
            around.tag = "div"
            around.attrib.clear()


def _part(tree: _Element) -> None:
    """Make paragraphs of what is parted by two ends of a line, as pages were written before there was `<p>`."""
    for parent in {one.getparent() for one in tree.iter("br") if _is_doubled(one)}:
        if parent is None or parent.tag not in _PARTED:
            continue
        pieces = [Element("p")]
        pieces[0].text, parent.text = parent.text, None
        for child in list(parent):
            tail, child.tail = child.tail, None
            if child.tag == "br" and (_is_empty(pieces[-1]) or _ends(pieces[-1])):
                pieces[-1].tail = ""
                parent.remove(child)
                if not _is_empty(pieces[-1]):
                    pieces[-1].remove(pieces[-1][-1])
                    pieces.append(Element("p"))
            else:
                pieces[-1].append(child)
            _add(pieces[-1], tail)
        for around in (parent, *parent.iterancestors("p", "font", "span", "b")):
            around.tag = "div"
        parent.extend(piece for piece in pieces if not _is_empty(piece))


def _is_doubled(line_end: _Element) -> bool:
    following = line_end.getnext()
    return following is not None and following.tag == "br" and not (line_end.tail or "").strip()


def _is_empty(element: _Element) -> bool:
    return not len(element) and not (element.text or "").strip()


def _ends(element: _Element) -> bool:
    """Tell whether nothing stands behind the end of a line that comes last."""
    return bool(len(element)) and element[-1].tag == "br" and not (element[-1].tail or "").strip()


def _add(element: _Element, written: str | None) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (written or "")
    else:
        element.text = (element.text or "") + (written or "")


def _join(tree: _Element) -> bool:
    """Mark what holds all pieces of an article that stands in several boxes of one class, with other things between.

    Pieces in different articles are of different articles. Tell whether there was such an article.
    """
    boxes: dict[str, list[_Element]] = {}
    for one in tree.iter("div", "section"):
        named = (one.get("class") or "").strip()
        if named and _BODY.search(named) and next(one.iter("p"), None) is not None:
            boxes.setdefault(named, []).append(one)
    joined = False
    for found in boxes.values():
        pieces = [one for one in found if not any(other in found for other in one.iterancestors())]
        if len(pieces) < 2 or len({next(one.iterancestors("article"), None) for one in pieces}) > 1:  # noqa: PLR2004
            continue
        around = [set(one.iterancestors()) for one in pieces[1:]]
        common = next((one for one in pieces[0].iterancestors() if all(one in others for others in around)), None)
        if common is not None and common.tag in {"div", "section", "main"} and len([*common.iter("h1")]) < 2:  # noqa: PLR2004
            common.set("class", "article-body")
            joined = True
    return joined


def _mark(tree: _Element) -> None:
    """Mark the box in which most of the text stands, whatever it is called."""
    held: dict[_Element, int] = {}
    for paragraph in _paragraphs(tree):
        parent = paragraph.getparent()
        if parent is not None:
            held[parent] = held.get(parent, 0) + _length(paragraph)
    best = max(held, key=lambda one: held[one], default=None)
    if best is None or held[best] < sum(held.values()) * _MOST or best.tag not in {"div", "section", "td"}:
        return
    if next(best.iterancestors("article"), None) is None:
        best.set("class", "article-body")


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
