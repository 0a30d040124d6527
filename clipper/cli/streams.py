"""The standard streams of a command: results go to stdout or into the pager, messages and questions to stderr."""

import contextlib
import os
import pathlib
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from clipper.system.appearance import Appearance
from clipper.system.system import System
from clipper.text import safe, safe_lines

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Streams:
    """What a command writes and asks; the options of the run say how that looks."""

    def __init__(self, system: System, appearance: Appearance) -> None:
        self.system = system
        self.appearance = appearance

    @property
    def pager_setting(self) -> str | None:
        """The pager that the settings name, if they do."""
        return None

    @property
    def on_terminal(self) -> bool:
        """Whether results are drawn for a person: stdout is a terminal, or `--color always` asks for what one gets."""
        return sys.stdout.isatty() or self.appearance.color == "always"

    @property
    def width(self) -> int:
        """The number of columns of the terminal."""
        return self._console().width

    @property
    def message_width(self) -> int:
        """The number of columns for messages; where stderr is no terminal, they have no end."""
        from clipper.output.terminal.messages import columns

        return columns(sys.stderr) if sys.stderr.isatty() else sys.maxsize

    @property
    def can_ask(self) -> bool:
        """Whether a person can be asked: stdin and stderr are terminals."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def read_handles(self) -> list[str]:
        """Return the first column of each line on stdin."""
        return [line.partition("\t")[0] for line in sys.stdin.read().splitlines() if line.strip()]

    def write(self, blocks: Iterable[str]) -> None:
        """Write blocks of text to stdout; they must be safe for a terminal, and end with a newline."""
        if self.appearance.quiet:
            return
        for block in blocks:
            sys.stdout.write(block)

    def write_bytes(self, blocks: Iterable[bytes]) -> None:
        """Write bytes to stdout for another program, which may get what a terminal may not."""
        if self.appearance.quiet:
            return
        sys.stdout.flush()
        for block in blocks:
            sys.stdout.buffer.write(block)

    @contextlib.contextmanager
    def binary_output(self) -> Iterator[BinaryIO]:
        """Yield stdout for the bytes of a file that another program gets."""
        sys.stdout.flush()
        if self.appearance.quiet:
            with pathlib.Path(os.devnull).open("wb") as nowhere:
                yield nowhere
            return
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()

    def draw(
        self, make: "Callable[[int], RenderableType]", *, page: bool = True, before_question: bool = False
    ) -> None:
        """Draw what `make` returns for a width; with `page`, what the terminal cannot hold goes through the pager.

        Where stdout is no terminal, a page may be wider than the width. What the user is asked about is drawn even with
        `--quiet`.
        """
        if self.appearance.quiet and not before_question:
            return
        console = self._console()
        drawn = make(console.width)
        if page and sys.stdout.isatty():
            with console.capture() as capture:
                console.print(drawn)
            text = capture.get()
            if not (text.count("\n") >= console.height and self._page(text)):
                sys.stdout.write(text)
        else:
            console.print(drawn, crop=not page)

    @contextlib.contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Yield a function to call with the number of steps that are done; after a second a terminal shows a bar."""
        if self.appearance.quiet or not sys.stderr.isatty():
            yield lambda _: None
            return
        from clipper.output.terminal.progress import bar

        with bar(sys.stderr, what, total, color=self.appearance.color) as advance:
            yield advance

    def tell(self, line: str) -> None:
        """Print a line on stderr. That stderr cannot be written to is not a failure: the work is done."""
        if not self.appearance.quiet:
            self._print(line)

    def tell_error(self, line: str, hint: str = "") -> None:
        """Print an error on stderr that does not end the command, and what to do about it."""
        self._print(f"clipper: {line}. {hint}" if hint else f"clipper: {line}")

    def ask(self, question: str) -> None:
        """Print a question on stderr; the caller reads the answer."""
        sys.stdout.flush()
        sys.stderr.write(f"{self._lay_out(safe(question))} ")
        sys.stderr.flush()

    def confirm(self, question: str) -> bool:
        """Ask a question, and return whether the answer is yes; an empty answer is no."""
        self.ask(f"{question} [y/N]:")
        return sys.stdin.readline().strip().casefold() in {"y", "yes"}

    def page(self, text: str) -> None:
        """Print a text; what the terminal cannot hold goes through the pager."""
        from clipper.output.terminal.messages import lines

        is_long = sys.stdout.isatty() and text.count("\n") + 1 >= lines(sys.stdout)
        if not (is_long and self._page(text + "\n")):
            self.write([text + "\n"])

    def _print(self, line: str) -> None:
        sys.stdout.flush()
        with contextlib.suppress(OSError):
            sys.stderr.write(self._lay_out(safe_lines(line)) + "\n")

    def _lay_out(self, message: str) -> str:
        from clipper.output.terminal.messages import lay_out

        return lay_out(message, sys.stderr, self.appearance)

    def _console(self) -> "Console":
        from clipper.output.terminal.theme import console

        return console(sys.stdout, color=self.appearance.color)

    def _page(self, text: str) -> bool:
        """Show a text in the pager; tell whether there is one. As with git, an empty name means none."""
        variables = map(self.system.environment.get, ("CLIPPER_PAGER", "PAGER"))
        pager = next(name for name in (self.pager_setting, *variables, "less") if name is not None).strip()
        return self.appearance.pager and bool(pager) and self.system.show_in_pager(text, pager)
