"""The keys that go through the list and the texts, and select clips."""

from typing import Any

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from clipper.browse import keys
from clipper.browse.reader import Reader
from clipper.browse.rows import Rows

_ACTIONS = {name: key.action for key in keys.KEYS for name in key.names}
_IN_QUERY = {"enter": "to_list", "escape": "go_back"}
"""The keys that mean something of their own while a query is typed."""


class Navigator(Reader):
    """What the keys do that change nothing in the archive, by the names of their actions in the table of keys."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._before = self.said

    async def on_event(self, event: events.Event) -> None:
        """Forget the message, and do what a key means before the next key is looked at, however fast they come.

        Textual hands a key to the widget that has the focus, and looks at the next one while that widget works: of `/`
        and a word typed at once, the first letters would still be keys of the list.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and len(self.screen_stack) == 1:
            self.forget_message()
            is_typing = isinstance(self.focused, Input)
            action = (_IN_QUERY if is_typing else _ACTIONS).get(event.key)
            if action:
                await self.run_action(action)
                return
        await super().on_event(event)

    def action_move(self, lines: int) -> None:
        """Move the cursor, or the text that is read."""
        self.pane.move(lines)

    def action_page(self, pages: int) -> None:
        """Move by a screen."""
        self.pane.page(pages)

    def action_edge(self, last: int) -> None:
        """Go to the first line or the last."""
        self.pane.edge(last=bool(last))

    def action_query(self) -> None:
        """Type a query."""
        self.leave_text()
        self._before = self.query_line.value
        self._focus(self.query_line)

    def action_complete(self) -> None:
        """Take what is offered behind the query."""
        if self.query_line.has_focus and (longer := self.complete_query(self.query_line.value)):
            self.query_line.value = longer
            self.query_line.cursor_position = len(longer)

    def action_read(self) -> None:
        """Read the clip under the cursor alone."""
        if self.rows.current and not self.is_reading:
            self.screen_stack[0].add_class("alone")

    def leave_text(self) -> None:
        """Go back to the list."""
        self.screen_stack[0].remove_class("alone")
        self._focus(self.rows)

    def action_go_back(self) -> None:
        """Go back from the query to the one before, from the text to the list, or else forget the message."""
        if self.query_line.has_focus:
            self.query_line.value = self._before
            self._focus(self.rows)
        elif self.is_reading:
            self.leave_text()
        self.tell("")

    def action_to_list(self) -> None:
        """Go from the query to the list."""
        self._focus(self.rows)

    def _focus(self, widget: Widget) -> None:
        self.screen_stack[0].set_focus(widget)

    def on_rows_opened(self, _: Rows.Opened) -> None:
        """Read the clip that was clicked."""
        self.action_read()

    def action_hit(self, step: int) -> None:
        """Go to the next match in the text, or the one before."""
        number, count = self.text.go_to_hit(step)
        self.tell(f"Match {number} of {count}." if count else "The query matches nothing in this text.")

    def action_select(self) -> None:
        """Select the clip; in a text, go on by a screen."""
        if self.is_reading:
            self.text.page(1)
            return
        self.rows.toggle()
        self.show_count()

    def action_select_all(self) -> None:
        """Select all clips of the list, or none."""
        rows = self.rows
        if rows.selection:
            rows.selection.clear()
            self._after_selection()
            return
        ids = rows.ids

        def take(handles: dict[str, str]) -> None:
            rows.selection.update(handles)
            self._after_selection()

        self.desk.ask(lambda desk: desk.handles(ids), take)

    def _after_selection(self) -> None:
        self.rows.refresh()
        self.show_count()

    @property
    def chosen(self) -> list[str]:
        """The paths of the selected clips, or else of the clip under the cursor; of the one that is read, if one is."""
        if self.rows.selection and not self.is_reading:
            return [*self.rows.selection]
        return [self.rows.current.path] if self.rows.current else []

    def set_query(self, query: str) -> None:
        """Put a query in place of the one that was typed."""
        self.query_line.value = query
        self.query_line.cursor_position = len(query)
        self.leave_text()

    def action_stories(self) -> None:
        """Show one row for each story, or all clips."""
        self._by_story = not self._by_story
        self.tell("One row for each story; D shows all clips." if self._by_story else "All clips.")
        self.ask_list()

    def action_leave(self) -> None:
        """Leave the text, or else the screen."""
        if self.is_reading:
            self.leave_text()
        else:
            self.exit([*self.rows.selection.values()])

    def action_interrupt(self) -> None:
        """Leave at once, without handles."""
        self.exit(None)
