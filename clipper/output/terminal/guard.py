"""The last gate before the terminal: whatever was drawn, only text, colours and plain web links come out."""

import re
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text

# What a terminal may be told to open: http or https, in printable ASCII.
_LINK = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)


class Guarded:
    """A drawing whose every piece is made safe after it was laid out.

    Each view makes its texts safe before it lays them out, because a stand-in takes room; this catches what a library
    makes of them on the way, such as a character reference that becomes a control character.
    """

    def __init__(self, drawing: RenderableType) -> None:
        self._drawing = drawing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._drawing, options):
            if segment.control:
                continue
            style = segment.style
            if style is not None and style.link is not None and not _LINK.fullmatch(style.link):
                style = style.update_link(None)
            yield Segment(_harmless(segment.text), style)


def _harmless(piece: str) -> str:
    if piece.replace("\n", " ").isprintable():
        return piece
    return text.safe_lines(piece).replace("\t", " ")
