"""A document: what its file states, and its text as HTML, which is written as Markdown with its footnotes."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_NOTE_OPEN, _NOTE_CLOSE = "\ue0f0", "\ue0f1"
"""Characters of private use that mark a footnote until the Markdown is written."""
_NOTE = re.compile(f"{_NOTE_OPEN}(\\d+){_NOTE_CLOSE}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue0f0\ue0f1]")


@dataclass(slots=True)
class Document:
    """What a document holds: its text and its footnotes as HTML, and the properties that its file states.

    `made` is when the file was made. `notices` are for the user.
    """

    html: str = ""
    notes: list[str] = field(default_factory=list)
    title: str = ""
    author: str = ""
    made: str = ""
    language: str = ""
    notices: tuple[str, ...] = ()


def escape(value: str) -> str:
    """Return a text as HTML."""
    return html.escape(_CONTROL.sub("", value), quote=False)


def note_mark(number: int) -> str:
    """Return what stands in the text for a footnote; the first has the number 1."""
    return f"{_NOTE_OPEN}{number}{_NOTE_CLOSE}"


def link(content: str, url: str) -> str:
    """Return HTML as the content of a link."""
    return f'<a href="{html.escape(url)}">{content}</a>' if url and content.strip() else content


def styled(content: str, *, bold: bool = False, italic: bool = False, strike: bool = False, raised: str = "") -> str:
    """Return HTML with its styles; `raised` is `sup`, `sub` or empty."""
    if not content.strip():
        return content
    styles = (("b", bold), ("i", italic), ("s", strike), (raised, bool(raised)))
    for tag in (tag for tag, is_set in styles if is_set):
        content = f"<{tag}>{content}</{tag}>"
    return content


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as a table, the first of them as its head."""
    lines = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        lines.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>")
    return f"<table>{''.join(lines)}</table>"


class Blocks:
    """Collects the blocks of a document, and nests the items of its lists by their levels."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[str] = []
        """The tags of the lists that are open; each has an item open."""

    def add(self, block: str) -> None:
        """Add a block that is not in a list."""
        self._close(0)
        self._parts.append(block)

    def add_item(self, content: str, level: int, *, ordered: bool, number: int = 1) -> None:
        """Add an item of a list; the outermost level is 0. A list that begins with it begins with its number."""
        tag = "ol" if ordered else "ul"
        level = min(level, len(self._open))
        self._close(level + 1)
        if len(self._open) > level and self._open[level] != tag:
            self._close(level)
        if len(self._open) > level:
            self._parts.append("</li>")
        else:
            self._open.append(tag)
            self._parts.append(f'<{tag} start="{number}">')
        self._parts.append(f"<li>{content}")

    def html(self) -> str:
        """Close all lists, and return the blocks."""
        self._close(0)
        return "".join(self._parts)

    def _close(self, level: int) -> None:
        while len(self._open) > level:
            self._parts.append(f"</li></{self._open.pop()}>")


def to_markdown(document: Document) -> str:
    """Return the text of a document as Markdown, its footnotes at the end."""
    from clipper.intake import page

    body = _NOTE.sub(r"[^\1]", page.to_markdown(f"<body>{_joined_halves(document.html)}</body>"))
    notes = []
    for number, note in enumerate(document.notes, 1):
        content = " ".join(page.to_markdown(f"<body>{note}</body>").split())
        notes.append(f"[^{number}]: {content}")
    return "\n\n".join(filter(None, (body.strip(), *notes))) + "\n" if body.strip() else ""


def to_plain_html(document: Document) -> str:
    """Return the text of a document as HTML without the marks of its footnotes, which stand at the end."""
    return _NOTE.sub("", _joined_halves("\n".join([document.html, *document.notes])))


def _joined_halves(html_text: str) -> str:
    """Return HTML in which a character beyond the first plane, which may come as two halves, is one."""
    return html_text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
