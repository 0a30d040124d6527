"""A list of clips as a table of one line each, cut to the width of the terminal without the help of Rich."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text
from clipper.model.clip import StoredClip, StoryClip
from clipper.output.plain.clips import problem_line
from clipper.output.terminal import cells
from clipper.output.terminal.columns import GAP, NEVER_CUT, fit
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut, display_width, join_with_dots, styled_handle
from clipper.output.terminal.short_dates import ShortDates, shorten
from clipper.output.terminal.theme import group_digits

if TYPE_CHECKING:
    from clipper.analysis.passages import Passage

COLUMNS = ("handle", "date", "source", "title", "tags")
"""The columns of a list unless the user prefers others, by the names that a template knows."""

_LONGEST_SHORT_DATE = 10
_LEAST_HANDLE = 4


def render(
    clips: Sequence[StoredClip],
    *,
    unique_lengths: Mapping[str, int],
    total: int,
    width: int,
    columns: Sequence[str] = COLUMNS,
    sorted_by: str = "",
    unreadable: int = 0,
    passages: "Mapping[str, Passage] | None" = None,
) -> RenderableType:
    """Return clips as a table, and a footer that says how many are left out, and which columns.

    `unique_lengths` gives for each handle how many letters are enough to name its clip. There are `total` clips, and
    `unreadable` of them cannot be read; `sorted_by` is their order in words. A clip that is the first of its story
    has a label with the number of the other outlets beside its title, or in a column of its own if there is no title.
    `passages` gives for the path of a clip a part of its text to stand below its row.
    """
    noun = ("story", "stories") if clips and isinstance(clips[0], StoryClip) else ("clip", "clips")
    if "title" not in columns:
        columns = (*columns, "pickups")
    table = _ClipTable(clips, unique_lengths, columns, width, passages or {})
    footer = [*_footer(len(clips), total, noun, sorted_by, unreadable), *table.left_out()]
    return Guarded(_WithFooter(table, footer, width))


class _WithFooter:
    def __init__(self, table: "_ClipTable", footer: Sequence[StyledText], width: int) -> None:
        self._table = table
        self._footer = footer
        self._width = width

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        styles = {}
        for line in (*self._table.lines(), *join_with_dots(self._footer, self._width)):
            for value, name in line:
                if name not in styles:
                    styles[name] = console.get_style(name)
                yield Segment(value, styles[name])
            yield Segment.line()


class _ClipTable:
    def __init__(
        self,
        clips: Sequence[StoredClip],
        unique_lengths: Mapping[str, int],
        columns: Sequence[str],
        width: int,
        passages: "Mapping[str, Passage]",
    ) -> None:
        self._clips = clips
        self._unique_lengths = unique_lengths
        self._width = width
        self._passages = passages
        natural = {column: cells.natural_width(column, clips) for column in columns}
        self._natural = {column: size for column, size in natural.items() if size}
        least = {"handle": max((_LEAST_HANDLE, *map(self._unique_length, clips)))} if "handle" in natural else {}
        short = shorten([cells.cell_text(stored, "date") for stored in clips])
        if "date" in natural:
            undated = [len("undated") for stored in clips if not stored.clip.date and not stored.clip.problem]
            widest = max((len("date"), *undated, *map(cell_len, short.dates)))
            least["date"] = min(widest, _LONGEST_SHORT_DATE)
        self._widths = fit(self._natural, width, least)
        is_short = self._widths.get("date", 0) < self._natural.get("date", 0)
        self._short_dates: ShortDates | None = short if is_short else None

    def left_out(self) -> list[StyledText]:
        """Return a part of the footer with the names of the columns for which there is no room; none without any."""
        names = [text.safe(column) for column in self._natural if column not in self._widths]
        return [(f"no room for {', '.join(names)}", "clip.quiet")] if names else []

    def lines(self) -> Iterator[list[StyledText]]:
        """Yield the lines of the table and an empty one; none without clips."""
        if not self._clips:
            return
        years = self._short_dates.years if self._short_dates else [""] * len(self._clips)
        yield self._join([[(cut(self._head(column), width), "clip.quiet")] for column, width in self._widths.items()])
        for number, stored in enumerate(self._clips):
            if number and years[number]:
                yield self._join(
                    [[(years[number], "clip.quiet")] if column == "date" else [] for column in self._widths]
                )
            yield self._unreadable_row(stored) if stored.clip.problem else self._row(number, stored)
            if stored.path in self._passages:
                from clipper.output.terminal.passages import passage_lines

                yield from passage_lines(self._passages[stored.path], self._width)
        yield []

    def _head(self, column: str) -> str:
        """Return the head of a column; above short dates this is the year of the first."""
        if column == "handle" and self._widths[column] < len(column):
            return "clip"
        year = self._short_dates.years[0] if self._short_dates and column == "date" else ""
        return year or text.safe(column)

    def _row(self, number: int, stored: StoredClip) -> list[StyledText]:
        return self._join([self._cell(number, stored, column, width) for column, width in self._widths.items()])

    def _cell(self, number: int, stored: StoredClip, column: str, width: int) -> list[StyledText]:
        if column == "handle":
            return styled_handle(stored.handle[:width], self._unique_length(stored))
        if column == "date" and self._short_dates and (date := self._short_dates.dates[number]):
            return [(cut(date, width), "clip.date")]
        return cells.cell(stored, column, width)

    def _unreadable_row(self, stored: StoredClip) -> list[StyledText]:
        """Return the row of an unreadable clip, with the reason across all columns after the date."""
        leading = list(takewhile(NEVER_CUT.__contains__, self._widths))
        if self._short_dates and "date" in leading:
            leading = leading[: leading.index("date")]
        room = max(self._width - sum(self._widths[column] + GAP for column in leading), 1)
        reason = problem_line(stored.path, stored.clip.problem)
        if cell_len(reason) > room:
            file_name = text.safe(stored.path.rpartition("/")[2])
            reason = problem_line(cut(file_name, room // 2), stored.clip.problem)
        if "handle" not in leading:
            reason = f"{stored.handle}  {reason}"
        found = [self._cell(0, stored, column, self._widths[column]) for column in leading]
        return self._join([*found, [(cut(reason, room), "clip.problem")]])

    def _unique_length(self, stored: StoredClip) -> int:
        return self._unique_lengths.get(stored.handle, len(stored.handle))

    def _join(self, found: list[list[StyledText]]) -> list[StyledText]:
        """Return the line of the cells, each padded to its column; a cell after the last column has no width."""
        line: list[StyledText] = []
        for cell, width in zip(found, (*self._widths.values(), 0), strict=False):
            line += [*cell, (" " * (width - display_width(cell) + GAP), "none")]
        while line and not line[-1][0].strip(" "):
            line.pop()
        return line


def _footer(shown: int, total: int, noun: tuple[str, str], sorted_by: str, unreadable: int) -> list[StyledText]:
    count = group_digits(total) if shown >= total else f"{group_digits(shown)} of {group_digits(total)}"
    parts = [(f"{count} {noun[total != 1]}" if total else "no clips", "clip.quiet")]
    if unreadable:
        parts.append((f"{group_digits(unreadable)} unreadable", "clip.problem"))
    if sorted_by and shown > 1:
        parts.append((text.safe(sorted_by), "clip.quiet"))
    if shown < total:
        parts.append(("-n 0 shows all", "clip.quiet"))
    return parts
