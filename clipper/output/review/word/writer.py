"""Writes texts as WordprocessingML; what it is given is letters, never markup, a field or a macro."""

from collections.abc import Sequence
from urllib.parse import quote

from clipper.model.frozen import Frozen
from clipper.output.markup.html import escape, is_link
from clipper.output.markup.html import language as language_attributes
from clipper.output.review.issue import direction

BOLD = "<w:b/><w:bCs/>"
_IN_ADDRESS = "%/:=&?~#+!$,;'@()*"
_LINK_STYLE = '<w:rStyle w:val="Hyperlink"/>'
_RANKS = ("<w:rStyle", "<w:b/>", "<w:i/>", "<w:strike/>", "<w:rtl/>", "<w:lang")
"""The order in which Word wants the properties of a run."""
_INDENT = 400
_WIDTH = 9000
"""The width of a table in twentieths of a point."""
_FIRST_SHARE = 0.6
"""What the first column of a table of figures has of the width."""


class Speech(Frozen):
    """The language of a text, and whether it runs from right to left."""

    language: str = ""
    is_rtl: bool = False

    def of(self, words: str) -> "Speech":
        """Return the same language with the direction of words, if they have one."""
        if not any(map(str.isalpha, words)):
            return self
        return self.replace(is_rtl=direction(words) == "rtl")


PLAIN = Speech()


class Layout(Frozen):
    """How a paragraph is set: its style, its direction, the list it is an item of, how deep it is indented."""

    style: str = "Normal"
    is_rtl: bool = False
    list_number: int = 0
    depth: int = 0
    is_at_end: bool = False
    keeps_next: bool = False

    def properties(self) -> str:
        """Return the properties in the order in which Word wants them."""
        numbering = f'<w:numPr><w:ilvl w:val="{self.depth}"/><w:numId w:val="{self.list_number}"/></w:numPr>'
        parts = (
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keeps_next else "",
            numbering if self.list_number else "",
            "<w:bidi/>" if self.is_rtl else "",
            f'<w:ind w:left="{_INDENT * self.depth}"/>' if self.depth and not self.list_number else "",
            '<w:jc w:val="right"/>' if self.is_at_end else "",
        )
        return "".join(parts)


class Writer:
    """Writes the paragraphs of one document, and collects its links, its bookmarks and its numbered lists."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        """The identifiers of the links by their addresses."""
        self.starts: list[int] = []
        """The first number of each numbered list."""
        self._bookmarks = 0

    def line(self, words: str, style: str = "Normal", speech: Speech = PLAIN, *, bookmark: str = "") -> str:
        """Return a plain text as a paragraph, perhaps with a bookmark around it."""
        speech = speech.of(words)
        content = self.run(words, speech)
        marked = self.marked(bookmark, content) if bookmark else content
        return paragraph(marked, Layout(style, speech.is_rtl)) if words else ""

    def run(self, words: str, speech: Speech = PLAIN, properties: Sequence[str] = ()) -> str:
        """Return words as a run."""
        if not words:
            return ""
        own = [*properties, *(["<w:rtl/>"] if speech.is_rtl else []), *_language(speech)]
        own.sort(key=lambda one: next(rank for rank, name in enumerate(_RANKS) if one.startswith(name)))
        styled = f"<w:rPr>{''.join(dict.fromkeys(own))}</w:rPr>" if own else ""
        return f'<w:r>{styled}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'

    def link(self, address: str, words: str, speech: Speech = PLAIN) -> str:
        """Return words as a link to a page of the web; for any other address the words alone."""
        return self.linked(address, self.run(words, speech, (_LINK_STYLE,) if is_link(address) else ()))

    def linked(self, address: str, content: str) -> str:
        """Return runs as a link to a page of the web; for any other address the runs alone."""
        if not is_link(address) or not content:
            return content
        target = escape(quote(address, safe=_IN_ADDRESS, errors="replace"))
        identifier = self.links.setdefault(target, f"link{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{identifier}" w:history="1">{content}</w:hyperlink>'

    def marked(self, bookmark: str, content: str) -> str:
        """Return runs with a bookmark around them."""
        self._bookmarks += 1
        end = f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        return f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{bookmark}"/>{content}{end}'

    def begin_list(self, start: int) -> int:
        """Return the identifier of a new list with a first number."""
        self.starts.append(start)
        return len(self.starts) + 1


def paragraph(content: str, layout: Layout | None = None) -> str:
    """Return runs as a paragraph."""
    return f"<w:p><w:pPr>{(layout or Layout()).properties()}</w:pPr>{content}</w:p>"


def reference(bookmark: str, content: str) -> str:
    """Return runs as a link to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{content}</w:hyperlink>'


def table(rows: Sequence[Sequence[str]], *, heads: int = 1, is_of_figures: bool = False) -> str:
    """Return rows of cells, each with its paragraphs, as a table; the first rows are its head.

    Figures stand in narrow columns beside a wide one.
    """
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return ""
    widths = _widths(columns, is_of_figures=is_of_figures)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = (
        _row([*row, *[paragraph("")] * (columns - len(row))], widths, number < heads) for number, row in enumerate(rows)
    )
    properties = f'<w:tblStyle w:val="Figures"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    shown = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    return shown + paragraph("")  # two tables without a paragraph between them would become one


def _row(cells: Sequence[str], widths: Sequence[int], is_head: bool) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    shown = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(shown)}</w:tr>"


def _widths(columns: int, *, is_of_figures: bool) -> list[int]:
    if not is_of_figures or columns == 1:
        return [_WIDTH // columns] * columns
    first = int(_WIDTH * _FIRST_SHARE)
    return [first, *[(_WIDTH - first) // (columns - 1)] * (columns - 1)]


def _language(speech: Speech) -> list[str]:
    if not language_attributes(speech.language):
        return []
    if speech.is_rtl:
        return [f'<w:lang w:bidi="{speech.language}"/>']
    return [f'<w:lang w:val="{speech.language}" w:eastAsia="{speech.language}"/>']
