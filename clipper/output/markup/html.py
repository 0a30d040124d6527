"""The text of a clip as HTML that is well-formed XML too, without scripts and pictures; only the web is linked to."""

import re
from functools import cache
from html import escape as _escape_html
from typing import TYPE_CHECKING
from urllib.parse import quote

from clipper import text
from clipper.model import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = r"(?m)[*_`\[\]<>#|&\\~]|^[ \t]|[ \t]$|^[-+=]|^[0-9]+[.)]"
"""What a paragraph lacks that is the same in Markdown and in plain text."""
_BLANK_LINES = r"\n{2,}"
_LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_HOST = r"(?i)https?://(?!-)[\w-]+(?:\.[\w-]+)*\.?(?::[0-9]{1,4})?(?:[/?#]|$)"
_IN_ADDRESS = "%/:=&?~#+!$,;'@()*"
_DEEPEST = 6
LONGEST = 1_000_000
"""The longest text in which markup is looked for: the parser needs a second for it, and more for a hostile one."""


def escape(value: str) -> str:
    """Return a value as one line of text, or as the value of an attribute."""
    return _escape_html(text.safe(value))


def to_html(body: str, *, levels: int = 1, gapless: bool = False) -> str:
    """Return Markdown as HTML with its headings so many levels lower. HTML in it is letters, a picture a link.

    With `gapless` each heading is at most one level below the one before, whatever the text has.
    """
    body = text.safe_lines(body).strip("\n")
    if len(body) > LONGEST or not re.search(_MARKUP, body):
        paragraphs = filter(str.strip, re.split(_BLANK_LINES, body))
        return "".join(f"<p>{_escape_html(paragraph, quote=False)}</p>\n" for paragraph in paragraphs)
    tokens = parser().parse(body)
    outer: list[int] = []
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            level = int(token.tag[1])
            token.tag = f"h{min((gapless_level(outer, level) if gapless else level) + levels, _DEEPEST)}"
        if token.children:
            token.children = without_pictures(token.children)
    html = parser().renderer.render(tokens, parser().options, {})
    return text.escape_unsafe(html, lambda _: "\ufffd")  # what a character reference has become


def gapless_level(outer: list[int], level: int) -> int:
    """Return the level of a heading as if none were left out; `outer` are the levels above it, kept up to date."""
    while outer and outer[-1] >= level:
        outer.pop()
    outer.append(level)
    return len(outer)


def language(value: str) -> str:
    """Return the attributes for the language of a text; empty if the value is no code of a language."""
    return f' lang="{value}" xml:lang="{value}"' if re.fullmatch(_LANGUAGE, value) else ""


def link(address: str, words: str) -> str:
    """Return a link to an address of the web, and for any other address the words alone."""
    if not is_link(address):
        return escape(words)
    return f'<a href="{escape(quote(address, safe=_IN_ADDRESS, errors="replace"))}">{escape(words)}</a>'


def is_link(address: str) -> bool:
    """Tell whether an address may be linked to: one of the web, with a plain host and without a user's name."""
    return urls.is_address(address) and re.match(_HOST, address) is not None


@cache
def parser() -> "MarkdownIt":
    """Return the parser of Markdown, which knows tables, no HTML, and no address but those of the web."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable(["table", "strikethrough"])
    made.validateLink = is_link  # type: ignore[method-assign, assignment]
    return made


def without_pictures(tokens: "Sequence[Token]") -> "list[Token]":
    """Return the tokens of a line with the description of each picture in the place of the picture.

    Outside of a link it leads to the picture: a document that loads it would tell who reads it.
    """
    from markdown_it.token import Token

    result: list[Token] = []
    in_link = 0
    for token in tokens:
        in_link += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "image":
            result.append(token)
            continue
        words = Token("text", "", 0, content=token.content or "picture")
        opening = Token("link_open", "a", 1, attrs={"href": token.attrs.get("src", "")})
        result += [words] if in_link else [opening, words, Token("link_close", "a", -1)]
    return result
