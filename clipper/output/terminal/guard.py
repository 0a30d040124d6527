"""The last check before the terminal: only text, colours and plain web links pass it."""

import re
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text

# The links that a terminal may open: http or https, in printable ASCII.
_LINK = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)


class Guarded:
    """A renderable whose segments are made safe after the layout.

    Every module makes its texts safe before the layout, because a replacement such as `<U+202E>` takes room. This
    catches what a library makes of them afterwards, such as a character reference that becomes a control character.
    """

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._renderable, options):
            if segment.control:
                continue
            style = segment.style
            if style is not None and style.link is not None and not _LINK.fullmatch(style.link):
                style = style.update_link(None)
            yield Segment(_make_safe(segment.text), style)


def _make_safe(value: str) -> str:
    if text.is_plain(value.replace("\n", " ")):
        return value
    return text.safe_piece(value).replace("\t", " ")
