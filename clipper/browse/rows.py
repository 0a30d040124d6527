"""The list of clips: it holds their ids, and asks for the rows of a page when it comes near."""

from array import array
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from clipper.browse.desk import PAGE
from clipper.browse.panes import LinePane
from clipper.output.terminal.clip_rows import RowLayout, style

if TYPE_CHECKING:
    from clipper.browse.desk import Found, Page
    from clipper.index.listing import Ids
    from clipper.model.clip import StoredClip

_MOST_PAGES = 40
_MARGIN = 2
_UNDER_CURSOR = Style(reverse=True)


class Rows(LinePane):
    """The rows of the clips that match; `selection` has the handles of the selected clips by their paths."""

    class Moved(Message):
        """The cursor is on another clip."""

    class Wanted(Message):
        """The rows of a page are needed."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Opened(Message):
        """The clip under the cursor was clicked once more."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.ids: Ids = array("q")
        self.version = 0
        """How often other clips were shown."""
        self.selection: dict[str, str] = {}
        self._pages: dict[int, Page] = {}
        self._wanted: set[int] = set()
        self._layout: RowLayout | None = None

    @property
    def count(self) -> int:
        """The number of clips."""
        return len(self.ids)

    def show(self, found: "Found") -> None:
        """Show other clips."""
        self.ids = found.ids
        self.version += 1
        self._pages.clear()
        self._wanted.clear()
        self._layout = None
        self.resize_lines()
        self.take(found.cursor // PAGE, found.page, self.version)
        self.go_to(found.cursor)
        self.refresh()

    def take(self, number: int, page: "Page", version: int) -> None:
        """Take over the rows of a page, unless other clips are shown since they were asked for."""
        if version != self.version:
            return
        self._wanted.discard(number)
        self._pages[number] = page
        for far in sorted(self._pages, key=lambda each: abs(each - number))[_MOST_PAGES:]:
            del self._pages[far]
        self.refresh()
        if number == self.cursor // PAGE:
            self.post_message(self.Moved())

    def clip_at(self, line: int) -> "StoredClip | None":
        """Return the clip of a line, if its page is there."""
        page = self._pages.get(line // PAGE)
        return page.clips.get(self.ids[line]) if page and 0 <= line < len(self.ids) else None

    @property
    def current(self) -> "StoredClip | None":
        """The clip under the cursor."""
        return self.clip_at(self.cursor)

    def go_to(self, line: int) -> None:
        """Put the cursor on a line."""
        super().go_to(line)
        self._want(self.cursor)
        self.post_message(self.Moved())

    def toggle(self) -> None:
        """Select the clip under the cursor, or take it out of the selection, and go to the next."""
        if stored := self.current:
            if self.selection.pop(stored.path, None) is None:
                self.selection[stored.path] = stored.handle
            self.move(1)

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._layout = None
        self.resize_lines()
        self.go_to(self.cursor)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the row that is clicked; a click on the cursor's row opens its clip."""
        line = event.y + self.scroll_offset.y
        if line == self.cursor:
            self.post_message(self.Opened())
        elif line < self.count:
            self.go_to(line)

    def render_line(self, y: int) -> Strip:
        """Return one row of those in sight."""
        line, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if line >= self.count:
            return Strip.blank(width, self.rich_style)
        self._want(line)
        segments = self._segments(line)
        if line == self.cursor:  # of coloured words only the background would be coloured
            segments = [Segment(segment.text, _UNDER_CURSOR) for segment in segments]
            return Strip(segments).adjust_cell_length(width, _UNDER_CURSOR).apply_style(self.rich_style)
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def _segments(self, line: int) -> list[Segment]:
        stored, page = self.clip_at(line), self._pages.get(line // PAGE)
        if page is None:
            return [Segment("  …", style("clip.quiet"))]
        width = max(1, self.scrollable_content_region.width - _MARGIN)
        if self._layout is None or self._layout.width != width:  # a scrollbar may have come
            self._layout = RowLayout([*page.clips.values()], width)
        if stored is None:
            return [Segment("  (changed by another program)", style("clip.quiet"))]
        mark = "● " if stored.path in self.selection else "  "
        row = self._layout.row(stored, page.unique_lengths)
        return [Segment(mark, style("clip.handle")), *(Segment(value, style(name)) for value, name in row)]

    def _want(self, line: int) -> None:
        """Ask for the page of a line, and for those beside it."""
        for number in dict.fromkeys((line // PAGE, (line + PAGE // 2) // PAGE, (line - PAGE // 2) // PAGE)):
            if number in self._pages or number in self._wanted or not 0 <= number * PAGE < self.count:
                continue
            self._wanted.add(number)
            # A message that is made while the screen draws counts as sent by the screen, and would not get there.
            self.call_later(lambda number=number: self.post_message(self.Wanted(number)))
