"""The saved searches as a list: the name, the number of clips that match, the query."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.library.searches import SavedSearch
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

_GAP = "  "
_MOST_NAME = 24


def render(searches: Sequence[SavedSearch], *, width: int) -> RenderableType:
    """Return a line for each search; one whose query has a mistake has a question mark instead of a number."""
    names = [cut(f"@{text.safe(search.name)}", min(_MOST_NAME, max(width // 3, 4))) for search in searches]
    counts = ["?" if search.count is None else group_digits(search.count) for search in searches]
    name_width, count_width = max(map(cell_len, names)), max(map(len, counts))
    lines = []
    for search, name, count in zip(searches, names, counts, strict=True):
        line = Text(no_wrap=True, overflow="crop").append(name, "clip.headline")
        line.append(" " * (name_width - cell_len(name)) + _GAP)
        line.append(count.rjust(count_width), "clip.problem" if search.count is None else "none")
        rest = max(width - cell_len(line.plain) - len(_GAP), 1)
        lines.append(line.append(_GAP).append(cut(text.safe(search.query), rest), "clip.quiet"))
    return Guarded(Group(*lines))
