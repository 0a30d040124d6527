"""The passage below the row of a clip: a line or two, in which the words of the query stand out."""

from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from clipper import text
from clipper.analysis.passages import Passage
from clipper.output.terminal.layout import StyledText

INDENT = 4
"""The columns before a passage."""
LINES = 2
"""The most lines of a passage."""


_WIDE = "\u2e7f"
"""From here on are the scripts without blanks, in which a line may end behind each character."""


def passage_length(width: int) -> int:
    """Return how many characters of a passage fit below a row of a table that is this wide."""
    return max(LINES * (width - INDENT) - INDENT, 2 * INDENT)


def passage_lines(passage: Passage, width: int) -> Iterator[list[StyledText]]:
    """Yield the lines of a passage, broken between words; what does not fit in its lines is left out."""
    line: list[StyledText] = []
    used, lines = 0, 0
    room = max(width - INDENT, 1)
    for value, style in _words(passage):
        if used + cell_len(value) > room and line:
            if lines + 1 == LINES:
                break
            yield [(" " * INDENT, "none"), *line]
            line, used, lines = [], 0, lines + 1
        piece = value if line else value.lstrip(" ")
        line.append((piece if cell_len(piece) <= room else set_cell_size(piece, room), style))
        used += cell_len(line[-1][0])
    if line:
        yield [(" " * INDENT, "none"), *line]


def _words(passage: Passage) -> Iterator[StyledText]:
    """Yield the pieces of a passage, each a blank or a word or a part of one, made safe."""
    edges = {0, len(passage.text), *(edge for mark in passage.marks for edge in mark)}
    edges |= {place for place, letter in enumerate(passage.text) if letter == " " or letter > _WIDE}
    starts, ends = ({mark[side] for mark in passage.marks} for side in (0, 1))
    places = sorted(edges)
    pieces = [passage.text[start:end] for start, end in pairwise(places)]
    inside = False
    for start, value in zip(places, text.safe_pieces(pieces), strict=False):
        inside = start in starts or (inside and start not in ends)
        yield value, "clip.match" if inside else "none"
