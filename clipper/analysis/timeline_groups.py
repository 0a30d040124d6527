"""The groups of a timeline: the sources or the tags with the most clips."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from clipper import text
from clipper.query.haystack import tag_key

GroupBy: TypeAlias = Literal["source", "tag", "nothing"]
"""What all clips of one group have in common."""

MAX_GROUPS = 4
"""The groups with the most clips are shown by themselves; all others are counted together."""


class DateCount(NamedTuple):
    """The number of clips of one group whose date covers the days from `start` to before `end`.

    `group` is a source, or tags with newlines between them. Both ends are None for clips without a date; those may be
    `unreadable`.
    """

    start: int | None
    end: int | None
    group: str
    unreadable: bool
    clip_count: int

    @property
    def is_undated(self) -> bool:
        """Whether the clips have no date."""
        return self.start is None or self.end is None


class Groups(NamedTuple):
    """The position of each `DateCount.group` among the groups, the names of the groups, the number of others."""

    positions: Mapping[str, int]
    names: tuple[str, ...]
    other_count: int


def group(date_counts: Sequence[DateCount], group_by: GroupBy, aliases: Mapping[str, Sequence[str]]) -> Groups:
    """Return the groups of dated clips: the sources or tags with the most clips."""
    clips: Counter[str] = Counter()
    for date_count in date_counts:
        if not date_count.is_undated:
            clips[date_count.group] += date_count.clip_count
    if group_by == "nothing":
        return Groups(dict.fromkeys(clips, 0), (), 0)
    names = _source_names(clips, aliases) if group_by == "source" else _tag_names(clips)
    sizes: Counter[str] = Counter()
    for group, names_of_group in names.items():
        sizes.update(dict.fromkeys(names_of_group, clips[group]))
    ranked = sorted(sizes, key=lambda name: (-sizes[name], name))
    shown = ranked[:MAX_GROUPS]
    position = {name: index for index, name in enumerate(shown)}
    # A clip counts once: if it has several tags, under the one with the most clips.
    positions = {
        group: min((position[name] for name in names_of_group if name in position), default=len(shown))
        for group, names_of_group in names.items()
    }
    return Groups(positions, tuple(shown), len(ranked) - len(shown))


def _source_names(groups: Iterable[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the name of each source's outlet, in one spelling; () for the empty source."""
    outlets = {text.fold(name): outlet for outlet, others in aliases.items() for name in (*others, outlet)}
    names: dict[str, str] = {}
    for source in sorted(groups):
        names.setdefault(text.fold(source), outlets.get(text.fold(source), source))
    return {source: tuple(filter(None, (names[text.fold(source)],))) for source in groups}


def _tag_names(groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the tags of each set of tags, cut to the topmost level on which there are at least two tags."""
    keys = {tags: [tag_key(tag) for tag in tags.split("\n") if tag_key(tag)] for tags in groups}
    deepest = max((key.count("/") for keys_of_set in keys.values() for key in keys_of_set), default=0)
    names: dict[str, tuple[str, ...]] = {}
    for level in range(deepest + 1):
        cut = {
            tags: ["/".join(key.split("/")[: level + 1]) for key in keys_of_set] for tags, keys_of_set in keys.items()
        }
        names = {tags: tuple(dict.fromkeys(cut_keys)) for tags, cut_keys in cut.items()}
        if len({name for names_of_set in names.values() for name in names_of_set}) > 1:
            break
    return names
