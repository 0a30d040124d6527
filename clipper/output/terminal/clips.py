"""A list of clips as a table of one line each, cut to the width of the terminal without the help of Rich."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text
from clipper.model import naming
from clipper.model.clip import StoredClip, StoryClip
from clipper.output.plain import dates, template
from clipper.output.plain.clips import problem_line
from clipper.output.terminal.columns import GAP, NEVER_CUT, fit
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut, display_width, join_with_dots, styled_handle
from clipper.output.terminal.theme import group_digits, tag_style

COLUMNS = ("handle", "date", "source", "title", "tags")
"""The columns of a list unless the user prefers others, by the names that a template knows."""

_LONGEST = 1000
_DATE_COLUMNS = ("date", "clipped")
_STYLED_COLUMNS = ("date", "source", "title")
_MOST_WIDTH = 32
_MOST_DATE = 16
_LEAST_TAG = 6
_LEAST_TITLE = 16


def render(
    clips: Sequence[StoredClip],
    *,
    unique_lengths: Mapping[str, int],
    total: int,
    width: int,
    columns: Sequence[str] = COLUMNS,
    sorted_by: str = "",
    unreadable: int = 0,
) -> RenderableType:
    """Return clips as a table, and a footer that says how many are left out.

    `unique_lengths` gives for each handle how many letters are enough to name its clip. There are `total` clips, and
    `unreadable` of them cannot be read; `sorted_by` is their order in words. A clip that is the first of its story
    has a label with the number of the other outlets beside its title, or in a column of its own if there is no title.
    """
    noun = ("story", "stories") if clips and isinstance(clips[0], StoryClip) else ("clip", "clips")
    if "title" not in columns:
        columns = (*columns, "pickups")
    footer = _footer(len(clips), total, noun, sorted_by, unreadable)
    return Guarded(_ClipTable(clips, unique_lengths, columns, width, footer))


def pickups_label(outlets: int, copies: int) -> str:
    """Return a label with the number of other outlets that printed a story, or of copies in the same outlet."""
    if outlets:
        return f"+{group_digits(outlets)} {'outlet' if outlets == 1 else 'outlets'}"
    return f"+{group_digits(copies)} {'copy' if copies == 1 else 'copies'}" if copies else ""


class _ClipTable:
    def __init__(
        self,
        clips: Sequence[StoredClip],
        unique_lengths: Mapping[str, int],
        columns: Sequence[str],
        width: int,
        footer: list[StyledText],
    ) -> None:
        self._clips = clips
        self._unique_lengths = unique_lengths
        self._width = width
        self._footer = footer
        natural = {column: _natural_width(column, clips) for column in columns}
        self._widths = fit({column: size for column, size in natural.items() if size}, width)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        styles = {}
        for line in self._lines():
            for value, name in line:
                if name not in styles:
                    styles[name] = console.get_style(name)
                yield Segment(value, styles[name])
            yield Segment.line()

    def _lines(self) -> Iterator[list[StyledText]]:
        if self._clips:
            yield self._join([[(cut(column, width), "clip.quiet")] for column, width in self._widths.items()])
            for stored in self._clips:
                yield self._unreadable_row(stored) if stored.clip.problem else self._row(stored)
            yield []
        yield from join_with_dots(self._footer, self._width)

    def _row(self, stored: StoredClip) -> list[StyledText]:
        return self._join([self._cell(stored, column, width) for column, width in self._widths.items()])

    def _unreadable_row(self, stored: StoredClip) -> list[StyledText]:
        """Return the row of an unreadable clip, with the reason across all columns after the date."""
        leading = list(takewhile(NEVER_CUT.__contains__, self._widths))
        room = max(self._width - sum(self._widths[column] + GAP for column in leading), 1)
        reason = problem_line(stored.path, stored.clip.problem)
        if cell_len(reason) > room:
            file_name = text.safe(stored.path.rpartition("/")[2])
            reason = problem_line(cut(file_name, room // 2), stored.clip.problem)
        if "handle" not in leading:
            reason = f"{stored.handle}  {reason}"
        cells = [self._cell(stored, column, self._widths[column]) for column in leading]
        return self._join([*cells, [(cut(reason, room), "clip.problem")]])

    def _cell(self, stored: StoredClip, column: str, width: int) -> list[StyledText]:
        if column == "handle":
            return styled_handle(stored.handle, self._unique_lengths.get(stored.handle, len(stored.handle)))
        if column == "tags":
            return _tag_cell(stored.clip.tags, width)
        if column == "title" and isinstance(stored, StoryClip) and stored.pickups:
            return _title_cell(stored, width)
        value = _cell_text(stored, column)
        if value:
            is_file_name = column == "title" and not stored.clip.title
            style = "clip.quiet" if is_file_name else f"clip.{column}" if column in _STYLED_COLUMNS else "none"
            return [(cut(value, width), style)]
        if column != "date":
            return []
        return [("unreadable", "clip.problem") if stored.clip.problem else ("undated", "clip.quiet")]

    def _join(self, cells: list[list[StyledText]]) -> list[StyledText]:
        """Return the line of the cells, each padded to its column; a cell after the last column has no width."""
        line: list[StyledText] = []
        for cell, width in zip(cells, (*self._widths.values(), 0), strict=False):
            line += [*cell, (" " * (width - display_width(cell) + GAP), "none")]
        while line and not line[-1][0].strip(" "):
            line.pop()
        return line


def _natural_width(column: str, clips: Sequence[StoredClip]) -> int:
    """Return how wide a column would be if there were room enough; 0 if it would be empty."""
    readable = [stored for stored in clips if not stored.clip.problem]
    if column == "handle":
        return max((len(stored.handle) for stored in clips), default=0)
    if column == "tags":
        widest = max((display_width(_tag_cell(stored.clip.tags, _LONGEST)) for stored in readable), default=0)
        return max(widest, len(column)) if widest else 0
    widest = max((cell_len(_cell_text(stored, column)) for stored in readable), default=0)
    if column == "pickups":
        return widest
    if column == "title":
        with_label = [
            cell_len(_cell_text(stored, column)) + GAP + len(label) for stored in readable if (label := _label(stored))
        ]
        return max(widest, len(column), *with_label)
    if column in _DATE_COLUMNS:
        widest = min(max(widest, len("2025-05-19")), _MOST_DATE)
    return max(len(column), min(widest, _MOST_WIDTH))


def _label(stored: StoredClip) -> str:
    return pickups_label(len(stored.outlets), len(stored.pickups)) if isinstance(stored, StoryClip) else ""


def _title_cell(stored: StoryClip, width: int) -> list[StyledText]:
    """Return the title and the label beside it; where there is little room, only the number of the label is left."""
    label, title = _label(stored), _cell_text(stored, "title")
    if width - GAP - len(label) < min(_LEAST_TITLE, cell_len(title)):
        label = label.rpartition(" ")[0]
    room = width - GAP - len(label)
    if title and room > 0:
        return [(cut(title, room), "clip.title"), (" " * GAP, "none"), (label, "clip.quiet")]
    return [(label if title else cut(label, width), "clip.quiet")]


def _cell_text(stored: StoredClip, column: str) -> str:
    if column == "pickups":
        return _label(stored)
    value = template.field_value(stored, column)
    if column == "title" and not value:
        value = naming.name(stored.path)
    if column in _DATE_COLUMNS:
        value = dates.day(value)
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")


def _tag_cell(tags: Sequence[str], width: int) -> list[StyledText]:
    """Return as many tags as fit, and the number of the others; the first tag is cut rather than left out."""
    cell: list[StyledText] = []
    for index, tag in enumerate(tags):
        others = len(tags) - index - 1
        room = width - display_width(cell) - (len(f"+{others}") + GAP if others else 0)
        value = text.safe(tag[:_LONGEST])
        if cell_len(value) > room:
            if index or room < _LEAST_TAG:
                return [*cell, (f"+{others + 1}", "clip.quiet")]
            value = cut(value, room)
        cell += [(value, tag_style(tag)), (" " * GAP, "none")]
    return cell[:-1]


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
