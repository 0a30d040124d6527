"""The list that follows the query, and the text that follows the cursor."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.widgets import Input, Static

from clipper.browse import live_query
from clipper.browse.desk import PAGE, message
from clipper.browse.frame import Frame
from clipper.browse.panes import TextPane
from clipper.browse.rows import Rows
from clipper.browse.typesetting import Typeset
from clipper.errors import ClipperError
from clipper.output.terminal.theme import group_digits

if TYPE_CHECKING:
    from textual.timer import Timer

    from clipper.analysis.passages import Phrase
    from clipper.browse.desk import Found, Page
    from clipper.browse.watcher import Folders
    from clipper.config import Config
    from clipper.errors import UsageError
    from clipper.model.clip import StoredClip

_DELAY = 0.04
"""Seconds that the cursor must rest before a text is read: while a key is held down, none is."""

_LEAST_FOR_TOTAL = 56
"""With fewer columns the number of all clips is left out."""


class Reader(Frame):
    """Shows the clips that match what is typed, and the text of the one under the cursor."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._by_story = False
        self._total = 0
        self._phrases: list[Phrase] = []
        self._typeset: tuple[StoredClip, int, bool] | None = None
        self._rest: Timer | None = None
        self._tags: list[str] = []
        self._sources: list[str] = []

    def refresh_index(self) -> None:
        """Bring the index up to date with the files, then the list."""

        def then(folders: "Folders") -> None:
            self._watcher.expect(folders)
            self.ask_list()
            self.desk.ask(lambda desk: ([*desk.tag_counts()], desk.source_names()), self._take_names, kind="names")

        self.desk.ask(lambda desk: desk.refresh(), then, kind="refresh")

    def _take_names(self, names: tuple[list[str], list[str]]) -> None:
        self._tags, self._sources = names

    def complete_query(self, said: str) -> str | None:
        """Return a query with its last term completed, if there is something to complete."""
        return live_query.completion(said, self._tags, self._sources, sorted(self.library.config.searches))

    def complete_tags(self, said: str) -> str | None:
        """Return tags with the last one completed by those in use."""
        before, comma, last = said.rpartition(",")
        typed = last.strip().casefold()
        found = next((tag for tag in self._tags if tag.casefold().startswith(typed)), None) if typed else None
        return None if found is None else f"{before}{comma}{' ' if comma else ''}{found}"

    def ask_list(self, *, new_query: bool = False) -> None:
        """Ask for the list; after a change the cursor stays on its clip, or else on its line."""
        said, by_story, rows = self.said, self._by_story, self.rows
        current = rows.current.path if rows.current else ""
        line = 0 if new_query else rows.cursor
        self.desk.ask(
            lambda desk: desk.ask(said, current, line, by_story=by_story),
            lambda found: self._take_list(found, said),
            kind="list",
        )

    def _take_list(self, found: "Found | UsageError", said: str) -> None:
        if said != self.said:
            return
        if isinstance(found, ClipperError):
            self._show_message(message(found), is_error=True)
            self._message_is_of_query = True
            return
        if self._message_is_of_query:
            self.tell("")
        self._phrases, self._total = found.phrases, found.total
        self._typeset = None
        self.rows.show(found)
        self.show_count()
        if not found.ids:
            self.text.show(Typeset([], []))
            self.tell("No clip matches." if said.strip() else "The archive has no clips yet.")
            self._message_is_of_query = True

    def show_count(self) -> None:
        """Show how many clips match, and how many are selected."""
        rows = self.rows
        noun = "stories" if self._by_story else "clips"
        counts = group_digits(rows.count)
        if rows.count < self._total and self.size.width >= _LEAST_FOR_TOTAL:
            counts += f" of {group_digits(self._total)}"
        selected = f" · {group_digits(len(rows.selection))} selected" if rows.selection else ""
        self.screen_stack[0].query_one("#count", Static).update(f" {counts} {noun}{selected}")

    @on(Input.Changed, "#query")
    def _follow_query(self, event: Input.Changed) -> None:
        if event.value != self.said:
            self.said = event.value
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
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(_DELAY, self.show_text)
        rows = self.rows
        top = rows.scroll_offset.y
        in_sight = (rows.clip_at(line) for line in range(top, top + rows.size.height))
        self._watcher.keep_in_sight(tuple(stored.path for stored in in_sight if stored))

    @on(TextPane.Resized)
    def show_text(self) -> None:
        """Show the text of the clip under the cursor, unless it is shown."""
        stored, width = self.rows.current, self.text.size.width
        if self._is_stopped or stored is None or not width or not (self.text.display and self.text.size.height):
            return
        whole, phrases = self.is_reading, self._phrases
        key = (stored, width, whole)
        if key == self._typeset:
            return
        keep_place = self._typeset is not None and self._typeset[0].path == stored.path
        self._typeset = key
        self._reader.ask(
            lambda reader: reader.typeset(stored, width, phrases, whole=whole),
            lambda typeset: self.text.show(typeset, keep_place=keep_place),
            kind="text",
        )

    def _take_settings(self, settings: "Config") -> None:
        self.library.config = settings
