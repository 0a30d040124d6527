"""The paragraphs of an HTML page that a person has written: no article is looked for in it."""

from collections.abc import Iterator
from html.parser import HTMLParser

from clipper.model.paragraph import Paragraph

_UNSEEN = {"head", "script", "style", "template", "noscript"}
_IN_LINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
_BLOCK_QUOTE, _QUOTE = "blockquote", "q"


def html_paragraphs(html: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page; what stands in `<q>` is in quotation marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    yield from reader.paragraphs


class _Reader(HTMLParser):
    """Collects the text between tags that end a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []
        self._line = 1
        self._unseen = 0
        self._block_quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser passes it
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == _QUOTE:
            self._add("\u201c")
        elif tag == "br":
            self._add("\n")
        elif tag not in _IN_LINE:
            self.end_paragraph()
            self._block_quotes += tag == _BLOCK_QUOTE

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag == _QUOTE:
            self._add("\u201d")
        elif tag not in _IN_LINE:
            self.end_paragraph()
            self._block_quotes = max(self._block_quotes - (tag == _BLOCK_QUOTE), 0)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(data)

    def end_paragraph(self) -> None:
        """Add what was collected as a paragraph, unless it is blank."""
        text = "".join(self._pieces)
        if text.strip():
            self.paragraphs.append(Paragraph(self._line, text, self._block_quotes > 0))
        self._pieces = []

    def _add(self, piece: str) -> None:
        if not self._pieces:
            blank = piece[: len(piece) - len(piece.lstrip())]
            self._line = self.getpos()[0] + blank.count("\n")
            piece = piece.lstrip()
        if piece:
            self._pieces.append(piece)
