"""What a command works with: the library, the settings, and the standard streams."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clipper import config
from clipper.cli.streams import Streams
from clipper.errors import ClipperError, NotFoundError, StoppedError, UsageError
from clipper.store import archive
from clipper.system.appearance import Appearance
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clipper.analysis.rules import RuleSet
    from clipper.library import Library
    from clipper.model.clip import StoredClip
    from clipper.system.progress import Progress

_MOST_SKIPPED = 3


class Session(Streams):
    """One run of clipper: it opens the library that the global options mean, writes results, and asks questions.

    `command_line` is what the user typed; the history records it.
    """

    def __init__(
        self,
        system: System,
        archive: Path | None = None,
        appearance: Appearance | None = None,
        command_line: Sequence[str] = (),
    ) -> None:
        super().__init__(system, appearance or Appearance())
        self.command_line = command_line
        self._archive_option = archive
        self._opened: list[Library] = []

    @cached_property
    def archive_location(self) -> tuple[Path, str]:
        """The folder of the archive, and what named it: an option, a variable, a folder, or the settings."""
        user_settings = config.load(self.system.config_file, None)
        system = self.system
        preferred = user_settings.archive
        return archive.locate(self._archive_option, system.environment, system.cwd, preferred, system.home)

    @cached_property
    def config(self) -> config.Config:
        """The user's settings, with those of the archive over them."""
        return config.load(self.system.config_file, self.archive_location[0] / archive.SETTINGS_NAME)

    @cached_property
    def library(self) -> "Library":
        """The library of the archive; raise NotFoundError if the archive does not exist."""
        root, named_by = self.archive_location
        if not (root / archive.SETTINGS_NAME).is_file():
            message = f"there is no archive yet at {safe(str(root))} ({named_by})"
            raise NotFoundError(message, hint="The first `clipper add` or `clipper init` makes it.")
        return self._open(root)

    @cached_property
    def planned_library(self) -> "Library":
        """The library, even if its archive does not exist yet; nothing is created."""
        return self._open(self.archive_location[0])

    @property
    def tag_counts(self) -> "Mapping[str, int]":
        """The tags in use, each with the number of its clips; none if the archive does not exist yet."""
        root, _ = self.archive_location
        return self.planned_library.index.tag_counts() if (root / archive.SETTINGS_NAME).is_file() else {}

    def library_for_adding(self, *, dry_run: bool) -> "Library":
        """Return the library; its archive is created if it does not exist, except in a dry run."""
        root, _ = self.archive_location
        if dry_run:
            self.library = self.planned_library  # `show_clips` needs one, and there may be no archive
            return self.library
        if not (root / archive.SETTINGS_NAME).is_file():
            archive.Archive.create(root)
            self.tell(f"Made the archive {safe(str(root))}.")
        return self._open(root)  # with an index as fresh as the lock

    def _open(self, root: Path) -> "Library":
        from clipper.library import Library

        library = Library(archive.Archive(root), self.config, self.system, self.progress, self.command_line)
        self._opened.append(library)
        return library

    def open_again(self, progress: "Progress") -> "Library":
        """Return the library once more, for another thread, which closes it."""
        from clipper.library import Library

        return Library(self.library.archive, self.config, self.system, progress, self.command_line)

    def close(self) -> None:
        """Close the libraries that were opened; say first what other programs wrote into files that were replaced."""
        for library in self._opened:
            for path, kept in library.writer.foreign:
                what = safe(path) or "A clip"
                self.tell(f"{what} was replaced while another program had it open; what that wrote since is in {kept}.")
            library.close()

    def rules(self) -> "RuleSet | None":
        """Return the rules in the settings, None if there are none; raise UsageError for a rule with a mistake."""
        if not self.config.rules:
            return None
        from clipper.analysis import rules

        try:
            parsed = rules.parse_rules(self.config, self.system.today())
        except UsageError as error:
            error.hint = f"{error.hint} --no-rules keeps it without them.".lstrip()
            raise
        return rules.RuleSet(rules.spell_as_known(parsed, self.tag_counts))

    def show_clips(self, stored: "Sequence[StoredClip]", *, before_question: bool = False) -> None:
        """Show clips that were added or changed: as a table on a terminal, else as TSV."""
        if self.on_terminal and stored:
            from clipper.output.terminal.clips import render

            unique = self.library.unique_lengths(stored)
            columns = self.config.columns
            self.draw(
                lambda width: render(stored, unique_lengths=unique, total=len(stored), width=width, columns=columns),
                before_question=before_question,
            )
        else:
            from clipper.output.plain import clips

            self.write(clips.serialize("tsv", stored))

    def raise_if_any(self, errors: Sequence[ClipperError], *, total: int) -> None:
        """Print all errors but the last, and raise the last, if there is one. `total` is the number of clips in all."""
        for error in errors[:-1]:
            self.tell_error(str(error))
        if errors:
            raise errors[-1].with_suffix(f"{total - len(errors)} of {total} done") if total > 1 else errors[-1]

    def report_stopped(self, error: StoppedError) -> None:
        """Report what is known of the clips that were done before Ctrl-C: their errors, and their hard links."""
        for failure in error.failed:
            self.tell_error(str(failure))
        self.warn_of_hard_links(error.linked)

    def warn_of_hard_links(self, paths: Sequence[str]) -> None:
        """Say which of the changed files have another hard link, under which the old text stays."""
        for path in paths:
            self.tell(f"{safe(path)} has another name (a hard link), under which it stays as it was.")

    def report_skipped(self) -> None:
        """Say which files in the archive are not clips that can be indexed, and why."""
        skipped = self.library.index.skipped
        for path, reason in skipped[:_MOST_SKIPPED]:
            self.tell(f"Skipped {safe(path or '.')}: {reason}.")
        if len(skipped) > _MOST_SKIPPED:
            self.tell(f"Skipped {len(skipped) - _MOST_SKIPPED} more.")

    @property
    def pager_setting(self) -> str | None:
        """The pager that the settings name, if they do."""
        return self.config.pager
