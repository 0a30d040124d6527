"""A clip as lines of a terminal, as `show` draws it, with the places where the query matches."""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from clipper.errors import UnreadableError
from clipper.output.terminal.clip_rows import style
from clipper.text import safe_lines

if TYPE_CHECKING:
    from rich.console import Console

    from clipper.analysis.passages import Phrase
    from clipper.library import Library
    from clipper.model.clip import StoredClip

MOST_BESIDE_LIST = 60_000
"""The characters of a text that are shown beside the list; a text that is read alone is shown whole."""

_MOST_RAW = 20_000


class Typeset(NamedTuple):
    """The lines of a clip, and the numbers of those with a match."""

    lines: list[Strip]
    hits: list[int]


class ClipReader:
    """Reads clips from their files and typesets them; it opens no index, and runs in a thread of its own."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def close(self) -> None:
        """Close the library."""
        self._library.close()

    def typeset(
        self, stored: "StoredClip", width: int, phrases: "Sequence[Phrase]" = (), *, whole: bool = True
    ) -> Typeset:
        """Return the lines of a clip; of one that cannot be read, what is wrong with it, and its text as it is."""
        try:
            clip = self._library.read(stored)
        except UnreadableError as error:
            return _unreadable(self._raw(stored), str(error), width)
        if not whole and len(clip.body) > MOST_BESIDE_LIST:
            clip = clip.replace(
                body=f"{clip.body[:MOST_BESIDE_LIST].rpartition(' ')[0]} …\n\n*Enter shows the rest.*\n"
            )
        return _typeset(stored.replace(clip=clip), width, phrases)

    def _raw(self, stored: "StoredClip") -> str:
        raw = self._library.archive.read(stored.path)[:_MOST_RAW]
        return safe_lines(raw.decode("utf-8", "replace"))


def _typeset(stored: "StoredClip", width: int, phrases: "Sequence[Phrase]") -> Typeset:
    from clipper.output.terminal import article

    lines = _lines(article.render(stored, width=width), width)
    return Typeset([Strip(line) for line in lines], []) if not phrases else _mark(lines, phrases)


def _unreadable(raw: str, problem: str, width: int) -> Typeset:
    from rich.console import Group
    from rich.text import Text

    shown = Group(Text(), Text(safe_lines(problem), style="clip.problem"), Text(), Text(raw, overflow="fold"))
    return Typeset([Strip(line) for line in _lines(shown, width)], [])


def _lines(renderable: object, width: int) -> list[list[Segment]]:
    from clipper.output.terminal.theme import console

    drawing: Console = console(io.StringIO(), color="always", width=width)
    return drawing.render_lines(renderable, drawing.options.update(width=width), pad=False)  # type: ignore[arg-type]


def _mark(lines: list[list[Segment]], phrases: "Sequence[Phrase]") -> Typeset:
    """Return lines in which the words of a query stand out."""
    from clipper.analysis.passages import find_marks

    marked, hits = [], []
    for number, line in enumerate(lines):
        strip = Strip(line)
        places = find_marks(strip.text, phrases)
        if places:
            hits.append(number)
            strip = _with_marks(line, places)
        marked.append(strip)
    return Typeset(marked, hits)


def _with_marks(line: list[Segment], places: Sequence[tuple[int, int]]) -> Strip:
    """Return a line with some of its letters as matches; a place is counted in characters."""
    match = style("clip.match")
    cuts = sorted({place for both in places for place in both})
    result: list[Segment] = []
    start = 0
    for segment in line:
        end = start + len(segment.text)
        bounds = [start, *(place for place in cuts if start < place < end), end]
        for first, last in pairwise(bounds):
            is_match = any(begin <= first and last <= until for begin, until in places)
            value = segment.text[first - start : last - start]
            result.append(Segment(value, (segment.style or style("none")) + match if is_match else segment.style))
        start = end
    return Strip(result)
