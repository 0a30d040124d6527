"""What asks the user for a word, for a yes, or for one of many."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input, Static

from clipper.browse.panes import LinePane
from clipper.output.terminal.clip_rows import style
from clipper.text import fold

Complete: TypeAlias = Callable[[str], str | None]
"""Returns a text with its last word completed, or None."""


class Completion(Suggester):
    """Offers what a function returns for what is typed."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the completed text."""
        return self._complete(value)


class Prompt(ModalScreen[str]):
    """Asks for a line; the answer is empty if the user goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+c", "back"), Binding("tab", "complete")]

    def __init__(self, question: str, complete: Complete = lambda _: None, hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._complete = complete
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        with Vertical(classes="prompt"):
            if self._hint:
                yield Static(self._hint, markup=False, classes="hint")
            with Horizontal(classes="line"):
                yield Static(f"{self._question} ", markup=False, classes="question")
                yield Input(compact=True, suggester=Completion(self._complete))

    def action_complete(self) -> None:
        """Take what is offered."""
        field = self.query_one(Input)
        if longer := self._complete(field.value):
            field.value = longer
            field.cursor_position = len(longer)

    def action_back(self) -> None:
        """Go back without an answer."""
        self.dismiss("")

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class Question(ModalScreen[bool]):
    """Asks a question that only `y` answers with yes."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="prompt"):
            yield Static(f"{self._question} [y/N]", markup=False, classes="asked")

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(event.character in {"y", "Y"})


class Item(NamedTuple):
    """A line to choose: what it stands for, its text, and what is said about it."""

    value: str
    text: str
    note: str = ""


class Items(LinePane):
    """The lines of a choice that contain what is typed."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(id="items")
        self._items = items
        self.shown = items
        self._width = max((len(item.text) for item in items), default=0)

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.shown)

    def filter(self, typed: str) -> None:
        """Show the lines that contain all words that were typed."""
        words = fold(typed).split()
        self.shown = [item for item in self._items if all(word in fold(f"{item.text} {item.note}") for word in words)]
        self.resize_lines()
        self.go_to(0)
        self.refresh()

    def on_resize(self) -> None:
        """Take over the new size."""
        self.resize_lines()
        self.go_to(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Return one line of those in sight."""
        line, width = y + self.scroll_offset.y, self.size.width
        if line >= self.count:
            return Strip.blank(width, self.rich_style)
        item = self.shown[line]
        text = f" {item.text}".ljust(min(self._width, width // 2) + 3)
        strip = Strip([Segment(text, style("none")), Segment(item.note, style("clip.quiet"))])
        under_cursor = Style(reverse=line == self.cursor)
        return strip.adjust_cell_length(width).apply_style(self.rich_style + under_cursor)

    class Clicked(Message):
        """A line was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Choose the line that is clicked."""
        self.go_to(event.y + self.scroll_offset.y)
        self.post_message(self.Clicked())


class Choice(ModalScreen[str]):
    """Lets the user choose one of many; the answer is empty if the user goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "back"),
        Binding("down", "move(1)"),
        Binding("up", "move(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
    ]

    def __init__(self, title: str, items: Sequence[Item], *, wide: bool = False) -> None:
        super().__init__(classes="wide" if wide else "")
        self._title = title
        self._items = items

    def compose(self) -> ComposeResult:
        """Lay out the line that narrows the choice, and the lines."""
        with Vertical(classes="choice"):
            with Horizontal(classes="line"):
                yield Static(f"{self._title} ", markup=False, classes="question")
                yield Input(compact=True)
            yield Items(self._items)

    def on_mount(self) -> None:
        """Show all lines; typing narrows them."""
        self.query_one(Input).focus()

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self.query_one(Items).move(lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a screen."""
        self.query_one(Items).page(pages)

    def action_back(self) -> None:
        """Go back without a choice."""
        self.dismiss("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.query_one(Items).filter(event.value)

    @on(Input.Submitted)
    @on(Items.Clicked)
    def _choose(self) -> None:
        items = self.query_one(Items)
        self.dismiss(items.shown[items.cursor].value if items.shown else "")
