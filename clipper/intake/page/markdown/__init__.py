"""Convert a tree of HTML to Markdown that contains no raw HTML and no link that does not lead to the web.

`blocks` converts block elements, `tables` tables; `inline` builds a paragraph, with `marks` and `escaping`; `links`
resolves addresses.
"""

from collections.abc import Iterable, Sequence

from lxml.etree import _Element

from clipper.intake.page.markdown.blocks import MarkdownWriter
from clipper.intake.page.markdown.inline import InlineBuilder
from clipper.intake.page.markdown.links import strip_invisible

__all__ = ["convert", "join_blocks", "strip_invisible", "text_to_blocks", "to_blocks"]


def convert(element: _Element, *, url: str = "", pictures: bool = False) -> str:
    """Convert the content of an element to Markdown that ends with a newline; empty if it has no text.

    Links are resolved against `url`; those that do not lead to the web become their text. Pictures are left out unless
    `pictures` is set.
    """
    return join_blocks(to_blocks(element, url=url, pictures=pictures))


def to_blocks(element: _Element, *, url: str = "", pictures: bool = False) -> list[str]:
    """Convert as `convert` does, and return each paragraph, heading, list, quotation and table by itself."""
    return MarkdownWriter(element, url, pictures=pictures).blocks(element)


def join_blocks(blocks: Sequence[str]) -> str:
    """Return blocks as one text that ends with a newline; empty if there are none."""
    return "\n\n".join(blocks) + "\n" if blocks else ""


def text_to_blocks(paragraphs: Iterable[str]) -> list[str]:
    """Return paragraphs of plain text as blocks of Markdown, with all special characters escaped."""
    blocks = []
    for paragraph in paragraphs:
        builder = InlineBuilder()
        builder.add_text(paragraph)
        blocks += builder.paragraphs()
    return blocks
