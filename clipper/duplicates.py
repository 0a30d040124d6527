"""Duplicates: the same story kept twice, by its text, by its address, or in other words for the most part the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from clipper.clip import Kept
from clipper.errors import UsageError
from clipper.names import is_conflict_copy
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.index import Index
    from clipper.query import Node

KINDS = ("exact", "address", "near")
"""What makes a clip a duplicate: the same text, the same address, or many of the same words."""


@dataclass(frozen=True, slots=True)
class Member:
    """A clip of a story: its kind, `first` for the earliest, and how much it shares with that, in percent.

    `share` is None where a text is too short to tell.
    """

    kept: Kept
    kind: str
    share: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """Clips that tell the same, the earliest first, by the number that it has in a list."""

    number: int
    members: tuple[Member, ...]


def find(index: "Index", asked: "Node", kind: str = "", limit: int = 0) -> list[Story]:
    """Return the stories that have a clip which answers to a query, whole, the newest first; `limit` 0 is all.

    With a `kind` only those pick-ups that are of it, with the earliest clip of their story.
    """
    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind “{safe(kind)}” of duplicates; there are {', '.join(KINDS)}")
    found: list[Story] = []
    for _, group in groupby(index.stories(asked), key=lambda row: row[0]):
        first, *others = (Member(kept, kind, share) for _, kind, share, kept in group)
        others = [one for one in others if kind in {"", one.kind}]
        if others:
            found.append(Story(len(found) + 1, (first, *others)))
        if limit and len(found) == limit:
            break
    return found


def pickups(stories: Iterable[Story]) -> list[Kept]:
    """Return every clip but the earliest of each story, without the copies that a sync program made."""
    return [one.kept for story in stories for one in story.members[1:] if not is_conflict_copy(one.kept.path)]


def outlets(members: Sequence[Member]) -> int:
    """Return how many outlets there are beside that of the first clip."""
    return len({one.kept.clip.source for one in members} - {members[0].kept.clip.source, ""})
