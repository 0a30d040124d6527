"""What a command has at hand: the library, the owner's settings, and the two streams it speaks to."""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clipper import config
from clipper.errors import ClipperError, NotFoundError, UsageError
from clipper.model.clip import StoredClip
from clipper.store import archive
from clipper.system.system import System
from clipper.text import safe, safe_lines

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from clipper.analysis.rules import RuleSet
    from clipper.library import Library


class Session:
    """One run of clipper, from the global options to the last line that it says."""

    def __init__(
        self, system: System, archive: Path | None = None, *, no_color: bool = False, words: Sequence[str] = ()
    ) -> None:
        self.system = system
        self.words = words
        self.no_color = no_color
        self._named = archive

    @cached_property
    def place(self) -> tuple[Path, str]:
        """The archive's folder and what named it."""
        own = config.load(self.system.config_file, None)
        system = self.system
        return archive.locate(self._named, system.environment, system.cwd, own.archive, system.home)

    @cached_property
    def config(self) -> config.Config:
        """The settings in force for this archive."""
        return config.load(self.system.config_file, self.place[0] / archive.MARK)

    @cached_property
    def library(self) -> "Library":
        """The archive, with its index; raise NotFoundError where there is none yet."""
        root, by = self.place
        if not (root / archive.MARK).is_file():
            where = f"there is no archive yet at {safe(str(root))} ({by})"
            raise NotFoundError(where, hint="The first `clipper add` or `clipper init` makes it.")
        return self._open(root)

    @property
    def library_to_be(self) -> "Library":
        """The library as it is, or as it will be once its archive is made; nothing is made now."""
        return self._open(self.place[0])

    def library_for_adding(self, *, dry_run: bool) -> "Library":
        """Return the library, its archive made if it is the customary one and not there yet."""
        root, _ = self.place
        if dry_run:
            self.library = self.library_to_be  # there may be no other to show the clips with
            return self.library
        if not (root / archive.MARK).is_file():
            archive.Archive.make(root)
            self.tell(f"Made the archive {safe(str(root))}.")
        return self._open(root)

    def _open(self, root: Path) -> "Library":
        from clipper.library import Library

        return Library(archive.Archive(root), self.config, self.system, self.progress, self.words)

    def rules(self) -> "RuleSet | None":
        """Return the rules in the settings, None if there are none; raise UsageError for one that has a mistake."""
        if not self.config.rules:
            return None
        from clipper.analysis import rules

        try:
            return rules.RuleSet(rules.of(self.config, self.system.today()))
        except UsageError as error:
            error.hint = f"{error.hint} --no-rules keeps it without them.".lstrip()
            raise

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads the results as they come."""
        return sys.stdout.isatty()

    @property
    def width(self) -> int:
        """How many columns the terminal has."""
        return self._console().width

    @property
    def asks(self) -> bool:
        """Whether there is a person to answer a question."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def write(self, blocks: Iterable[str]) -> None:
        """Write results as they are; every block is safe already and ends its own lines."""
        for block in blocks:
            sys.stdout.write(block)

    def draw(self, make: "Callable[[int], RenderableType]", *, page: bool = False) -> None:
        """Draw what `make` returns for the width of the terminal, with `page` through the pager when it is long."""
        console = self._console()
        drawn = make(console.width)
        if page and self.on_terminal:
            with console.capture() as capture:
                console.print(drawn)
            text = capture.get()
            if text.count("\n") >= console.height and self._page(text):
                return
            sys.stdout.write(text)
        else:
            console.print(drawn)

    def show(self, stored: Sequence[StoredClip]) -> None:
        """Show a few clips that something was done to, as a list shows them."""
        if self.on_terminal and stored:
            from clipper.output.terminal.clips import render

            unique = self.library.unique_lengths(stored)
            columns = self.config.columns
            self.draw(
                lambda width: render(stored, unique_lengths=unique, total=len(stored), width=width, columns=columns)
            )
        else:
            from clipper.output.plain import clips

            self.write(clips.serialize("tsv", stored))

    def fail(self, errors: Sequence[ClipperError], *, of: int) -> None:
        """Say what failed; the last of the errors is the one with which the command ends."""
        for error in errors[:-1]:
            self.tell(f"clipper: {error}")
        if errors:
            raise errors[-1].with_suffix(f"{of - len(errors)} of {of} done") if of > 1 else errors[-1]

    def warn_of_links(self, paths: Sequence[str]) -> None:
        """Say which of the changed clips have another name in the system, under which the old text stays."""
        for path in paths:
            self.tell(f"{safe(path)} has another name (a hard link), under which it stays as it was.")

    def notice(self) -> None:
        """Say what stands in the archive and is passed over."""
        skipped = self.library.index.skipped
        for path, why in skipped[:3]:
            self.tell(f"Passed over {safe(path)}: {why}.")
        if len(skipped) > 3:  # noqa: PLR2004
            self.tell(f"Passed over {len(skipped) - 3} more.")

    @contextlib.contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[int], None]]:
        """Yield what is called with the number done; from a second on a terminal shows a bar on stderr."""
        if not sys.stderr.isatty():
            yield lambda _: None
            return
        from clipper.output.terminal.progress import bar

        with bar(sys.stderr, what, total, no_color=self.no_color) as advance:
            yield advance

    def tell(self, line: str) -> None:
        """Say a line on stderr: a hint, or what was done; what was done stands, though nobody may hear of it."""
        sys.stdout.flush()
        with contextlib.suppress(OSError):
            sys.stderr.write(safe_lines(line) + "\n")

    def ask(self, question: str) -> None:
        """Ask a question; the answer is to be read by whoever asks."""
        sys.stdout.flush()
        sys.stderr.write(f"{safe(question)} ")
        sys.stderr.flush()

    def confirm(self, question: str) -> bool:
        """Ask a question that is answered with yes or no; no answer is no."""
        self.ask(f"{question} [y/N]:")
        return sys.stdin.readline().strip().casefold() in {"y", "yes"}

    def _console(self) -> "Console":
        from clipper.output.terminal.theme import console

        return console(sys.stdout, no_color=self.no_color)

    def _page(self, text: str) -> bool:
        environment = self.system.environment
        pager = self.config.pager or environment.get("CLIPPER_PAGER") or environment.get("PAGER") or "less -FRX"
        return self.system.show_in_pager(text, pager)
