"""One archive as the commands use it: its clips, its index, the owner's settings, and what writes to it."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.config import Config
from clipper.errors import ClipperError, DiskError, NotFoundError, UnreadableError
from clipper.library.writer import Writer
from clipper.model.frozen import Frozen
from clipper.model.hashing import digest
from clipper.store.archive import Archive
from clipper.system.system import System
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.timeline_groups import DateCount, GroupBy
    from clipper.index import Index
    from clipper.model.clip import Clip, StoredClip
    from clipper.query import Node
    from clipper.query.parser import Searches
    from clipper.store.history import History, Version
    from clipper.system.progress import Progress


class ResultPage(Frozen):
    """The clips that a table shows: `unique` letters of each handle, the `total` that matches, the order in words."""

    stored: "list[StoredClip]"
    unique: dict[str, int]
    total: int
    unreadable: int
    order: str


class Library:
    """Finds and reads the clips of an archive; its `writer` changes them.

    What was written through it is found by it at once. `command_line` is what the history records for what is written.
    """

    def __init__(
        self, archive: Archive, config: Config, system: System, progress: "Progress", command_line: Sequence[str] = ()
    ) -> None:
        self.archive = archive
        self.config = config
        self.system = system
        self.progress = progress
        self.writer = Writer(archive, system, lambda: self.index, self.mark_stale, command_line, refile=config.refile)
        self._index: Index | None = None
        self._is_stale = False

    @property
    def index(self) -> "Index":
        """The index, brought up to date with the files at the first use, and at the first use after each write."""
        if self._index is None:
            from clipper.index import Index

            self._index = Index(self.archive.root, self.index_file, self.progress)
        elif self._is_stale:
            self._index.refresh()
        self._is_stale = False
        return self._index

    @cached_property
    def unrefreshed_index(self) -> "Index":
        """The index as the last command left it; no clip file is looked at."""
        from clipper.index import Index

        return Index(self.archive.root, self.index_file, self.progress, refresh=False)

    def close(self) -> None:
        """Close the indexes that were opened."""
        for index in filter(None, (self._index, vars(self).get("unrefreshed_index"))):
            index.close()

    def mark_stale(self) -> None:
        """Let the next use of the index bring it up to date, as after a write."""
        self._is_stale = True

    @property
    def folder_from_here(self) -> str:
        """The path of the archive from the working directory: relative if it lies there or below, else absolute."""
        with contextlib.suppress(ValueError, DiskError):  # the working directory may be gone
            return str(self.archive.root.relative_to(self.system.cwd))
        return str(self.archive.root)

    @property
    def index_file(self) -> Path:
        """The path of the index of this archive, in the cache: it may be deleted at any time."""
        name = digest(str(self.archive.root).encode("utf-8", "surrogateescape"), 8).hex()
        return self.system.cache_folder / f"{name}.sqlite"

    @property
    def history(self) -> "History":
        """The operations that changed the archive."""
        return self.writer.history

    def build_query(
        self,
        arguments: Sequence[str] | None = None,
        *,
        source: Sequence[str] | None = None,
        tag: Sequence[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Node":
        """Return the query that the arguments of a command line and its short options make together."""
        from clipper import query

        if not (arguments or source or tag or since or until):
            return query.Everything()  # the plainest list need not load the parser
        from clipper.query.arguments import join_arguments, parse_options

        today, aliases = self.system.today(), self.config.sources
        words = self.parse_query(join_arguments(arguments or ()))
        short = parse_options(
            source=source or (), tag=tag or (), since=since, until=until, today=today, aliases=aliases
        )
        return query.all_of((words, short))

    def parse_query(self, text: str, place: str = "", searches: "Searches | None" = None) -> "Node":
        """Parse a query; `place` is the file and line that an error names where the query is from the settings.

        Saved searches in it are those of the settings, or `searches`.
        """
        from clipper.query import parser

        saved = self.config.searches if searches is None else searches
        today = self.system.today()
        return parser.parse(
            text, today=today, aliases=self.config.sources, searches=saved, place=place, key_flaw=self.key_flaw
        )

    def key_flaw(self, key: str) -> str:
        """Return why a key means nothing in this archive, as `field_names.flaw` says it; empty if it is known."""
        from clipper.model.keys import is_known_key

        if is_known_key(key):  # most are, and then no index is needed
            return ""
        from clipper.library import field_names
        from clipper.query.terms import OTHER_FIELDS

        return field_names.flaw(key, self.index, OTHER_FIELDS)

    def search(self, node: "Node", sort: str = "", limit: int = 0, *, by_story: bool = False) -> "Iterator[StoredClip]":
        """Yield the clips that match a query, without their bodies; `limit` 0 is all.

        With `by_story` only the earliest clip of each story comes, with the other outlets that printed it.
        """
        if by_story:
            from clipper.analysis import duplicates

            return duplicates.one_per_story(self.index, node, sort or self.config.sort, limit, self.config.sources)
        return self.index.search(node, sort or self.config.sort, limit)

    def result_page(self, node: "Node", sort: str, limit: int, *, by_story: bool = False) -> ResultPage:
        """Return the first clips that match a query, with what a table says about them and about the others."""
        stored = [*self.search(node, sort, limit, by_story=by_story)]
        total = len(stored) if not limit or len(stored) < limit else self.index.count(node, by_story=by_story)
        order = self.index.describe_order(node, sort or self.config.sort)
        return ResultPage(stored, self.unique_lengths(stored), total, self.index.count_unreadable(node), order)

    def rows(self, node: "Node", sort: str, limit: int, *, by_story: bool = False) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags and path of the clips that match: the columns of `list` in a pipe."""
        return self.index.rows(node, sort or self.config.sort, limit, by_story=by_story)

    def count_by_day(
        self, node: "Node", group_by: "GroupBy" = "nothing", *, by_story: bool = False
    ) -> "list[DateCount]":
        """Count the clips that match by the days of their dates, and with `group_by` by source or tag.

        With `by_story` only the earliest clip of each story counts.
        """
        from clipper.analysis.timeline_groups import DateCount

        column = {"source": "source", "tag": "tags", "nothing": ""}[group_by]
        return [DateCount(*row) for row in self.index.count_by_day(node, column, by_story=by_story)]

    def find(self, name: str) -> "StoredClip":
        """Return the clip with a handle, a path, a file name, or a unique part of one.

        Raise NotFoundError, or AmbiguousError where several clips have the part.
        """
        from clipper.library import find

        return find.find(name, self.index, self.archive.root, self.system.cwd)

    def narrow(self, node: "Node", names: Iterable[str]) -> "Node":
        """Return a query for those of the clips with these names that match another query."""
        from clipper import query

        return query.all_of((query.OneOf(frozenset(stored.handle for stored in self.find_all(names))), node))

    def find_all(self, names: Iterable[str]) -> "list[StoredClip]":
        """Return the clips with these names, in their order, each once."""
        return list({stored.path: stored for stored in map(self.find, names)}.values())

    def read(self, stored: "StoredClip") -> "Clip":
        """Return a clip with its body, read from its file, and with what its header lacks.

        Raise UnreadableError with path and line.
        """
        from clipper import clipfile
        from clipper.model.inferred import infer

        raw = self.archive.read(stored.path)
        try:
            return infer(stored.path, clipfile.read(raw))[0]
        except UnreadableError as error:
            error.hint = error.hint or f"`clipper edit {stored.handle}` opens it, `clipper show --raw` prints it."
            raise error.in_file(stored.path) from None

    def unique_lengths(self, clips: "Iterable[StoredClip]") -> dict[str, int]:
        """Return for each handle how many of its first letters no other handle in the archive has."""
        from clipper.model import naming

        handles = {stored.handle for stored in clips}
        return {handle: naming.unique_length(handle, *self.index.adjacent_handles(handle)) for handle in handles}

    def no_match_message(self, node: "Node") -> str:
        """Return the sentence for a query without a match, and what is near it."""
        from clipper.library.no_match import message

        return message(node, self.index)

    def versions(self, name: str) -> tuple[str, "Iterator[Version]"]:
        """Return the path of a clip in the archive or in its history, and the versions of the clip, the newest first.

        The versions include those of the clip in folders from which it was moved.
        """
        from clipper.library import find

        path = find.find_path(name, self.find, self.history)
        current = None
        with contextlib.suppress(NotFoundError):
            current = self.archive.read(path)
        return path, self.history.versions(path, partial(find.is_former_path, self.archive), current)

    def unread_errors(self) -> list[ClipperError]:
        """Return an error for each file and folder that could not be read now: what is found by a query lacks them."""
        return [DiskError(f"{safe(path or '.')} is left out: {why}") for path, why in self.index.unread()]

    def search_for_change(self, node: "Node") -> "list[StoredClip]":
        """Return the clips that match and may be changed together: all but the copies that a sync program made."""
        from clipper.model import naming

        return [stored for stored in self.index.search(node, "", 0) if not naming.is_conflict_copy(stored.path)]
