"""The paragraphs of a page as plain text, for downloads whose words are in the order of their meaning."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clipper.text import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = {
    "p",
    "div",
    "td",
    "th",
    "tr",
    "li",
    "table",
    "body",
    "article",
    "header",
    "section",
    "aside",
    "footer",
    "ul",
    "ol",
}
_BLOCKS |= {f"h{level}" for level in range(1, 7)}
_SKIPPED = {"style", "script", "head", "title"}


def parse(raw: bytes) -> "_Element | None":
    """Return the tree of a page; None if there is nothing in it."""
    from clipper.intake.page.decoding import decode
    from clipper.intake.page.extract import parse_html

    return parse_html(decode(raw).text)


def paragraphs(root: "_Element") -> list[str]:
    """Return the paragraphs in an element; a line break in one is a line break, blanks are one blank."""
    found: list[str] = []
    words: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            words.append(piece)
            continue
        lines = filter(None, map(one_line, "".join(words).split("\0")))
        found.append("\n".join(lines))
        words = []
    lines = filter(None, map(one_line, "".join(words).split("\0")))
    return [paragraph for paragraph in (*found, "\n".join(lines)) if paragraph]


def text_of(element: "_Element | None") -> str:
    """Return the words in an element on one line; empty without one."""
    return one_line(" ".join(paragraphs(element))) if element is not None else ""


def _pieces(root: "_Element") -> Iterator[str | None]:
    """Yield the words in an element in order, a NUL for a line break, and None where a paragraph begins or ends."""
    waiting: list[tuple[_Element | None, str | None]] = [(root, None)]
    while waiting:
        element, tail = waiting.pop()
        if element is None:
            yield tail
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        is_block = element.tag in _BLOCKS
        if is_block:
            yield None
        if element.tag == "br":
            yield "\0"
        yield element.text or ""
        if is_block:
            waiting.append((None, None))
        for child in reversed(element):
            waiting.append((None, child.tail or ""))
            waiting.append((child, None))
