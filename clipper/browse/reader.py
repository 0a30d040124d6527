"""The screen: the query on top, the list, the clip under the cursor, and the keys below."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.filter import LineFilter, NoColor
from textual.widgets import Input, Static

from clipper.browse import keys, live_query
from clipper.browse.desk import PAGE, Desk, message
from clipper.browse.panes import TextPane
from clipper.browse.prompts import Completion
from clipper.browse.rows import Rows
from clipper.browse.typesetting import ClipReader, Typeset
from clipper.browse.watcher import Folders, Watcher
from clipper.browse.worker import Worker
from clipper.errors import ClipperError
from clipper.output.terminal.theme import group_digits
from clipper.text import safe_lines

if TYPE_CHECKING:
    from clipper.browse.desk import Found, Page
    from clipper.config import Config
    from clipper.errors import UsageError
    from clipper.library import Library
    from clipper.system.progress import Advance, Progress

_BESIDE = 120
"""With this number of columns the text stands beside the list, with fewer below it."""

_LEAST_HEIGHT = 14
"""With fewer lines only the list is shown, and a text only alone."""

_DELAY = 0.04
"""Seconds that the cursor must rest before a text is read: while a key is held down, none is."""


_BETWEEN = 0.3
"""Seconds between two messages about the progress."""


class Reader(App[list[str]]):
    """Shows the clips that match; it leaves with the handles of those that are selected."""

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
        self._plain = plain
        self._query = query
        self._by_story = False
        self._before = query
        self._phrases: list[tuple[tuple[str, ...], bool]] = []
        self._total = 0
        self._typeset_key: object = None
        self._query_is_wrong = False
        self._is_stopped = False
        self._tags: list[str] = []
        self._sources: list[str] = []
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
                self._query, id="query", compact=True, suggester=Completion(self._complete), select_on_focus=False
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
        self._query_is_wrong = False
        self._show_message(line, is_error=False)

    def tell_error(self, error: ClipperError) -> None:
        """Show an error below the query."""
        self._query_is_wrong = False
        self._show_message(message(error), is_error=True)

    def _show_message(self, line: str, *, is_error: bool) -> None:
        label = self.screen_stack[0].query_one("#message", Static)
        label.update(safe_lines(line))
        label.set_class(is_error, "error")
        label.set_class(bool(line), "shown")

    def refresh_index(self) -> None:
        """Bring the index up to date with the files, then the list."""

        def then(folders: Folders) -> None:
            self._watcher.expect(folders)
            self.ask_list()
            self.desk.ask(lambda desk: ([*desk.tag_counts()], desk.source_names()), self._take_names, kind="names")

        self.desk.ask(lambda desk: desk.refresh(), then, kind="refresh")

    def _take_names(self, names: tuple[list[str], list[str]]) -> None:
        self._tags, self._sources = names

    def _complete(self, said: str) -> str | None:
        return live_query.completion(said, self._tags, self._sources, sorted(self.library.config.searches))

    def complete_tags(self, said: str) -> str | None:
        """Return tags with the last one completed by those in use."""
        before, comma, last = said.rpartition(",")
        typed = last.strip().casefold()
        found = next((tag for tag in self._tags if tag.casefold().startswith(typed)), None) if typed else None
        return None if found is None else f"{before}{comma}{' ' if comma else ''}{found}"

    def ask_list(self, *, new_query: bool = False) -> None:
        """Ask for the list; after a change the cursor stays on its clip, or else on its line."""
        said, by_story, rows = self._query, self._by_story, self.rows
        current = rows.current.path if rows.current else ""
        line = 0 if new_query else rows.cursor
        self.desk.ask(
            lambda desk: desk.ask(said, current, line, by_story=by_story),
            lambda found: self._take_list(found, said),
            kind="list",
        )

    def _take_list(self, found: "Found | UsageError", said: str) -> None:
        if said != self._query:
            return
        if isinstance(found, ClipperError):
            self._show_message(message(found), is_error=True)
            self._query_is_wrong = True
            return
        if self._query_is_wrong:
            self.tell("")
        self._phrases, self._total = found.phrases, found.total
        self._typeset_key = None
        self.rows.show(found)
        self._show_count()
        if not found.ids:
            self.text.show(Typeset([], []))

    def _show_count(self) -> None:
        rows = self.rows
        noun = "stories" if self._by_story else "clips"
        counts = group_digits(rows.count)
        if rows.count < self._total and self.size.width >= _LEAST_HEIGHT * 4:
            counts += f" of {group_digits(self._total)}"
        selected = f" · {group_digits(len(rows.selection))} selected" if rows.selection else ""
        self.screen_stack[0].query_one("#count", Static).update(f" {counts} {noun}{selected}")

    @on(Input.Changed, "#query")
    def _follow_query(self, event: Input.Changed) -> None:
        if event.value != self._query:
            self._query = event.value
            self.ask_list(new_query=True)

    @on(Rows.Wanted)
    def _read_rows(self, event: Rows.Wanted) -> None:
        rows, number, by_story = self.rows, event.number, self._by_story
        ids, version = rows.ids[number * PAGE : (number + 1) * PAGE], rows.version

        def then(page: "Page") -> None:
            rows.take(number, page, version)

        self.desk.ask(lambda desk: desk.clips(ids, by_story=by_story), then, urgent=True)

    @on(Rows.Moved)
    def _follow_cursor(self) -> None:
        self.set_timer(_DELAY, self.show_text)
        rows = self.rows
        top = rows.scroll_offset.y
        in_sight = (rows.clip_at(line) for line in range(top, top + rows.size.height))
        self._watcher.keep_in_sight(tuple(stored.path for stored in in_sight if stored))

    def show_text(self) -> None:
        """Show the text of the clip under the cursor, unless it is shown."""
        stored, width = self.rows.current, self.text.size.width
        if self._is_stopped or stored is None or not width or not (self.text.display and self.text.size.height):
            return
        whole, phrases = self.is_reading, self._phrases
        key = (stored, width, whole)
        if key == self._typeset_key:
            return
        keep_place = bool(self._typeset_key) and self._typeset_key[0].path == stored.path  # type: ignore[index]
        self._typeset_key = key
        self._reader.ask(
            lambda reader: reader.typeset(stored, width, phrases, whole=whole),
            lambda typeset: self.text.show(typeset, keep_place=keep_place),
            kind="text",
        )

    def _take_settings(self, settings: "Config") -> None:
        self.library.config = settings

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

    def on_resize(self) -> None:
        """Put the text beside the list or below it, or leave it out where there is no room."""
        screen, size = self.screen_stack[0], self.size
        screen.set_class(size.width >= _BESIDE, "beside")
        screen.set_class(size.height < _LEAST_HEIGHT, "small")
        screen.query_one("#footer", Static).update(keys.footer(size.width))
        self._show_count()
        self.call_after_refresh(self.show_text)
