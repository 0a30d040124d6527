"""Saved searches, as a list: the name, how many clips answer to it, what it asks."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.library.searches import Saved
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

_GAP = "  "
_MOST_NAME = 24


def render(found: Sequence[Saved], *, width: int) -> RenderableType:
    """Return a line for each search; one that cannot be asked has a mark in the place of its number."""
    names = [cut(f"@{text.safe(one.name)}", min(_MOST_NAME, max(width // 3, 4))) for one in found]
    counts = ["?" if one.count is None else group_digits(one.count) for one in found]
    name_room, count_room = max(map(cell_len, names)), max(map(len, counts))
    lines = []
    for one, name, number in zip(found, names, counts, strict=True):
        line = Text(no_wrap=True, overflow="crop").append(name, "clip.headline")
        line.append(" " * (name_room - cell_len(name)) + _GAP)
        line.append(number.rjust(count_room), "clip.problem" if one.count is None else "none")
        room = max(width - cell_len(line.plain) - len(_GAP), 1)
        lines.append(line.append(_GAP).append(cut(text.safe(one.query), room), "clip.quiet"))
    return Guarded(Group(*lines))
