"""Clean a page before the search for its article: rewrite or mark what would make trafilatura miss a part of it."""

import re
from collections.abc import Iterator

from lxml.etree import Element, _Element, strip_elements

from clipper.intake.page.code_lines import drop_line_numbers
from clipper.intake.page.markdown import tables
from clipper.intake.page.markdown.blocks import SKIPPED_TAGS
from clipper.text import split_words

_MIN_SHARE = 0.7
"""A parent with at least this share of a page's paragraphs is the article."""
_MIN_PARAGRAPH = 80
_MAX_LINKED = 0.5
"""A paragraph is not text if links are at least this share of it."""
_MARGINS = frozenset({"aside", "footer", "nav", "form"})
_BODY_CLASS = re.compile(
    r"article-?_*body|body__|story-?_*(?:body|content|text)|(?:entry|post|article|text)-?_*(?:content|text)"
    r"|content-?_*body",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(r"credit|copyright|source|quelle", re.IGNORECASE)
_MIN_CAPTION, _MIN_CAPTIONS = 40, 3
"""A page with at least 3 captions of at least 40 characters may be a gallery."""
_HIDDEN = r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)(?!\w)"
_MAX_HIDDEN = 0.3
"""The share of the text of a page below which something hidden is left out; a script may show what is more."""
_BACKLINKS = frozenset({"↩", "↑", "⇑", "^", "↵", "⤴"})
"""What links from a footnote to its mark show."""
_CONTAINERS = frozenset({"div", "td", "font", "center", "span", "section", "article", "blockquote"})
_BLOCKS = (
    *("p", "div", "figure", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "section", "aside", "article"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)
_MAX_NAVIGATION = 0.5
_NO_TEXT = tuple(SKIPPED_TAGS - {"head", "title", "meta", "link", "base", "math"})
_TABLE_TAGS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_MARKED_CLASS = "article-body"
"""A class by which trafilatura finds the article."""


def drop_other_articles(tree: _Element, title: str) -> None:
    """Empty the `<article>` elements that have another headline than `title`, if one has that headline."""
    wanted = " ".join(split_words(title))  # a heading may have a kicker besides
    headings = [(article, h1) for article in tree.iter("article") for h1 in article.iter("h1")]
    headlines = [(article, " ".join(split_words(collapsed_text(h1)))) for article, h1 in headings]
    wanted_articles = [article for article, headline in headlines if wanted in headline]
    if not wanted_articles:
        return
    for article in (article for article, headline in headlines if wanted not in headline):
        if not any(other is article or article in other.iterancestors() for other in wanted_articles):
            article.clear()


def clean(tree: _Element) -> None:
    """Rewrite layout tables, `<q>`, double `<br>` and galleries; drop scripts; mark the container of the article."""
    drop_line_numbers(tree)
    for table in list(tree.iter("table")):
        if tables.is_layout(table):
            for part in table.iter(*_TABLE_TAGS):  # those of nested tables too
                part.tag = "div"
    _open_navigation(tree)
    strip_elements(tree, *_NO_TEXT, with_tail=False)
    _use_styles(tree)
    for link in list(tree.iter("a")):
        if (link.get("href") or "").startswith("#") and collapsed_text(link).strip("\ufe0e\ufe0f") in _BACKLINKS:
            link.text = ""
    for quotation in tree.iter("q"):
        _write_quotation_marks(quotation)
    _split_at_double_breaks(tree)
    _turn_gallery_into_text(tree)
    if not _mark_split_article(tree):
        _mark_largest_container(tree)


def _open_navigation(tree: _Element) -> None:
    """Make a `<nav>` with most of the text of the page a box: it was not closed, and the article fell into it."""
    navigation = list(tree.iter("nav"))
    length = len("".join(map(str, tree.itertext()))) if navigation else 0
    for element in (one for one in navigation if len("".join(map(str, one.itertext()))) > length * _MAX_NAVIGATION):
        element.tag = "div"


def _use_styles(tree: _Element) -> None:
    """Drop what is hidden, unless it is much of the page, and borders, which trafilatura takes for boxes."""
    length = len("".join(map(str, tree.itertext())))
    hidden = []
    for element in tree.iter():
        style = element.get("style") or ""
        if "border" in style:
            del element.attrib["style"]
        if element.tag not in {"html", "body"} and (
            element.get("hidden") is not None or (style and re.search(_HIDDEN, style))
        ):
            hidden.append(element)
    for element in hidden:
        if len("".join(map(str, element.itertext()))) < length * _MAX_HIDDEN:
            tail = element.tail
            element.clear()
            element.tail = tail


def _write_quotation_marks(element: _Element) -> None:
    """Replace a `<q>`, for which browsers draw quotation marks, by a `<span>` with the marks in its text."""
    element.tag = "span"
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"


def _turn_gallery_into_text(tree: _Element) -> None:
    """Turn captions into paragraphs if they are most of the text, and drop the credits in them."""
    captions = [caption for caption in tree.iter("figcaption") if text_length(caption) > _MIN_CAPTION]
    if len(captions) < _MIN_CAPTIONS:
        return
    others = (
        paragraph for paragraph in find_paragraphs(tree) if next(paragraph.iterancestors("figcaption"), None) is None
    )
    if sum(map(text_length, captions)) < sum(map(text_length, others)):
        return
    for caption in captions:
        for part in list(caption.iter("span", "small", "cite", "p")):
            if _CREDIT_CLASS.search(part.get("class") or ""):
                part.clear()
        caption.tag = "p" if next(caption.iter("p"), None) is None else "div"
        for ancestor in caption.iterancestors():
            if ancestor.tag in {"article", "main", "body"}:
                break
            ancestor.tag = "div"
            ancestor.attrib.clear()


def _split_at_double_breaks(tree: _Element) -> None:
    """Turn text that is separated by two `<br>` into paragraphs, as pages without `<p>` have it."""
    parents = dict.fromkeys(line_break.getparent() for line_break in tree.iter("br") if _is_doubled(line_break))
    for parent in reversed(parents):  # inner ones first: the text of one that is split later may be lost
        if parent is None or parent.tag not in _CONTAINERS:
            continue
        paragraphs = [Element("p")]
        paragraphs[0].text, parent.text = parent.text, None
        for child in list(parent):
            tail, child.tail = child.tail, None
            if _holds_blocks(child):
                parent.remove(child)
                paragraphs += [child, Element("p")]
            elif child.tag == "br" and (_is_empty(paragraphs[-1]) or _ends_with_break(paragraphs[-1])):
                paragraphs[-1].tail = ""
                parent.remove(child)
                if not _is_empty(paragraphs[-1]):
                    paragraphs[-1].remove(paragraphs[-1][-1])
                    paragraphs.append(Element("p"))
            else:
                paragraphs[-1].append(child)
            append_text(paragraphs[-1], tail)
        for container in (parent, *parent.iterancestors("p", "font", "span", "b")):
            container.tag = "div"
        parent.extend(part for part in paragraphs if part.tag != "p" or not _is_empty(part))


def _holds_blocks(element: _Element) -> bool:
    """Tell whether an element is a block or holds one, and so can be no part of a paragraph."""
    return isinstance(element.tag, str) and next(element.iter(*_BLOCKS), None) is not None


def _is_doubled(line_break: _Element) -> bool:
    following = line_break.getnext()
    return following is not None and following.tag == "br" and not (line_break.tail or "").strip()


def _is_empty(element: _Element) -> bool:
    return not len(element) and not (element.text or "").strip()


def _ends_with_break(element: _Element) -> bool:
    return bool(len(element)) and element[-1].tag == "br" and not (element[-1].tail or "").strip()


def append_text(element: _Element, value: str | None) -> None:
    """Add a text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (value or "")
    else:
        element.text = (element.text or "") + (value or "")


def _mark_split_article(tree: _Element) -> bool:
    """Mark the container of an article that is split into several boxes of one class; tell whether there is one.

    Boxes in different `<article>` elements do not belong together.
    """
    boxes_by_class: dict[str, list[_Element]] = {}
    for box in tree.iter("div", "section"):
        class_name = (box.get("class") or "").strip()
        if class_name and _BODY_CLASS.search(class_name) and next(box.iter("p"), None) is not None:
            boxes_by_class.setdefault(class_name, []).append(box)
    is_marked = False
    for boxes in boxes_by_class.values():
        container = _common_container(boxes)
        if container is not None and container.tag in {"div", "section", "main"} and len([*container.iter("h1")]) < 2:  # noqa: PLR2004
            container.set("class", _MARKED_CLASS)
            is_marked = True
    return is_marked


def _common_container(boxes: list[_Element]) -> _Element | None:
    """Return the nearest common ancestor of boxes in one `<article>`; None if there are fewer than two."""
    known = set(boxes)
    outer = [box for box in boxes if not any(ancestor in known for ancestor in box.iterancestors())]
    if len(outer) < 2 or len({next(box.iterancestors("article"), None) for box in outer}) > 1:  # noqa: PLR2004
        return None
    ancestors = [set(box.iterancestors()) for box in outer[1:]]
    return next((element for element in outer[0].iterancestors() if all(element in each for each in ancestors)), None)


def _mark_largest_container(tree: _Element) -> None:
    """Mark the parent of most of the page's paragraphs, whatever its class is."""
    lengths: dict[_Element, int] = {}
    for paragraph in find_paragraphs(tree):
        parent = paragraph.getparent()
        if parent is not None:
            lengths[parent] = lengths.get(parent, 0) + text_length(paragraph)
    largest = max(lengths, key=lambda parent: lengths[parent], default=None)
    if largest is None or largest.tag not in {"div", "section", "td"}:
        return
    if lengths[largest] >= sum(lengths.values()) * _MIN_SHARE and next(largest.iterancestors("article"), None) is None:
        largest.set("class", _MARKED_CLASS)


def find_paragraphs(tree: _Element) -> Iterator[_Element]:
    """Yield the `<p>` elements that are text: not short, not mostly links, and not in the margins."""
    for paragraph in tree.iter("p"):
        length = text_length(paragraph)
        if length <= _MIN_PARAGRAPH or any(ancestor.tag in _MARGINS for ancestor in paragraph.iterancestors()):
            continue
        if sum(map(text_length, paragraph.iter("a"))) < length * _MAX_LINKED:
            yield paragraph


def text_length(element: _Element) -> int:
    """Return the number of characters in the text of an element."""
    return len(collapsed_text(element))


def collapsed_text(element: _Element) -> str:
    """Return the text of an element with each run of whitespace as one space."""
    return " ".join("".join(map(str, element.itertext())).split())
