"""The tags in use as a tree: the clips of each tag, with and without the tags below it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from clipper.analysis.tally import TallyOrder, by_frequency
from clipper.query.haystack import tag_key

TagSet: TypeAlias = tuple[Sequence[str], int, str]
"""All tags of some clips, the number of clips that have exactly these, and the newest date among those clips.

The date is a sort key, a blank, and the date as the clip has it.
"""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag in its most frequent spelling: `count` clips have it, `total` clips have it or a tag below it.

    `last` is the newest date of the `total` clips, as its clip has it. `spellings` are the others, which differ in case
    and accents. `depth` is the number of levels above the tag.
    """

    tag: str
    count: int
    total: int
    last: str
    spellings: tuple[str, ...] = ()
    depth: int = 0


@dataclass(slots=True)
class _TagTally:
    count: int = 0
    total: int = 0
    last: str = ""
    spellings: Counter[str] = field(default_factory=Counter)
    spelling_in_longer_tag: str = ""


def tree(tag_sets: Iterable[TagSet], order: TallyOrder = "count") -> list[TagCount]:
    """Return all tags and all levels above them, each followed by the tags below it; siblings in the given order."""
    tallies = _count(tag_sets)
    children: dict[str, list[str]] = {}
    for key in tallies:
        children.setdefault(key.rpartition("/")[0] if "/" in key else "", []).append(key)
    counts: list[TagCount] = []
    stack = _reverse_sorted(children.pop("", []), tallies, order)
    while stack:
        key = stack.pop()
        counts.append(_tag_count(key, tallies[key]))
        stack += _reverse_sorted(children.get(key, []), tallies, order)
    return counts


def flat(tag_sets: Iterable[TagSet], order: TallyOrder = "count") -> list[TagCount]:
    """Return the tags that some clip has, without the levels above them, in the given order."""
    tallies = {key: tally for key, tally in _count(tag_sets).items() if tally.count}
    return [_tag_count(key, tallies[key]) for key in reversed(_reverse_sorted(tallies, tallies, order))]


def _count(tag_sets: Iterable[TagSet]) -> dict[str, _TagTally]:
    """Return a tally for the key of each tag and of each level above a tag."""
    tallies: dict[str, _TagTally] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for tags, clips, last in tag_sets:
        all_keys: set[str] = set()
        own_keys: set[str] = set()
        for tag in tags:
            path = paths.get(tag)
            if path is None:
                path = paths[tag] = _add_path(tallies, tag)
            if path:
                own_keys.add(path[-1])
                all_keys.update(path)
                tallies[path[-1]].spellings[tag] += clips
        for key in own_keys:
            tallies[key].count += clips
        for key in all_keys:
            tally = tallies[key]
            tally.total += clips
            tally.last = max(tally.last, last)
    return tallies


def _add_path(tallies: dict[str, _TagTally], tag: str) -> tuple[str, ...]:
    """Add empty tallies for a tag and the levels above it; return their keys, the topmost first, or () for no tag."""
    levels = tag_key(tag).split("/")
    spelled_levels = tag.strip("#/ ").split("/")
    if len(spelled_levels) != len(levels):
        spelled_levels = levels
    path = tuple("/".join(levels[: depth + 1]) for depth in range(len(levels))) if levels[0] else ()
    for depth, key in enumerate(path):
        tally = tallies.setdefault(key, _TagTally())
        tally.spelling_in_longer_tag = tally.spelling_in_longer_tag or "/".join(spelled_levels[: depth + 1])
    return path


def _reverse_sorted(keys: Iterable[str], tallies: Mapping[str, _TagTally], order: TallyOrder) -> list[str]:
    """Return the keys in reverse order, as a stack pops the last one first."""
    ordered = sorted(keys, reverse=True)
    if order == "count":
        ordered.sort(key=lambda key: tallies[key].total)
    elif order == "last":
        ordered.sort(key=lambda key: tallies[key].last)
    return ordered


def _tag_count(key: str, tally: _TagTally) -> TagCount:
    spellings = by_frequency(tally.spellings)
    return TagCount(
        spellings[0] if spellings else tally.spelling_in_longer_tag,
        tally.count,
        tally.total,
        tally.last.partition(" ")[2],
        tuple(spellings[1:]),
        key.count("/"),
    )
