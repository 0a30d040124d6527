"""The librarian: the one thing that commands talk to. It knows the shelves, the index and the owner's preferences."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from clipper import names
from clipper.archive import Archive
from clipper.clip import Clip, Kept
from clipper.config import Config
from clipper.errors import ClipperError, NotFoundError, UnreadableError
from clipper.outside import Outside
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.history import History, Record, Version
    from clipper.incoming import Incoming
    from clipper.index import Index
    from clipper.index.entries import Watch
    from clipper.operation import Edit, Operation, Result
    from clipper.outcome import Outcome, Progress
    from clipper.query import Node
    from clipper.query.parser import Searches
    from clipper.rules import Rule
    from clipper.timeline import Days, Of


@dataclass(frozen=True, slots=True)
class Page:
    """The clips that a table shows: `unique` letters of each handle, the `total` that matches, the order in words."""

    kept: list[Kept]
    unique: dict[str, int]
    total: int
    unreadable: int
    order: str


class Library:
    """An archive as its reader sees it: asked by queries, called by handles, changed one field at a time."""

    def __init__(
        self, archive: Archive, config: Config, outside: Outside, watch: "Watch", words: Sequence[str] = ()
    ) -> None:
        self.archive = archive
        self.words = words
        """What was typed, as the history tells it."""
        self.config = config
        self.outside = outside
        self.watch = watch

    @cached_property
    def index(self) -> "Index":
        """The index, brought up to date with the files when it is first asked for."""
        from clipper.index import Index

        return Index(self.archive.root, self.index_file, self.watch)

    @cached_property
    def index_as_it_stands(self) -> "Index":
        """The index without a look at the files."""
        from clipper.index import Index

        return Index(self.archive.root, self.index_file, self.watch, refresh=False)

    @property
    def index_file(self) -> Path:
        """Where the index of this archive lies, which may be thrown away."""
        name = hashlib.blake2b(str(self.archive.root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        return self.outside.cache_folder / f"{name}.sqlite"

    def ask(
        self,
        arguments: Sequence[str] | None = None,
        *,
        source: Sequence[str] | None = None,
        tag: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Node":
        """Return the query that the words of a command line and its short options ask."""
        from clipper import query
        from clipper.query import parser

        today, sources = self.outside.today(), self.config.sources
        words = self.read_query(parser.as_typed(arguments or ()))
        short = parser.sugar(source=source or (), tag=tag or (), since=since, until=until, today=today, sources=sources)
        return query.all_of((words, short))

    def read_query(self, written: str, place: str = "", searches: "Searches | None" = None) -> "Node":
        """Return what a query asks; a mistake in one that stands in a file is told with its `place`.

        With `searches` it may ask for these in place of those in the settings.
        """
        from clipper.query import parser

        known = self.config.searches if searches is None else searches
        today = self.outside.today()
        return parser.parse(written, today=today, sources=self.config.sources, searches=known, place=place)

    def matching(self, asked: "Node", sort: str = "", limit: int = 0, *, fold: bool = False) -> Iterator[Kept]:
        """Yield the clips that answer to a query, without their bodies; `limit` 0 is all.

        With `fold` of each story only the earliest of them, with where else it appeared.
        """
        if fold:
            from clipper import duplicates

            return duplicates.folded(self.index, asked, sort or self.config.sort, limit, self.config.sources)
        return self.index.kept(asked, sort or self.config.sort, limit)

    def page(self, asked: "Node", sort: str, limit: int, *, fold: bool = False) -> Page:
        """Return the first clips that answer to a query, with what a table says of them and of the rest."""
        kept = [*self.matching(asked, sort, limit, fold=fold)]
        total = len(kept) if not limit or len(kept) < limit else self.index.count(asked, fold=fold)
        order = self.index.order(asked, sort or self.config.sort)
        return Page(kept, self.unique(kept), total, self.index.count_unreadable(asked), order)

    def rows(self, asked: "Node", sort: str, limit: int, *, fold: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags and path of the clips: all that the plainest list needs."""
        return self.index.rows(asked, sort or self.config.sort, limit, fold=fold)

    def days(self, asked: "Node", of: "Of" = "nothing", *, fold: bool = False) -> "list[Days]":
        """Return the days that the dates of clips cover, counted, by their sources or tags too if wanted.

        With `fold` of each story only the earliest clip counts.
        """
        from clipper.timeline import Days

        column = {"source": "source", "tag": "tags", "nothing": ""}[of]
        return [Days(*row) for row in self.index.days(asked, column, fold=fold)]

    def find(self, called: str) -> Kept:
        """Return the clip that answers to a handle, a path, a file name, or a unique beginning or part of these."""
        from clipper import finder

        return finder.find(called, self.index, self.archive.root, self.outside.here)

    def find_all(self, called: Iterable[str]) -> list[Kept]:
        """Return the clips that are called, each once, in the order in which they are named."""
        return list({kept.path: kept for kept in map(self.find, called)}.values())

    def whole(self, kept: Kept) -> Clip:
        """Return a clip with its body, read from its file; raise UnreadableError with path and line."""
        from clipper import clipfile

        raw = self.archive.read(kept.path)
        try:
            return clipfile.read(raw)
        except UnreadableError as error:
            error.hint = error.hint or f"`clipper edit {kept.handle}` opens it, `clipper show --raw` prints it."
            raise error.of(kept.path) from None

    def unique(self, shown: Iterable[Kept]) -> dict[str, int]:
        """Return how many letters of each handle are enough to call its clip."""
        handles = {kept.handle for kept in shown}
        return {handle: names.unique_length(handle, *self.index.neighbours(handle)) for handle in handles}

    def nothing(self, asked: "Node") -> str:
        """Say that no clip answers to a query, and how the query was understood."""
        said = str(asked)
        if said:
            return f"No clip matches {safe(said)}"
        return "The archive is empty. `clipper add` keeps the first clipping."

    @cached_property
    def rules(self) -> "list[Rule]":
        """The owner's rules, in the order in which they are applied."""
        if not self.config.rules:
            return []
        from clipper import rules

        return rules.of(self.config, self.outside.today())

    def add(
        self,
        candidates: "Sequence[Incoming]",
        label: "Callable[[Incoming], Incoming] | None" = None,
        progress: "Progress | None" = None,
        *,
        force: bool = False,
        dry_run: bool = False,
    ) -> tuple[list[Kept], list[ClipperError]]:
        """Keep new clips, each with the bytes of its file, and return them with what was refused.

        Refused is a clip whose body or address is kept already, in the archive or earlier in the same call. What is
        new goes through the hands of `label` first.
        """
        from clipper import accession

        kept: list[Kept] = []
        with contextlib.nullcontext() if dry_run else self._operation() as operation:
            sieve = accession.Sieve(self.index, label, force=force)
            new = sieve.new(candidates)
            for path in operation.add(new) if operation else accession.free_paths(new, self.index):
                kept.append(Kept(path, names.handle(path), *sieve.passed[len(kept)]))
                if progress:
                    progress(len(kept) + len(sieve.refused))
            if operation:
                operation.see_whether_stopped(len(kept) + len(sieve.refused), len(candidates))
        return kept, sieve.refused

    def change(
        self,
        edits: "Sequence[tuple[Kept, Edit]]",
        progress: "Progress | None" = None,
        *,
        dry_run: bool = False,
        force: bool = False,
    ) -> "Outcome":
        """Change the bytes of clips, each by its edit; what fails is passed over and told.

        Clips that are protected against writing are changed only with `force`.
        """
        from clipper.outcome import Outcome

        outcome = Outcome({kept.path: kept for kept, _ in edits}, progress)
        by_path = [(kept.path, edit) for kept, edit in edits]
        if dry_run or not by_path:
            outcome.take(self._tried(path, edit) for path, edit in by_path)
            return outcome
        with self._operation(force=force) as operation:
            outcome.take(operation.change(by_path))
            operation.see_whether_stopped(outcome.number, len(edits))
        return outcome

    def configure(self, edit: "Edit") -> bool:
        """Change the archive's own settings by an edit of their bytes, and tell whether it did."""
        from clipper.archive import MARK

        with self._operation() as operation:
            (result,) = operation.change([(MARK, edit)])
        if result.error:
            raise result.error
        return result.changed

    def remove(self, clips: Sequence[Kept], *, force: bool = False) -> "Outcome":
        """Take clips out of the archive, and put them into its history; protected ones only with `force`."""
        from clipper.outcome import Outcome

        outcome = Outcome({kept.path: kept for kept in clips})
        with self._operation(force=force) as operation:
            outcome.take(operation.remove((path, "") for kept in clips for path in self._with_originals(kept)))
            operation.see_whether_stopped(outcome.number, len(clips))
        return outcome

    @property
    def history(self) -> "History":
        """What was done to the archive, operation by operation."""
        from clipper.history import History

        return History(self.archive.own / "history")

    def undo(self, record: "Record", progress: "Progress | None" = None, *, force: bool = False) -> "Outcome":
        """Take an operation back; files that were changed since are passed over and told."""
        from clipper import undo
        from clipper.outcome import Outcome

        outcome = Outcome({}, progress)
        with self._operation(undoes=record.number, force=force) as operation:
            outcome.take(undo.take_back(self.archive, self.history, record, operation))
            operation.see_whether_stopped(outcome.number, len(record.changes))
        return outcome

    def past(self, called: str) -> tuple[str, "Iterator[Version]"]:
        """Return the path of a clip that is kept or was removed, and what became of it, the newest version first.

        It is followed into the folders in which it stood before.
        """
        from clipper import finder

        path = finder.known_path(called, self.find, self.history)
        standing = None
        with contextlib.suppress(NotFoundError):
            standing = self.archive.read(path)
        return path, self.history.versions(partial(finder.was_at, path, self.archive), standing)

    def forget(self, records: "Sequence[Record]") -> None:
        """Drop operations from the history for good; ask first."""
        with self._operation():
            self.history.forget(records)

    def for_bulk(self, asked: "Node") -> list[Kept]:
        """Return the clips that a change by query acts on: copies that a sync program made are not among them."""
        found = self.index.kept(asked, "", 0)
        return [kept for kept in found if not names.is_conflict_copy(kept.path)]

    def _with_originals(self, kept: Kept) -> list[str]:
        return [kept.path, *self.archive.originals(kept.path)]

    def _operation(self, *, undoes: int = 0, force: bool = False) -> "contextlib.AbstractContextManager[Operation]":
        from clipper import operation

        now = self.outside.now().isoformat()
        return operation.begin(self.archive, when=now, words=self.words, undoes=undoes, force=force)

    def _tried(self, path: str, edit: "Edit") -> "Result":
        """Return what would become of a clip; nothing is written."""
        from clipper.operation import Result

        try:
            raw = self.archive.read(path)
            return Result(path, changed=self.archive.edited(path, raw, edit) != raw)
        except ClipperError as error:
            return Result(path, error=error)
