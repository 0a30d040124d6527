"""The list of clips as a table: one line each, cut to the terminal before Rich sees it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from clipper import text
from clipper.model import naming
from clipper.model.clip import StoredClip, StoryClip
from clipper.output.plain import dateline, template
from clipper.output.plain.clips import problem_line
from clipper.output.terminal.columns import GAP, NEVER_CUT, fitted
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import StyledText, cut, join_with_dots, text_width
from clipper.output.terminal.theme import group_digits, tag_style

COLUMNS = ("handle", "date", "source", "title", "tags")
"""What a list shows unless its owner prefers other columns, by the names that a template knows."""

_LONGEST = 1000
_DAYS = ("date", "clipped")
_STYLED = ("date", "source", "title")
_CAP = 32
_STRANGE_DATE = 16
_LEAST_TAG = 6
_LEAST_TITLE = 16


def render(
    stored: Sequence[StoredClip],
    *,
    unique: Mapping[str, int],
    total: int,
    width: int,
    columns: Sequence[str] = COLUMNS,
    sorted_by: str = "",
    unreadable: int = 0,
) -> RenderableType:
    """Return the clips as a table of one line each, and a line that says what it leaves out.

    `unique` says how many letters of a handle are enough to name its clip, `total` how many clips there are in all,
    `unreadable` how many of these cannot be read, and `sorted_by` the order in words. A clip that stands for its story
    says how many outlets printed it too.
    """
    noun = ("story", "stories") if stored and isinstance(stored[0], StoryClip) else ("clip", "clips")
    if "title" not in columns:  # beside which it stands
        columns = (*columns, "pickups")
    return Guarded(_ClipTable(stored, unique, columns, width, _footer(len(stored), total, noun, sorted_by, unreadable)))


def pickups_label(outlets: int, clips: int) -> str:
    """Say in how many other outlets a story appeared, or how many other clips there are of it in the same one."""
    if outlets:
        return f"+{group_digits(outlets)} {'outlet' if outlets == 1 else 'outlets'}"
    return f"+{group_digits(clips)} {'copy' if clips == 1 else 'copies'}" if clips else ""


class _ClipTable:
    def __init__(
        self,
        stored: Sequence[StoredClip],
        unique: Mapping[str, int],
        columns: Sequence[str],
        width: int,
        footer: list[StyledText],
    ) -> None:
        self._kept = stored
        self._unique = unique
        self._width = width
        self._footer = footer
        natural = {column: _natural(column, stored) for column in columns}
        self._rooms = fitted({column: room for column, room in natural.items() if room}, width)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        styles = {}
        for line in self._lines():
            for value, name in line:
                if name not in styles:
                    styles[name] = console.get_style(name)
                yield Segment(value, styles[name])
            yield Segment.line()

    def _lines(self) -> Iterator[list[StyledText]]:
        if self._kept:
            yield self._joined([[(cut(column, room), "clip.quiet")] for column, room in self._rooms.items()])
            for stored in self._kept:
                yield self._broken(stored) if stored.clip.problem else self._row(stored)
            yield []
        yield from join_with_dots(self._footer, self._width)

    def _row(self, stored: StoredClip) -> list[StyledText]:
        return self._joined([self._cell(stored, column, room) for column, room in self._rooms.items()])

    def _broken(self, stored: StoredClip) -> list[StyledText]:
        """Say what is wrong across all columns after the date."""
        leading = list(takewhile(NEVER_CUT.__contains__, self._rooms))
        room = max(self._width - sum(self._rooms[column] + GAP for column in leading), 1)
        said = problem_line(stored.path, stored.clip.problem)
        if cell_len(said) > room:
            name = text.safe(stored.path.rpartition("/")[2])
            said = problem_line(cut(name, room // 2), stored.clip.problem)
        if "handle" not in leading:
            said = f"{stored.handle}  {said}"
        cells = [self._cell(stored, column, self._rooms[column]) for column in leading]
        return self._joined([*cells, [(cut(said, room), "clip.problem")]])

    def _cell(self, stored: StoredClip, column: str, room: int) -> list[StyledText]:
        if column == "handle":
            letters = self._unique.get(stored.handle, len(stored.handle))
            return [(stored.handle[:letters], "clip.handle"), (stored.handle[letters:], "clip.handle.rest")]
        if column == "tags":
            return _chips(stored.clip.tags, room)
        if column == "title" and isinstance(stored, StoryClip) and stored.pickups:
            return _title(stored, room)
        value = _shown(stored, column)
        if value:
            nameless = column == "title" and not stored.clip.title
            style = "clip.quiet" if nameless else f"clip.{column}" if column in _STYLED else "none"
            return [(cut(value, room), style)]
        if column != "date":
            return []
        return [("unreadable", "clip.problem") if stored.clip.problem else ("undated", "clip.quiet")]

    def _joined(self, cells: list[list[StyledText]]) -> list[StyledText]:
        line: list[StyledText] = []
        for cell, room in zip(cells, (*self._rooms.values(), 0), strict=False):
            line += [*cell, (" " * (room - text_width(cell) + GAP), "none")]
        while line and not line[-1][0].strip(" "):
            line.pop()
        return line


def _natural(column: str, stored: Sequence[StoredClip]) -> int:
    readable = [one for one in stored if not one.clip.problem]
    if column == "handle":
        return max((len(one.handle) for one in stored), default=0)
    if column == "tags":
        widest = max((text_width(_chips(one.clip.tags, _LONGEST)) for one in readable), default=0)
        return max(widest, len(column)) if widest else 0
    widest = max((cell_len(_shown(one, column)) for one in readable), default=0)
    if column == "pickups":
        return widest
    if column == "title":
        beside = [cell_len(_shown(one, column)) + GAP + len(said) for one in readable if (said := _more(one))]
        return max(widest, len(column), *beside)
    if column in _DAYS:
        widest = min(max(widest, len("2025-05-19")), _STRANGE_DATE)
    return max(len(column), min(widest, _CAP))


def _more(stored: StoredClip) -> str:
    return pickups_label(len(stored.outlets), len(stored.pickups)) if isinstance(stored, StoryClip) else ""


def _title(stored: StoryClip, room: int) -> list[StyledText]:
    """Return a title, and beside it how many more there are of the story, which is not cut but shortened."""
    said, title = _more(stored), _shown(stored, "title")
    if room - GAP - len(said) < min(_LEAST_TITLE, cell_len(title)):
        said = said.rpartition(" ")[0]
    left = room - GAP - len(said)
    beside = [(said if title else cut(said, room), "clip.quiet")]
    return [(cut(title, left), "clip.title"), (" " * GAP, "none"), *beside] if title and left > 0 else beside


def _shown(stored: StoredClip, column: str) -> str:
    if column == "pickups":
        return _more(stored)
    value = template.field_value(stored, column)
    if column == "title" and not value:  # a clip that says no title is known by the name of its file
        value = naming.stem(stored.path)
    if column in _DAYS:
        value = dateline.day(value)
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")


def _chips(tags: Sequence[str], room: int) -> list[StyledText]:
    """Return as many tags as fit, then how many more there are; the first is rather cut than left out."""
    pieces: list[StyledText] = []
    for number, tag in enumerate(tags):
        left = len(tags) - number - 1
        free = room - text_width(pieces) - (len(f"+{left}") + GAP if left else 0)
        shown = text.safe(tag[:_LONGEST])
        if cell_len(shown) > free:
            if number or free < _LEAST_TAG:
                return [*pieces, (f"+{left + 1}", "clip.quiet")]
            shown = cut(shown, free)
        pieces += [(shown, tag_style(tag)), (" " * GAP, "none")]
    return pieces[:-1]


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
