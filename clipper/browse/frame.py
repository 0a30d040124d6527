"""The frame of the reader: the parts of its screen, its threads, and what is told below the query."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.filter import LineFilter, NoColor
from textual.widgets import Input, Static

from clipper.browse import keys
from clipper.browse.desk import Desk, message
from clipper.browse.panes import TextPane
from clipper.browse.prompts import Completion
from clipper.browse.rows import Rows
from clipper.browse.typesetting import ClipReader
from clipper.browse.watcher import Watcher
from clipper.browse.worker import Worker
from clipper.errors import ClipperError
from clipper.output.terminal.theme import group_digits
from clipper.text import safe_lines

if TYPE_CHECKING:
    from clipper.library import Library
    from clipper.system.progress import Advance, Progress

_BESIDE = 120
"""With this number of columns the text stands beside the list, with fewer below it."""

_LEAST_HEIGHT = 14
"""With fewer lines only the list is shown, and a text only alone."""

_BETWEEN = 0.3
"""Seconds between two messages about the progress."""


class Frame(App[list[str]]):
    """The screen without what happens on it; it leaves with the handles of the clips that are selected.

    Three threads work for it: one owns the library and its index, one reads and typesets texts, one watches the files.
    """

    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(name, key.action, key.word, show=False) for key in keys.KEYS for name in key.names),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("tab", "complete", show=False),
    ]

    def __init__(self, open_library: "Callable[[Progress], Library]", query: str = "", *, plain: bool = False) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.said = query
        """The query as it is typed."""
        self._plain = plain
        self._is_stopped = False
        self._message_is_of_query = False
        self.library = open_library(self._progress)
        """For the settings, the files and the system; only the desk uses the index."""
        self.desk: Worker[Desk] = Worker(
            lambda: Desk(open_library(self._progress)), self._deliver, self.tell_error, self._crash
        )
        self._reader: Worker[ClipReader] = Worker(
            lambda: ClipReader(open_library(self._progress)), self._deliver, self.tell_error, self._crash
        )
        self._watcher = Watcher(self.library.archive.root, lambda: self._deliver(self.refresh_index))

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        with Horizontal(id="top"):
            yield Static("/ ", id="slash", markup=False)
            yield Input(
                self.said, id="query", compact=True, suggester=Completion(self.complete_query), select_on_focus=False
            )
            yield Static("", id="count", markup=False)
        yield Static("", id="message", markup=False)
        with Container(id="panes"):
            yield Rows(id="rows")
            yield TextPane(id="text")
        yield Static("", id="footer", markup=False)

    def on_mount(self) -> None:
        """Show the list as the index has it, then bring it up to date."""
        self.rows.focus()
        self.desk.start()
        self._reader.start()
        self._watcher.start()
        self.ask_list(new_query=True)
        self.refresh_index()

    def on_unmount(self) -> None:
        """End the threads."""
        self._is_stopped = True
        self._watcher.stop()
        self.desk.stop()
        self._reader.stop()
        self.library.close()

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.screen_stack[0].query_one("#rows", Rows)

    @property
    def text(self) -> TextPane:
        """The text."""
        return self.screen_stack[0].query_one("#text", TextPane)

    @property
    def query_line(self) -> Input:
        """The line of the query."""
        return self.screen_stack[0].query_one("#query", Input)

    @property
    def is_reading(self) -> bool:
        """Whether a text is read alone."""
        return self.screen_stack[0].has_class("alone")

    @property
    def pane(self) -> Rows | TextPane:
        """The pane to which the keys go."""
        return self.text if self.is_reading else self.rows

    def get_line_filters(self) -> list[LineFilter]:
        """Return what each line goes through on its way to the terminal; without colours, one that removes them."""
        filters = list(super().get_line_filters())
        return [*filters, NoColor()] if self._plain else filters

    def tell(self, line: str) -> None:
        """Show a message below the query."""
        self._message_is_of_query = False
        self._show_message(line, is_error=False)

    def tell_error(self, error: ClipperError) -> None:
        """Show an error below the query."""
        self._message_is_of_query = False
        self._show_message(message(error), is_error=True)

    def forget_message(self) -> None:
        """Show no message any more; one about the query stays until the query is another."""
        if not self._message_is_of_query:
            self.tell("")

    def _show_message(self, line: str, *, is_error: bool) -> None:
        label = self.screen_stack[0].query_one("#message", Static)
        label.update(safe_lines(line))
        label.set_class(is_error, "error")
        label.set_class(bool(line), "shown")

    def on_resize(self, event: events.Resize) -> None:
        """Put the text beside the list or below it, or leave it out where there is no room."""
        screen, size = self.screen_stack[0], event.size
        screen.set_class(size.width >= _BESIDE, "beside")
        screen.set_class(size.height < _LEAST_HEIGHT, "small")
        screen.query_one("#footer", Static).update(keys.footer(size.width))
        self.show_count()

    @contextlib.contextmanager
    def _progress(self, what: str, total: int) -> Iterator["Advance"]:
        """Show how far a long task of a thread is, below the query."""
        started = told = time.monotonic()

        def advance(done: int) -> None:
            nonlocal told
            if (now := time.monotonic()) - started > 1 and now - told > _BETWEEN:
                told = now
                self._deliver(self.tell, f"{what}: {group_digits(done)} of {group_digits(total)}")

        yield advance
        if told > started:
            self._deliver(self.tell, "")

    def _deliver(self, then: "Callable[..., object]", *given: object) -> None:
        """Have the thread of the screen call a function, unless the screen is gone."""
        if not self._is_stopped:
            self.call_later(then, *given)

    def _crash(self, error: BaseException) -> None:
        raise error

    def refresh_index(self) -> None:
        """Bring the index up to date with the files, then the list."""
        raise NotImplementedError

    def ask_list(self, *, new_query: bool = False) -> None:
        """Ask for the list."""
        raise NotImplementedError

    def complete_query(self, said: str) -> str | None:
        """Return a query with its last term completed, if there is something to complete."""
        raise NotImplementedError

    def show_count(self) -> None:
        """Show how many clips match."""
        raise NotImplementedError
