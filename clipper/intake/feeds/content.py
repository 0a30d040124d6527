"""The HTML and the plain texts in entries, as Markdown and as plain text."""

import html
import re

from clipper import text
from clipper.errors import ClipperError
from clipper.intake.page import markdown
from clipper.intake.page.extract import parse_html

_MARKUP = re.compile(r"<(?:[a-z][a-z0-9]*\b[^<>]*|/[a-z][a-z0-9]*\s*|!--[^<>]*--)>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_NO_TITLE = re.compile(r"<(script|style)\b[^<]*</\1\s*>", re.IGNORECASE)


def to_markdown(content: str, base: str) -> str:
    """Return the content of an entry, HTML or plain text, as Markdown; links are resolved against `base`."""
    content = _without_surrogates(content)
    if not _MARKUP.search(content):
        paragraphs = map(text.one_line, _PARAGRAPH.split(html.unescape(content)))
        return markdown.join_blocks(markdown.text_to_blocks(filter(None, map(markdown.strip_invisible, paragraphs))))
    try:
        tree = parse_html(content)
    except ClipperError:  # nested too deep: its words are worth keeping
        return to_markdown(_MARKUP.sub(" ", content), base)
    return markdown.convert(tree, url=base) if tree is not None else ""


def to_line(value: str) -> str:
    """Return a title or a name, which may have markup and references in it, as one line of plain text."""
    value = _without_surrogates(value)
    if _MARKUP.search(value):
        value = _MARKUP.sub("", _NO_TITLE.sub("", value))
    return text.one_line(text.strip_unsafe(html.unescape(value)))


def _without_surrogates(value: str) -> str:
    """Return a text that can be written in UTF-8; what JSON holds may be half a character."""
    return value.encode("utf-8", "replace").decode()
