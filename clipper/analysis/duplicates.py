"""Duplicates: clips of one story, with the same text, the same address, or texts that are alike.

Which texts are alike: see `index.shingles.are_alike`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from clipper.errors import UsageError
from clipper.model.clip import StoredClip, StoryClip
from clipper.model.naming import is_conflict_copy
from clipper.model.outlet_names import OutletNames
from clipper.model.spelling import did_you_mean
from clipper.text import safe

if TYPE_CHECKING:
    from clipper.analysis.diff import Difference
    from clipper.index import Index
    from clipper.query import Node

KINDS = ("exact", "address", "near")
"""Why a clip is a duplicate: the same text, the same address, or a text that is alike."""

_NO_ALIASES: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Member:
    """A clip of a story, compared with the story's earliest clip.

    `kind` is one of `KINDS`, or `first` for the earliest clip. `share` is the percentage of text in common, None if a
    text is too short to say; `difference` is None if the texts were not compared.
    """

    stored: StoredClip
    kind: str
    share: int | None
    difference: "Difference | None" = None


@dataclass(frozen=True, slots=True)
class Story:
    """The clips of one story, the earliest first; `number` is its number in a list of stories.

    `outlets` are the names of the outlets that printed it, without the outlet of the earliest clip.
    """

    number: int
    members: tuple[Member, ...]
    outlets: tuple[str, ...] = ()


def find(
    index: "Index", node: "Node", kind: str = "", limit: int = 0, aliases: Mapping[str, Sequence[str]] = _NO_ALIASES
) -> list[Story]:
    """Return whole stories, the newest first, if at least one of their clips matches a query; `limit` 0 means all.

    With a `kind`, only the earliest clip of a story and its duplicates of that kind are returned. `aliases` maps
    outlets to their other names.
    """
    if kind and kind not in KINDS:
        raise UsageError(
            f"there is no kind “{safe(kind)}” of duplicates; there are {', '.join(KINDS)}{did_you_mean(kind, KINDS)}"
        )
    names, stories = OutletNames(aliases), list[Story]()
    for _, rows in groupby(index.stories(node), key=lambda row: row[0]):
        first, *duplicates = (Member(stored, row_kind, share) for _, row_kind, share, stored in rows)
        duplicates = [member for member in duplicates if kind in {"", member.kind}]
        if duplicates:
            outlets = names.other_outlets(
                first.stored.clip.source, [member.stored.clip.source for member in duplicates]
            )
            stories.append(Story(len(stories) + 1, (first, *duplicates), outlets))
        if limit and len(stories) == limit:
            break
    return stories


def with_differences(stories: Iterable[Story], read_body: Callable[[StoredClip], str | None]) -> Iterator[Story]:
    """Yield the stories with the difference of each clip to the earliest; `read_body` returns None for no text."""
    from clipper.analysis.diff import compare

    for story in stories:
        first, *duplicates = story.members
        first_body = read_body(first.stored)
        differences: dict[str, Difference] = {}  # by body: many outlets print the same text
        members = [first]
        for member in duplicates:
            body = read_body(member.stored)
            if first_body is None or body is None:
                members.append(member)
                continue
            if body not in differences:
                differences[body] = compare(first_body, body)
            members.append(replace(member, difference=differences[body]))
        yield replace(story, members=tuple(members))


def pickups(stories: Iterable[Story]) -> list[StoredClip]:
    """Return all clips but the earliest of each story, without the conflict copies of sync programs."""
    return [
        member.stored for story in stories for member in story.members[1:] if not is_conflict_copy(member.stored.path)
    ]


def one_per_story(
    index: "Index", node: "Node", sort: str, limit: int, aliases: Mapping[str, Sequence[str]] = _NO_ALIASES
) -> Iterator[StoryClip]:
    """Yield the earliest of the matching clips of each story, with the other outlets that printed the story."""
    yield from with_outlets(index.search_by_story(node, sort, limit), aliases)


def with_outlets(clips: Iterable[StoryClip], aliases: Mapping[str, Sequence[str]] = _NO_ALIASES) -> Iterator[StoryClip]:
    """Yield the first clips of stories with the other outlets that printed each story."""
    names = OutletNames(aliases)
    for stored in clips:
        outlets = names.other_outlets(stored.clip.source, [pickup.source for pickup in stored.pickups])
        yield stored.replace(outlets=outlets) if outlets else stored
