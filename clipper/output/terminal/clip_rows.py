"""The rows of a list of clips that is scrolled: each by itself, in columns that do not move."""

from collections.abc import Mapping, Sequence

from rich.style import Style

from clipper.model.clip import StoredClip
from clipper.output.plain.clips import problem_line
from clipper.output.terminal import cells
from clipper.output.terminal.columns import GAP, fit
from clipper.output.terminal.layout import StyledText, cut, display_width, styled_handle
from clipper.output.terminal.theme import THEME

_COLUMNS = ("handle", "date", "source", "title", "tags")
_MOST = {"source": 20, "tags": 30}
_HANDLE = 4
_DATE = len("2025-05-19")
_LEAST_FOR_DATES = 44


class RowLayout:
    """The widths of the columns for some clips, and their rows; other clips may be shown in the same columns."""

    def __init__(self, clips: Sequence[StoredClip], width: int) -> None:
        self.width = width
        columns = _COLUMNS if width >= _LEAST_FOR_DATES else ("handle", "title")
        natural = {column: cells.natural_width(column, clips) for column in columns}
        natural["handle"] = _HANDLE
        natural |= {column: min(natural[column], most) for column, most in _MOST.items() if column in natural}
        if "date" in natural:
            natural["date"] = _DATE
        least: dict[str, int] = {column: natural[column] for column in ("handle", "date") if column in natural}
        self._widths = fit({column: size for column, size in natural.items() if size}, width, least)
        if "title" in self._widths:  # other clips may have longer ones
            self._widths["title"] += max(0, width - sum(self._widths.values()) - GAP * (len(self._widths) - 1))

    def row(self, stored: StoredClip, unique_lengths: Mapping[str, int]) -> list[StyledText]:
        """Return the row of a clip, as wide as the layout; `unique_lengths` says how much of each handle is bold."""
        if stored.clip.problem:
            return self._unreadable_row(stored, unique_lengths)
        line: list[StyledText] = []
        for column, width in self._widths.items():
            found = self._cell(stored, column, width, unique_lengths)
            line += [*found, (" " * (width - display_width(found) + GAP), "none")]
        return line

    def _cell(self, stored: StoredClip, column: str, width: int, unique_lengths: Mapping[str, int]) -> list[StyledText]:
        if column != "handle":
            return cells.cell(stored, column, width)
        return styled_handle(stored.handle[:width], unique_lengths.get(stored.handle, width))

    def _unreadable_row(self, stored: StoredClip, unique_lengths: Mapping[str, int]) -> list[StyledText]:
        handle = self._cell(stored, "handle", self._widths["handle"], unique_lengths)
        room = max(self.width - self._widths["handle"] - GAP, 1)
        reason = cut(problem_line(stored.path, stored.clip.problem), room)
        return [*handle, (" " * GAP, "none"), (reason, "clip.problem")]


def style(name: str) -> Style:
    """Return a style of the theme by its name."""
    return THEME.styles.get(name) or Style.null()
