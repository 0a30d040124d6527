"""What the reader asks of the library, and what it has the library change: each method runs in the library's thread."""

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clipper.browse import live_query
from clipper.errors import ClipperError, NotFoundError, RefusedError, UsageError
from clipper.index.listing import Ids, Listing
from clipper.model import deeds, naming
from clipper.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clipper.analysis.passages import Phrase
    from clipper.library import Library
    from clipper.library.outcome import Outcome
    from clipper.library.plan import Plan
    from clipper.library.searches import SavedSearch
    from clipper.model.clip import StoredClip
    from clipper.query import Node


PAGE = 100
"""The rows that are read at once."""


class Page(NamedTuple):
    """Some clips by their ids, and how many letters of each handle name it."""

    clips: "Mapping[int, StoredClip]"
    unique_lengths: "Mapping[str, int]"


class Found(NamedTuple):
    """The answer to a query: the ids of its clips, the line of the cursor, and the rows around it.

    `total` is the number of all clips in the archive, and `phrases` are the words that the query looks for in texts.
    """

    ids: Ids
    cursor: int
    page: Page
    total: int
    phrases: "list[Phrase]"


class Desk:
    """One library with its index, in the thread that opened it.

    Until `refresh` is called, the index is as the last command left it, so that the list is there at once.
    """

    def __init__(self, library: "Library") -> None:
        self.library = library
        self._is_fresh = False
        self._listing = Listing(library.unrefreshed_index)
        self._own_operations: set[int] = set()
        self._node: Node | None = None

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def refresh(self) -> "dict[str, tuple[bytes | None, int]]":
        """Bring the index up to date with the files, and return its folders, each with the digest of its files."""
        if self._is_fresh:
            self.library.index.refresh()
        else:
            self._is_fresh = True
            self._listing = Listing(self.library.index)
            self.library.unrefreshed_index.close()
        return self._listing.folders()

    def ask(self, said: str, cursor: str = "", line: int = 0, *, by_story: bool = False) -> Found | UsageError:
        """Return the clips that match what was typed so far.

        The cursor is on the clip at the path `cursor` if it is among them, else on a line. A mistake in the query is a
        value: most queries have one while they are typed.
        """
        from clipper.analysis.passages import phrases

        try:
            node, ids = self._match(said, by_story=by_story)
        except UsageError as error:
            return error
        self._node = node
        own_id = self._listing.id_at(cursor) if cursor else None
        with contextlib.suppress(ValueError):
            line = ids.index(own_id or -1)
        line = max(0, min(line, len(ids) - 1))
        start = line // PAGE * PAGE
        page = self.clips(ids[start : start + PAGE], by_story=by_story)
        return Found(ids, line, page, self._listing.state[-1], phrases(node))

    def _match(self, said: str, *, by_story: bool) -> "tuple[Node, Ids]":
        """Return a query and its clips: the last word is the beginning of one, unless no clip has such a word."""
        longer = live_query.with_open_end(said)
        node = self.library.build_query([longer])
        ids = self._current_listing().matching_ids(node, by_story=by_story)
        if longer != said and not ids:
            node = self.library.build_query([said])
            ids = self._listing.matching_ids(node, by_story=by_story)
        return node, ids

    def _current_listing(self) -> Listing:
        """Return the listing after the files that were written here have been read again."""
        if self._is_fresh:
            _ = self.library.index
        return self._listing

    def clips(self, ids: Sequence[int], *, by_story: bool = False) -> Page:
        """Return some clips for the rows of the list."""
        clips: Mapping[int, StoredClip] = self._listing.clips(ids)
        if by_story:
            from clipper.analysis.duplicates import with_outlets

            stories = self._listing.story_clips(ids)
            clips = dict(zip(stories, with_outlets(stories.values(), self.library.config.sources), strict=True))
        return Page(clips, self.library.unique_lengths(clips.values()) if self._is_fresh else self._early(clips))

    def _early(self, clips: "Mapping[int, StoredClip]") -> dict[str, int]:
        """Return the lengths of handles from the index as it is: to ask the library would refresh it."""
        adjacent = self.library.unrefreshed_index.adjacent_handles
        return {
            stored.handle: naming.unique_length(stored.handle, *adjacent(stored.handle)) for stored in clips.values()
        }

    def handles(self, ids: Ids) -> dict[str, str]:
        """Return the handles of clips by their paths, without copies that a sync program made."""
        handles = self._listing.handles(ids)
        return {path: handle for path, handle in handles.items() if not naming.is_conflict_copy(path)}

    def tag_counts(self) -> dict[str, int]:
        """Return all tags that can be typed, each with the number of its clips, the most frequent first."""
        return _in_order(self.library.index.tag_counts())

    def tags_of_list(self) -> dict[str, int]:
        """Return the tags of the clips in the list."""
        return _in_order(self.library.index.tag_counts(self._node) if self._node else {})

    def source_names(self) -> list[str]:
        """Return all sources that can be typed."""
        counts = self.library.index.source_counts()
        return [name for name in sorted(counts, key=counts.__getitem__, reverse=True) if safe(name) == name]

    def searches(self) -> "list[SavedSearch]":
        """Return the saved searches, each with the number of its clips."""
        from clipper.library import searches

        return [*searches.count_matches(self.library.config.searches, self.library)]

    def stored(self, paths: Sequence[str]) -> "list[StoredClip]":
        """Return the clips at some paths as they are now; raise NotFoundError if none of them is there any more."""
        found = [stored for path in paths if (stored := self.library.index.get(path))]
        if not found:
            raise NotFoundError("the clip is gone: another program has removed or renamed its file")
        return found

    def carry_out(self, plan: "Plan", write: "Callable[[Plan], Outcome] | None" = None) -> str:
        """Change clips as planned, as one operation, and return what was done, as a sentence."""
        change = self.library.writer.change
        return self.report(plan.deed, write(plan) if write else change(plan.edits, deed=plan.deed, moves=plan.moves))

    def report(self, deed: deeds.Deed, outcome: "Outcome") -> str:
        """Return what was done to clips, and what failed; remember the operation, so that it can be undone here."""
        if outcome.paths:
            self.note_operation()
        told = [f"{describe(deed, outcome.changed)}. u undoes it."] if outcome.changed else []
        if not told and not outcome.failed:
            told = ["That needed no change."]
        more = [f"{len(outcome.failed) - 1} more failed."] if len(outcome.failed) > 1 else []
        foreign = [f"What another program wrote since is in {kept}." for _, kept in self.library.writer.foreign]
        self.library.writer.foreign.clear()
        return " ".join([*told, *map(message, outcome.failed[:1]), *more, *foreign])

    def remove(self, stored: "Sequence[StoredClip]") -> str:
        """Remove clips from the archive, as one operation, and return what was done."""
        from clipper.library.plan import Plan

        plan = Plan([(each, bytes) for each in stored], deed=deeds.REMOVED)
        return self.carry_out(plan, lambda plan: self.library.writer.remove([each for each, _ in plan.edits]))

    def undo(self) -> str:
        """Undo the last operation if it was made here, and return what was undone."""
        record = next(self.library.history.undoable(), None)
        if record is None or record.number not in self._own_operations:
            hint = "`clipper undo` goes further back."
            raise RefusedError("nothing that was changed here is left to undo", hint=hint)
        return self._take_back(record.number, "Undid", "U does it again.", told=record.number)

    def redo(self) -> str:
        """Do again what was undone here last, and return what it was."""
        found = self.library.history.next_redo()
        if not found or found[0].number not in self._own_operations:
            raise RefusedError("nothing that was undone here is left to do again")
        undo, undone = found
        return self._take_back(undo.number, "Did again", "u undoes it.", told=undone.number)

    def _take_back(self, number: int, verb: str, hint: str, *, told: int) -> str:
        from clipper.output.plain.history import summary

        history = self.library.history
        operation = history.record(told)
        name = summary(operation, history.with_undone([operation]))
        outcome = self.library.writer.undo(history.record(number))
        if outcome.paths:
            self.note_operation()
        if outcome.failed:
            raise outcome.failed[0]
        return f"{verb}: {safe(name)}. {hint}"

    def note_operation(self) -> None:
        """Remember the operation that was made just now, so that it can be undone here."""
        if newest := next(self.library.history.latest(1), None):
            self._own_operations.add(newest.number)


def describe(deed: deeds.Deed, clips: "Sequence[StoredClip]", *, plan: bool = False) -> str:
    """Return what was done to clips, or with `plan` what would be, safe to show."""
    names = [safe(deeds.name(stored.clip.title, stored.path)) for stored in clips[: deeds.MOST_TITLES]]
    told = safe((deed.as_plan if plan else deed).tell(len(clips), names))
    return f"{told[:1].upper()}{told[1:]}"


def message(error: ClipperError) -> str:
    """Return an error as sentences: what is wrong, and what to do.

    The lines after the first show a place, and stay as they are; above them a sentence may end with what to type.
    """
    first, newline, place = str(error).partition("\n")
    word = first.partition(" ")[0]
    if word.isalpha():  # not a path or a term
        first = first[0].upper() + first[1:]
    stop = "" if first.endswith((".", "?", "!", "…")) or (place and not error.hint) else "."
    return f"{first}{stop} {error.hint}".rstrip() + newline + place


def _in_order(counts: "Mapping[str, int]") -> dict[str, int]:
    names = sorted((name for name in counts if safe(name) == name), key=lambda name: (-counts[name], name))
    return {name: counts[name] for name in names}
