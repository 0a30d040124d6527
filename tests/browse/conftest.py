"""The reader in a test: it runs without a terminal, and a test presses its keys and looks at its lines."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, ParamSpec

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from clipper.browse import reader, watcher
from clipper.browse.app import Browse
from clipper.config import Config, load
from clipper.library import Library
from clipper.store.archive import SETTINGS_NAME, Archive
from clipper.system.progress import Progress
from tests.conftest import FakeSystem

Given = ParamSpec("Given")


def in_event_loop(test: Callable[Given, Awaitable[None]]) -> Callable[Given, None]:
    """Run a test that waits for the screen."""

    @functools.wraps(test)
    def run(*arguments: Given.args, **named: Given.kwargs) -> None:
        asyncio.run(test(*arguments, **named))  # type: ignore[arg-type]

    return run


class Person:
    """Somebody before the screen."""

    def __init__(self, app: Browse, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each as Textual calls it, and wait until the screen is at rest."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", "/": "slash", ":": "colon", '"': "quotation_mark", "(": "left_parenthesis"}
        names |= {"@": "at", ",": "comma", "-": "minus", "*": "asterisk", "#": "number_sign"}
        await self.pilot.press(*(names.get(letter, letter) for letter in text))
        await self.rest()

    async def rest(self) -> None:
        """Wait until no thread has anything to do, and nothing is left to draw."""
        calm = 0
        while calm < 3 and self.app.is_running:
            await self.pilot.pause()
            is_idle = self.app.desk.is_idle and self.app._reader.is_idle
            calm = calm + 1 if is_idle else 0

    @property
    def lines(self) -> list[str]:
        """The screen as text, without the blanks at the ends of its lines."""
        screen = self.app.screen
        strips = screen._compositor.render_strips(screen.size)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def titles(self) -> list[str]:
        """The titles in the list."""
        rows = self.app.rows
        clips = (rows.clip_at(line) for line in range(rows.count))
        return [stored.clip.title or stored.name for stored in clips if stored]

    @property
    def message(self) -> str:
        """What is told below the query."""
        return str(self.app.screen_stack[0].query_one("#message", Static).render())

    @property
    def text(self) -> str:
        """The text that is shown."""
        return "\n".join(self.app.text.text)

    def size_to(self, width: int, height: int) -> Awaitable[None]:
        """Give the terminal another size."""
        return self.pilot.resize_terminal(width, height)


OpenScreen = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def browse(library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch) -> OpenScreen:
    """Return what opens the reader over the small archive; it looks at the files only when a test says so."""
    monkeypatch.setattr(reader, "_DELAY", 0.001)
    monkeypatch.setattr(watcher, "INTERVAL", 3600)
    root = library.archive.root

    def open_library(progress: Progress) -> Library:
        config: Config = load(system.config_file, root / SETTINGS_NAME)
        return Library(Archive(root), config, system, progress, ("browse",))

    @asynccontextmanager
    async def opened(query: str = "", width: int = 130, height: int = 30, *, plain: bool = False) -> Any:
        app = Browse(open_library, query, plain=plain)
        async with app.run_test(size=(width, height)) as pilot:
            person = Person(app, pilot)
            await person.rest()
            yield person

    return opened
