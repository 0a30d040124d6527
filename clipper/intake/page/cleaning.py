"""A page made ready for its article to be found: what would hide it, cut it or stand beside it is undone."""

import re
from collections.abc import Iterator

from lxml.etree import Element, _Element, strip_elements

from clipper.intake.page.markdown import tables
from clipper.intake.page.metadata.claims import split_words

_MOST = 0.7
"""The share of the paragraphs that one box holds which is an article's."""
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


def drop_others(tree: _Element, title: str) -> None:
    """Drop the articles that go on below the one that is meant, each with a headline of its own."""
    wanted = split_words(title)
    headed = [(one, split_words(words(h1))) for one in tree.iter("article") for h1 in one.iter("h1")]
    if any(own == wanted for _, own in headed):
        for one in [one for one, own in headed if own != wanted]:
            if not any(own == wanted and (other is one or one in other.iterancestors()) for other, own in headed):
                one.clear()


def make_ready(tree: _Element) -> None:
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
    captions = [caption for caption in tree.iter("figcaption") if length(caption) > _LONG // 2]
    if len(captions) < _GALLERY or sum(map(length, captions)) < sum(
        length(one) for one in paragraphs(tree) if next(one.iterancestors("figcaption"), None) is None
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
        within = set(found)
        pieces = [one for one in found if not any(other in within for other in one.iterancestors())]
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
    for paragraph in paragraphs(tree):
        parent = paragraph.getparent()
        if parent is not None:
            held[parent] = held.get(parent, 0) + length(paragraph)
    best = max(held, key=lambda one: held[one], default=None)
    if best is None or held[best] < sum(held.values()) * _MOST or best.tag not in {"div", "section", "td"}:
        return
    if next(best.iterancestors("article"), None) is None:
        best.set("class", "article-body")


def paragraphs(tree: _Element) -> Iterator[_Element]:
    """Yield the paragraphs of a page that are text, and not links or in its margins."""
    for paragraph in tree.iter("p"):
        size = length(paragraph)
        if size <= _LONG or any(one.tag in _ASIDE for one in paragraph.iterancestors()):
            continue
        if sum(map(length, paragraph.iter("a"))) < size * _LINKED:
            yield paragraph


def length(element: _Element) -> int:
    """Return how many letters stand in an element."""
    return len(words(element))


def words(element: _Element) -> str:
    """Return all that stands in an element, on one line."""
    return " ".join("".join(map(str, element.itertext())).split())
