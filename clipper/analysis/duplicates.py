"""Duplicates: the same story kept twice, by its text, by its address, or in other words for the most part the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.model.clip import StoredClip, StoryClip
from clipper.model.naming import is_conflict_copy
from clipper.model.outlet_names import OutletNames
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.diff import Difference
    from clipper.index import Index
    from clipper.query import Node

KINDS = ("exact", "address", "near")
"""What makes a clip a duplicate: the same text, the same address, or many of the same words."""

_NO_NAMES: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Member:
    """A clip of a story: its kind, `first` for the earliest, and how much it shares with that, in percent.

    `share` is None where a text is too short to tell, `difference` where the texts are not compared.
    """

    stored: StoredClip
    kind: str
    share: int | None
    difference: "Difference | None" = None


@dataclass(frozen=True, slots=True)
class Story:
    """Clips that tell the same, the earliest first, by the number that it has in a list.

    `outlets` are the names of those that printed it beside the first.
    """

    number: int
    members: tuple[Member, ...]
    outlets: tuple[str, ...] = ()


def find(
    index: "Index", node: "Node", kind: str = "", limit: int = 0, sources: Mapping[str, Sequence[str]] = _NO_NAMES
) -> list[Story]:
    """Return the stories that have a clip which answers to a query, whole, the newest first; `limit` 0 is all.

    With a `kind` only those pick-ups that are of it, with the earliest clip of their story. `sources` knows the other
    names of outlets.
    """
    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind “{safe(kind)}” of duplicates; there are {', '.join(KINDS)}")
    names, found = OutletNames(sources), list[Story]()
    for _, group in groupby(index.stories(node), key=lambda row: row[0]):
        first, *others = (Member(stored, kind, share) for _, kind, share, stored in group)
        others = [one for one in others if kind in {"", one.kind}]
        if others:
            elsewhere = names.other_outlets(first.stored.clip.source, [one.stored.clip.source for one in others])
            found.append(Story(len(found) + 1, (first, *others), elsewhere))
        if limit and len(found) == limit:
            break
    return found


def compared(stories: Iterable[Story], body: Callable[[StoredClip], str | None]) -> Iterator[Story]:
    """Yield stories, each with what differs between its earliest text and every other; None is a text not known."""
    from clipper.analysis.diff import compare

    for story in stories:
        first, *others = story.members
        origin = body(first.stored)
        known: dict[str, Difference] = {}  # many outlets print the same
        members = [first]
        for other in others:
            text = body(other.stored)
            if origin is None or text is None:
                members.append(other)
                continue
            if text not in known:
                known[text] = compare(origin, text)
            members.append(replace(other, difference=known[text]))
        yield replace(story, members=tuple(members))


def pickups(stories: Iterable[Story]) -> list[StoredClip]:
    """Return every clip but the earliest of each story, without the copies that a sync program made."""
    return [one.stored for story in stories for one in story.members[1:] if not is_conflict_copy(one.stored.path)]


def one_per_story(
    index: "Index", node: "Node", sort: str, limit: int, sources: Mapping[str, Sequence[str]] = _NO_NAMES
) -> Iterator[StoryClip]:
    """Yield of each story only the earliest of the clips that answer to a query, with where else it appeared."""
    names = OutletNames(sources)
    for stored in index.search_by_story(node, sort, limit):
        others = names.other_outlets(stored.clip.source, [one.source for one in stored.pickups])
        yield stored.replace(outlets=others) if others else stored
