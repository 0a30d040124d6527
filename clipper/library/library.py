"""The librarian: the one thing that commands talk to. It knows the shelves, the index and the owner's preferences."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.config import Config
from clipper.errors import NotFoundError, UnreadableError
from clipper.library.writer import Writer
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from clipper.store.archive import Archive
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.timeline import Days, Of
    from clipper.index import Index
    from clipper.query import Node
    from clipper.query.parser import Searches
    from clipper.store.history import Version
    from clipper.system.progress import Progress


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The clips that a table shows: `unique` letters of each handle, the `total` that matches, the order in words."""

    stored: list[StoredClip]
    unique: dict[str, int]
    total: int
    unreadable: int
    order: str


class Library(Writer):
    """An archive as its reader sees it: asked by queries, called by handles, and kept by its keeper."""

    def __init__(
        self, archive: Archive, config: Config, system: System, progress: "Progress", words: Sequence[str] = ()
    ) -> None:
        super().__init__(archive, system, words)
        self.config = config
        self.progress = progress

    @cached_property
    def index(self) -> "Index":
        """The index, brought up to date with the files when it is first asked for."""
        from clipper.index import Index

        return Index(self.archive.root, self.index_file, self.progress)

    @cached_property
    def index_as_it_stands(self) -> "Index":
        """The index without a look at the files."""
        from clipper.index import Index

        return Index(self.archive.root, self.index_file, self.progress, refresh=False)

    @property
    def index_file(self) -> Path:
        """Where the index of this archive lies, which may be thrown away."""
        name = hashlib.blake2b(str(self.archive.root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        return self.system.cache_folder / f"{name}.sqlite"

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

        today, sources = self.system.today(), self.config.sources
        words = self.read_query(parser.as_typed(arguments or ()))
        short = parser.sugar(source=source or (), tag=tag or (), since=since, until=until, today=today, sources=sources)
        return query.all_of((words, short))

    def read_query(self, written: str, place: str = "", searches: "Searches | None" = None) -> "Node":
        """Return what a query asks; a mistake in one that stands in a file is told with its `place`.

        With `searches` it may ask for these in place of those in the settings.
        """
        from clipper.query import parser

        known = self.config.searches if searches is None else searches
        today = self.system.today()
        return parser.parse(written, today=today, sources=self.config.sources, searches=known, place=place)

    def matching(self, node: "Node", sort: str = "", limit: int = 0, *, by_story: bool = False) -> Iterator[StoredClip]:
        """Yield the clips that answer to a query, without their bodies; `limit` 0 is all.

        With `by_story` of each story only the earliest of them, with where else it appeared.
        """
        if by_story:
            from clipper.analysis import duplicates

            return duplicates.one_per_story(self.index, node, sort or self.config.sort, limit, self.config.sources)
        return self.index.search(node, sort or self.config.sort, limit)

    def page(self, node: "Node", sort: str, limit: int, *, by_story: bool = False) -> ResultPage:
        """Return the first clips that answer to a query, with what a table says of them and of the rest."""
        stored = [*self.matching(node, sort, limit, by_story=by_story)]
        total = len(stored) if not limit or len(stored) < limit else self.index.count(node, by_story=by_story)
        order = self.index.describe_order(node, sort or self.config.sort)
        return ResultPage(stored, self.unique(stored), total, self.index.count_unreadable(node), order)

    def rows(self, node: "Node", sort: str, limit: int, *, by_story: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags and path of the clips: all that the plainest list needs."""
        return self.index.rows(node, sort or self.config.sort, limit, by_story=by_story)

    def days(self, node: "Node", of: "Of" = "nothing", *, by_story: bool = False) -> "list[Days]":
        """Return the days that the dates of clips cover, counted, by their sources or tags too if wanted.

        With `by_story` of each story only the earliest clip counts.
        """
        from clipper.analysis.timeline import Days

        column = {"source": "source", "tag": "tags", "nothing": ""}[of]
        return [Days(*row) for row in self.index.count_by_day(node, column, by_story=by_story)]

    def find(self, called: str) -> StoredClip:
        """Return the clip that answers to a handle, a path, a file name, or a unique beginning or part of these."""
        from clipper.library import find as finder

        return finder.find(called, self.index, self.archive.root, self.system.here)

    def find_all(self, called: Iterable[str]) -> list[StoredClip]:
        """Return the clips that are called, each once, in the order in which they are named."""
        return list({stored.path: stored for stored in map(self.find, called)}.values())

    def whole(self, stored: StoredClip) -> Clip:
        """Return a clip with its body, read from its file; raise UnreadableError with path and line."""
        from clipper import clipfile

        raw = self.archive.read(stored.path)
        try:
            return clipfile.read(raw)
        except UnreadableError as error:
            error.hint = error.hint or f"`clipper edit {stored.handle}` opens it, `clipper show --raw` prints it."
            raise error.of(stored.path) from None

    def unique(self, shown: Iterable[StoredClip]) -> dict[str, int]:
        """Return how many letters of each handle are enough to call its clip."""
        handles = {stored.handle for stored in shown}
        return {handle: naming.unique_length(handle, *self.index.adjacent_handles(handle)) for handle in handles}

    def nothing(self, node: "Node") -> str:
        """Say that no clip answers to a query, and how the query was understood."""
        said = str(node)
        if said:
            return f"No clip matches {safe(said)}"
        return "The archive is empty. `clipper add` keeps the first clipping."

    def past(self, called: str) -> tuple[str, "Iterator[Version]"]:
        """Return the path of a clip that is kept or was removed, and what became of it, the newest version first.

        It is followed into the folders in which it stood before.
        """
        from clipper.library import find as finder

        path = finder.known_path(called, self.find, self.history)
        standing = None
        with contextlib.suppress(NotFoundError):
            standing = self.archive.read(path)
        return path, self.history.versions(partial(finder.was_at, path, self.archive), standing)

    def for_bulk(self, node: "Node") -> list[StoredClip]:
        """Return the clips that a change by query acts on: copies that a sync program made are not among them."""
        found = self.index.search(node, "", 0)
        return [stored for stored in found if not naming.is_conflict_copy(stored.path)]
