"""Two panes of lines: both draw each line themselves when it comes into sight."""

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clipper.browse.typesetting import Typeset

_EMPTY = Typeset([], [])


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """The text of a clip."""

    class Resized(Message):
        """The text has another width, or came into sight."""

    def on_resize(self) -> None:
        """Tell that the text is to be laid out anew."""
        self.post_message(self.Resized())

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._typeset = _EMPTY
        self._hit = -1

    def show(self, typeset: Typeset, *, keep_place: bool = False) -> None:
        """Show a text from its beginning, or where the last one was left."""
        self._typeset = typeset
        self._hit = -1
        self.virtual_size = Size(self.size.width, len(typeset.lines))
        if not keep_place:
            self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()

    @property
    def text(self) -> list[str]:
        """The lines as plain text."""
        return [strip.text for strip in self._typeset.lines]

    def move(self, lines: int) -> None:
        """Scroll by some lines."""
        self.scroll_to(0, self.scroll_offset.y + lines, animate=False, force=True)

    def page(self, pages: int) -> None:
        """Scroll by some screens, with one line in common."""
        self.move(pages * max(1, self.size.height - 1))

    def edge(self, *, last: bool) -> None:
        """Go to the beginning or the end."""
        self.scroll_to(0, len(self._typeset.lines) if last else 0, animate=False, force=True)

    def go_to_hit(self, step: int) -> tuple[int, int]:
        """Show the next match or the one before, the first after the last; return its number and that of all."""
        hits = self._typeset.hits
        if not hits:
            return 0, 0
        self._hit = (self._hit + step) % len(hits) if self._hit >= 0 or step > 0 else len(hits) - 1
        self.scroll_to(0, max(0, hits[self._hit] - self.size.height // 3), animate=False, force=True)
        self.refresh()
        return self._hit + 1, len(hits)

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in sight."""
        number, width = y + self.scroll_offset.y, self.size.width
        if number >= len(self._typeset.lines):
            return Strip.blank(width, self.rich_style)
        return self._typeset.lines[number].adjust_cell_length(width).apply_style(self.rich_style)


class LinePane(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of which one is the cursor's."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.cursor = 0

    @property
    def count(self) -> int:
        """The number of lines."""
        return 0

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, and scroll as little as possible."""
        before, self.cursor = self.cursor, max(0, min(line, self.count - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(0, self.cursor, animate=False, force=True)
        elif self.cursor >= top + height:
            self.scroll_to(0, self.cursor - height + 1, animate=False, force=True)
        for changed in {before, self.cursor}:
            self.refresh_line_at(changed)

    def refresh_line_at(self, line: int) -> None:
        """Draw one line anew."""
        self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))

    def move(self, lines: int) -> None:
        """Move the cursor by some lines."""
        self.go_to(self.cursor + lines)

    def page(self, pages: int) -> None:
        """Move the cursor by some screens."""
        self.go_to(self.cursor + pages * max(1, self.size.height - 1))

    def edge(self, *, last: bool) -> None:
        """Move the cursor to the first or the last line."""
        self.go_to(self.count - 1 if last else 0)

    def resize_lines(self) -> None:
        """Take over how many lines there are."""
        self.virtual_size = Size(self.size.width, self.count)
