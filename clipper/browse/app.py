"""The reader with all its keys."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from clipper.browse import changes, keys
from clipper.browse.desk import describe
from clipper.browse.navigation import Navigator
from clipper.browse.prompts import Choice, Item, Prompt, Question
from clipper.browse.worker import CHANGE
from clipper.errors import ClipperError, RefusedError
from clipper.model.deeds import REMOVED
from clipper.text import safe, shorten, with_noun

if TYPE_CHECKING:
    from collections.abc import Callable

    from clipper.browse.desk import Desk
    from clipper.library.searches import SavedSearch

MIN_CLIPS_TO_CONFIRM = 20
"""A change of this number of clips or more is confirmed first, as on the command line."""

_MOST_TOLD = 100


class Browse(Navigator):
    """What the keys do that change something or let the user choose, by the names of their actions."""

    def _change(self, work: "Callable[[Desk], str]") -> None:
        """Have something changed; then show what was done, and the list as it is after it."""

        def then(told: str) -> None:
            self.tell(told)
            self.refresh_index()

        self.desk.ask(work, then, kind=CHANGE)

    def _confirmed(self, question: str, work: "Callable[[Desk], str]", *, ask: bool) -> None:
        """Have something changed, if the user says yes, or need not be asked."""
        if not ask:
            self._change(work)
            return
        self.push_screen(
            Question(question), lambda yes: self._change(work) if yes else self.tell("Nothing was changed.")
        )

    def _ask_tags(self, question: str, hint: str, adds: bool) -> None:
        paths = self.chosen
        if not paths:
            return

        def take(said: str | None) -> None:
            tags = [tag.strip() for tag in (said or "").split(",") if tag.strip()]
            if tags:
                asked = f"{question.rstrip(':')} {', '.join(map(safe, tags))}: {with_noun(len(paths), 'clip')}?"
                work = changes.tagging(paths, tags, adds=adds)
                self._confirmed(asked, work, ask=len(paths) >= MIN_CLIPS_TO_CONFIRM)

        self.push_screen(Prompt(question, self.complete_tags, hint), take)

    def action_tag(self) -> None:
        """Ask for tags, and add them."""
        self._ask_tags("Add tags:", "Commas between them; Tab takes what is offered.", adds=True)

    def action_untag(self) -> None:
        """Ask for tags, and remove them."""
        stored = self.rows.current
        hint = "Commas between them; Tab takes what is offered."
        if stored and self.chosen == [stored.path]:
            hint = f"Its tags: {', '.join(map(safe, stored.clip.tags)) or 'none'}."
        self._ask_tags("Remove tags:", hint, adds=False)

    def action_remove(self) -> None:
        """Ask, and remove the clips."""
        paths, stored = self.chosen, self.rows.current

        def remove(desk: "Desk") -> str:
            told = changes.remove(desk, paths)
            self._deliver(self._unselect, paths)
            return told

        if stored and paths == [stored.path]:
            self._confirmed(f"{describe(REMOVED, [stored], plan=True)}?", remove, ask=True)
        elif paths:
            self._confirmed(f"Remove the {with_noun(len(paths), 'selected clip')}?", remove, ask=True)

    def _unselect(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.rows.selection.pop(path, None)

    def action_undo(self) -> None:
        """Undo what was done here last."""
        self._change(lambda desk: desk.undo())

    def action_redo(self) -> None:
        """Do again what was undone here last."""
        self._change(lambda desk: desk.redo())

    @contextlib.contextmanager
    def _terminal_for_others(self) -> Iterator[None]:
        """Give the terminal to another program, where the screen is one."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(SuspendNotSupported):
                stack.enter_context(self.suspend())
            yield

    def action_edit(self) -> None:
        """Open the clip in the editor."""
        if self.rows.current:
            path = self.rows.current.path
            self.desk.ask(lambda desk: desk.library.archive.read(path), lambda before: self._edit(path, before))

    def _edit(self, path: str, before: bytes) -> None:
        system = self.library.system
        try:
            with self._terminal_for_others():
                after, copy = system.edit(before, self.library.config.editor)
        except ClipperError as error:
            self.tell_error(error)
            return
        if after == before:
            system.discard_copy(copy)
            self.tell(f"{safe(path)} is as it was.")
            return
        self._change(lambda desk: changes.replace_file(desk, path, (before, after), copy))

    def action_open(self) -> None:
        """Open the address of the clip in the browser."""
        stored = self.rows.current
        if stored is None:
            return
        if not stored.clip.url.lower().startswith(("http://", "https://")):
            self.tell("The clip has no address of a web page.")
            return
        try:
            with self._terminal_for_others():
                self.library.system.open(stored.clip.url, use_browser=True)
        except ClipperError as error:
            self.tell_error(error)

    def action_copy(self) -> None:
        """Copy citations."""
        paths = self.chosen

        def take(cited: str) -> None:
            try:
                self.library.system.write_clipboard(cited)
            except RefusedError:  # a terminal far from the desktop may have a clipboard of its own
                self.copy_to_clipboard(cited)
            self.tell(f"Copied: {shorten(cited, _MOST_TOLD)}" if len(paths) == 1 else f"Copied {len(paths)} citations.")

        if paths:
            self.desk.ask(lambda desk: changes.citations(desk, paths), take)

    def action_searches(self) -> None:
        """Let the user choose a saved search."""

        def take(name: str | None) -> None:
            if name:
                self.set_query(f"@{name}")

        def show(saved: "list[SavedSearch]") -> None:
            items = [
                Item(
                    each.name,
                    f"@{each.name}",
                    f"{each.count if each.count is not None else 'wrong'}  {safe(each.query)}",
                )
                for each in saved
            ]
            if items:
                self.push_screen(Choice("Search:", items), take)
            else:
                self.tell("No search is saved yet: S saves the query.")

        self.desk.ask(lambda desk: desk.searches(), show)

    def action_save_search(self) -> None:
        """Ask for a name, and save the query under it."""
        query = self.query_line.value

        def take(name: str | None) -> None:
            if name:
                self._change(lambda desk: changes.save_search(desk, name, query, self._take_settings))

        if query.strip():
            self.push_screen(Prompt("Save the query as:", hint="Letters, digits, dots and hyphens."), take)
        else:
            self.tell("Type a query first: / goes to its line.")

    def action_tags(self) -> None:
        """Let the user choose a tag of the clips in the list."""

        def take(tag: str | None) -> None:
            if tag:
                term = f'tag:"{tag}"' if " " in tag else f"tag:{tag}"
                self.set_query(" ".join(filter(None, (self.query_line.value.strip(), term))))

        def show(tree: list[Item]) -> None:
            if tree:
                self.push_screen(Choice("Tag:", tree), take)
            else:
                self.tell("No clip of the list has a tag.")

        self.desk.ask(lambda desk: [Item(*row) for row in changes.tag_tree(desk.tags_of_list())], show)

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Choice("Keys:", [Item("", key.shown, key.sentence) for key in keys.KEYS], wide=True))
