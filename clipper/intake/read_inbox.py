"""One round of an inbox: its complete files are read, each by itself, so that no bad one hides another."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clipper.errors import ClipperError, UnreadableError
from clipper.intake.inbox import Inbox, SavedFile
from clipper.intake.inputs import Input, gather_inputs
from clipper.intake.page_queue import PageQueue
from clipper.intake.read_inputs import AddOptions, read_inputs
from clipper.system.fetch import Limits
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.intake.overrides import Overrides
    from clipper.model.candidate import Candidate
    from clipper.system.progress import Progress
    from clipper.system.system import System

_MOST_FILES = 200
_MOST_BYTES = 100_000_000


class Round(NamedTuple):
    """What the files of a round became: candidates of the `read` ones, and the errors of the others.

    `is_last` is False if there are more files than one round takes.
    """

    candidates: "list[Candidate]"
    read: list[SavedFile]
    failed: list[tuple[SavedFile, ClipperError]]
    is_last: bool


class InboxReader:
    """Reads the files of an inbox, round after round; what failed is read again only when it has changed."""

    def __init__(self, system: "System", progress: "Progress", inbox: Inbox, limits: Limits) -> None:
        self._system = system
        self._progress = progress
        self._inbox = inbox
        self._limits = limits
        self._failed: dict[SavedFile, ClipperError] = {}

    def read(
        self,
        files: Sequence[SavedFile],
        overrides: "Overrides",
        options: AddOptions,
        aliases: Mapping[str, Sequence[str]],
    ) -> Round:
        """Read the files that were found; those that failed before and are the same are left out."""
        self._failed = {file: error for file, error in self._failed.items() if file in files}
        new = [file for file in files if file not in self._failed]
        taken = _first(new)
        failed: list[tuple[SavedFile, ClipperError]] = []
        inputs: list[tuple[SavedFile, list[Input]]] = []
        for file in taken:
            try:
                items = self._gather(file)
            except ClipperError as error:
                failed.append((file, error))
            else:
                if self._inbox.is_unchanged(file):  # else it is still being written, and a later round has it
                    inputs.append((file, items))
        candidates: list[Candidate] = []
        read = []
        with (
            PageQueue([item for _, items in inputs for item in items]) as pages,
            self._progress("reading", len(inputs)) as advance,
        ):
            for number, (file, items) in enumerate(inputs, 1):
                advance(number)
                found, problem = _read_file(items, pages, overrides, options, aliases)
                candidates += found
                if not found and not problem:
                    problem = UnreadableError(f"there is nothing to keep in {self._shown(file)}")
                if problem:
                    failed.append((file, problem))
                else:
                    read.append(file)
        self._failed |= dict(failed)
        return Round(candidates, read, failed, is_last=len(taken) == len(new))

    def reasons(self) -> list[tuple[str, str]]:
        """Return the names of the files that failed and are still the same, each with the reason."""
        return sorted((file.name, self._reason(file, error)) for file, error in self._failed.items())

    def _gather(self, file: SavedFile) -> list[Input]:
        """Read a file as `clipper add` does."""
        inputs, failed = gather_inputs(self._system, self._progress, [str(self._inbox.path / file.name)], self._limits)
        if failed:
            raise failed[0].error
        return inputs

    def _shown(self, file: SavedFile) -> str:
        return safe(str(self._inbox.path / file.name))

    def _reason(self, file: SavedFile, error: ClipperError) -> str:
        reason = str(error).replace(self._shown(file), safe(file.name)).removeprefix(f"{safe(file.name)}: ")
        return f"{reason}. {error.hint}".rstrip()


def _first(files: Sequence[SavedFile]) -> list[SavedFile]:
    """Return the files that one round takes, at least one: their bytes and their clips are all in memory."""
    taken: list[SavedFile] = []
    size = 0
    for file in files[:_MOST_FILES]:
        size += file.state[1]
        if taken and size > _MOST_BYTES:
            break
        taken.append(file)
    return taken


def _read_file(
    items: Sequence[Input],
    pages: PageQueue,
    overrides: "Overrides",
    options: AddOptions,
    aliases: Mapping[str, Sequence[str]],
) -> "tuple[list[Candidate], ClipperError | None]":
    """Return the candidates of one file, and the first error, if there is one."""
    candidates: list[Candidate] = []
    first: ClipperError | None = None
    for item in items:
        try:
            found, failed = read_inputs([item], pages, overrides, options, aliases)
        except ClipperError as error:
            first = first or error
            continue
        candidates += found
        if failed:
            first = first or failed[0].error
    return candidates, first
