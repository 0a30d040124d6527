"""Notes in HTML, as services write them into lists of links: their markup becomes Markdown, and no word is lost."""

import html
import re
from dataclasses import dataclass, field

from clipper.intake.exports.rows import block_quote

_TAG = re.compile(r"(</?[a-z][^<>]*>)", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MANY_BREAKS = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*(?:\n[ \t]*)+")
_PARAGRAPHS = {"p", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "section", "article"}
_LINES = {"br": "\n", "li": "\n- ", "tr": "\n"}
_QUOTE = re.compile(r"<(/?)blockquote>", re.IGNORECASE)


@dataclass(slots=True)
class Note:
    """A note in Markdown, and the passages that it quotes, if they were asked for apart."""

    text: str
    quotes: list[str] = field(default_factory=list)


def read_note(markup: str, *, apart: bool = False) -> Note:
    """Read a note; its quotations are block quotes in the text, or with `apart` the quotes of the note."""
    parts: list[str] = []
    quotes: list[str] = []
    links: list[tuple[int, str]] = []
    quote_start: int | None = None
    for token in _TAG.split(markup):
        name_match = _NAME.match(token) if _TAG.fullmatch(token) else None
        if not name_match:
            parts.append(html.unescape(token))
            continue
        name, closes = name_match[1].lower(), token.startswith("</")
        if name == "blockquote":
            if quote_start is not None:
                _end_quote(parts, quote_start, quotes, apart=apart)
            quote_start = None if closes else len(parts)
        elif name == "a" and not closes:
            href = _HREF.search(token)
            links.append((len(parts), html.unescape(next(filter(None, href.groups()), "")) if href else ""))
        elif name == "a" and links:
            _end_link(parts, *links.pop())
        elif name in _PARAGRAPHS:
            parts.append("\n\n")
        elif not closes:
            parts.append(_LINES.get(name, ""))
    if quote_start is not None:
        _end_quote(parts, quote_start, quotes, apart=apart)
    return Note(read_quotes(_MANY_BREAKS.sub("\n\n", "".join(parts)).strip()), quotes)


def read_quotes(note: str) -> str:
    """Return a note whose quotations, written as `<blockquote>` in plain text, are block quotes in Markdown."""
    if not _QUOTE.search(note):
        return note
    parts: list[str] = []
    quoted = False
    for index, piece in enumerate(_QUOTE.split(note)):
        if index % 2:
            quoted = not piece
        elif piece.strip():
            parts.append(block_quote(piece) if quoted else piece.strip())
    return "\n\n".join(parts)


def _end_quote(parts: list[str], start: int, quotes: list[str], *, apart: bool) -> None:
    """Take the parts since the start of a quotation together."""
    quote = "".join(parts[start:])
    parts[start:] = ["\n\n"]
    if quote.strip() and apart:
        quotes.append(block_quote(quote))
    elif quote.strip():
        parts += [block_quote(quote), "\n\n"]


def _end_link(parts: list[str], start: int, address: str) -> None:
    """Write the parts since the start of a link as a link of Markdown."""
    words = "".join(parts[start:])
    if address and words.strip() != address:
        parts[start:] = [f"[{words}]({address})" if words.strip() else address]
