"""The librarian: the one thing that commands talk to. It knows the shelves, the index and the owner's preferences."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clipper import names, text, urls
from clipper.archive import Archive
from clipper.clip import Clip, Kept
from clipper.config import Config
from clipper.errors import AmbiguousError, ClipperError, NotFoundError, RefusedError, StoppedError, UnreadableError
from clipper.outside import Outside
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.index.entries import Watch
    from clipper.query import Node

Progress = Callable[[int], None]

_CANDIDATES = 8
_CONFLICT_COPY = (".sync-conflict-", "conflicted copy")


@dataclass(slots=True)
class Outcome:
    """What became of a change to many clips: those that changed, how many were so already, and what failed."""

    changed: list[Kept] = field(default_factory=list)
    same: int = 0
    failed: list[ClipperError] = field(default_factory=list)


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

    def __init__(self, archive: Archive, config: Config, outside: Outside, watch: "Watch") -> None:
        self.archive = archive
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
        words = parser.from_arguments(arguments or (), today=today, sources=sources)
        short = parser.sugar(source=source or (), tag=tag or (), since=since, until=until, today=today, sources=sources)
        return query.all_of((words, short))

    def matching(self, asked: "Node", sort: str = "", limit: int = 0) -> Iterator[Kept]:
        """Yield the clips that answer to a query, without their bodies; `limit` 0 is all."""
        return self.index.kept(asked, sort or self.config.sort, limit)

    def page(self, asked: "Node", sort: str, limit: int) -> Page:
        """Return the first clips that answer to a query, with what a table says of them and of the rest."""
        kept = [*self.matching(asked, sort, limit)]
        total = len(kept) if not limit or len(kept) < limit else self.index.count(asked)
        order = self.index.order(asked, sort or self.config.sort)
        return Page(kept, self.unique(kept), total, self.index.count_unreadable(asked), order)

    def rows(self, asked: "Node", sort: str, limit: int) -> Iterator[tuple[str, ...]]:
        """Yield handle, date, source, title, tags and path of the clips: all that the plainest list needs."""
        return self.index.rows(asked, sort or self.config.sort, limit)

    def find(self, called: str) -> Kept:
        """Return the clip that answers to a handle, a path, a file name, or a unique beginning or part of these."""
        if not called.strip():
            raise NotFoundError("a clip is called by its handle or a part of its file name")
        if kept := self.index.at(called) or self._at(called.strip()):
            return kept
        called = called.strip()
        found = self.index.called(called, _CANDIDATES + 1) if names.HANDLE.fullmatch(called) else []
        part = called.removesuffix(".md")
        if not found and part and "/" not in part:
            found = self.index.with_part(part, _CANDIDATES + 1)
        if not found:
            raise NotFoundError(f"no clip is called “{safe(called)}”", hint="`clipper list` shows the handles.")
        if len(found) > 1:
            shown = "\n".join(f"  {kept.handle}  {safe(kept.name)}" for kept in found[:_CANDIDATES])
            more = "\n  …" if len(found) > _CANDIDATES else ""
            raise AmbiguousError(f"“{safe(called)}” may be any of these:\n{shown}{more}")
        return found[0]

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

    def add(
        self, candidates: Sequence[tuple[Clip, bytes]], *, force: bool = False, dry_run: bool = False
    ) -> tuple[list[Kept], list[ClipperError]]:
        """Keep new clips, each with the bytes of its file, and return them with what was refused.

        Refused is a clip whose body or address is kept already, in the archive or earlier in the same call.
        """
        from clipper.index import tables

        kept: list[Kept] = []
        refused: list[ClipperError] = []
        seen: dict[object, Kept] = {}
        with contextlib.nullcontext() if dry_run else self.archive.operation() as operation:
            for clip, raw in candidates:
                keys = {key for key in (tables.body_key(clip.body), urls.key(clip.url)) if key}
                twin = next((seen[key] for key in keys if key in seen), None) or self.index.twin(keys)
                if twin and not force:
                    said = f"this is kept already as {twin.handle}, {safe(twin.name)}"
                    refused.append(RefusedError(said, hint="--force keeps it again."))
                    continue
                path = operation.add(clip, raw) if operation else self._free_path(clip, kept)
                new = Kept(path, names.handle(path), replace(clip, body=""), text.count_words(clip.body))
                seen |= dict.fromkeys(keys, new)
                kept.append(new)
        return kept, refused

    def change(
        self,
        clips: Sequence[Kept],
        edit: Callable[[bytes], bytes],
        progress: Progress | None = None,
        *,
        dry_run: bool = False,
    ) -> Outcome:
        """Change the bytes of many clips; what fails is passed over and told, Ctrl-C ends after the clip in hand."""
        outcome = Outcome()
        with contextlib.nullcontext(self.archive) if dry_run else self.archive.operation() as hand:
            for number, kept in enumerate(clips):
                try:
                    if hand.change(kept.path, edit):
                        outcome.changed.append(kept)
                    else:
                        outcome.same += 1
                except ClipperError as error:
                    outcome.failed.append(error)
                except KeyboardInterrupt as error:
                    raise StoppedError(f"stopped after {number} of {len(clips)}; the same command goes on") from error
                if progress:
                    progress(number + 1)
        return outcome

    def remove(self, clips: Sequence[Kept]) -> Path | None:
        """Take clips out of the archive, and return the folder in which the last of them lies now."""
        folder = None
        with self.archive.operation() as operation:
            for kept in clips:
                folder = operation.remove(kept.path).parent
        return folder

    def for_bulk(self, asked: "Node") -> list[Kept]:
        """Return the clips that a change by query acts on: copies that a sync program made are not among them."""
        found = self.index.kept(asked, "", 0)
        return [kept for kept in found if not any(mark in kept.path for mark in _CONFLICT_COPY)]

    def _free_path(self, clip: Clip, kept: Iterable[Kept]) -> str:
        """Return the path under which a clip would be kept beside those that would be kept before it."""
        taken = {one.path for one in kept}
        return next(path for path in names.candidates(clip) if path not in taken and not self.index.at(path))

    def _at(self, called: str) -> Kept | None:
        """Return the clip at a path, relative to the archive or to the working directory, with or without ending."""
        if "/" not in called and not called.endswith(".md"):
            return self.index.at(f"{called}.md")
        inside = Path(called)
        if not inside.is_absolute():
            if found := self.index.at(called) or self.index.at(f"{called}.md"):
                return found
            inside = self.outside.here / inside
        try:
            path = inside.resolve().relative_to(self.archive.root).as_posix()
        except (ValueError, OSError, RuntimeError):  # elsewhere, too long, a link in a circle
            if os.path.exists(inside):  # noqa: PTH110 - Path.exists stumbles over a name that is too long
                raise RefusedError(f"{safe(called)} lies outside the archive {safe(str(self.archive.root))}") from None
            return None
        return self.index.at(path) or self.index.at(f"{path}.md")
