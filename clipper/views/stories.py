"""Stories that were kept more than once, for a person: the earliest clip, and below it where else it appeared."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.duplicates import Member, Story
from clipper.views import dateline
from clipper.views.guard import Guarded
from clipper.views.table import cut, more
from clipper.views.theme import grouped

_KINDS = {"exact": "same text", "address": "same address"}
_SHARE = len("same address")
_DAY = 10
_SOURCE = 24
_GAP = "  "
_LEAST_TITLE = 12


def stories(found: Sequence[Story], *, unique: Mapping[str, int], total: int, width: int) -> RenderableType:
    """Return stories, each under the title of its earliest clip; `total` says how many there are in all.

    `unique` says how many letters of each handle are enough to name its clip.
    """
    widest = max((cell_len(_source(one)) for story in found for one in story.members), default=0)
    room = min(widest, _SOURCE)
    parts: list[RenderableType] = []
    for story in found:
        first = story.members[0]
        heading = first.kept.clip.title or first.kept.path
        others = more(len(story.outlets), len(story.members) - 1)
        title = cut(text.safe(text.shorten(heading, 1000)), max(width - len(others) - len(_GAP), 1))
        pieces = ((title, "clip.headline"), _GAP, (others, "clip.quiet"))
        parts.append(Text.assemble(*pieces, no_wrap=True, overflow="crop"))
        parts += _rows(story.members, heading, unique, room, width)
        parts.append(Text(""))
    clips = sum(len(story.members) for story in found)
    foot = f"{grouped(len(found))}{f' of {grouped(total)}' if total > len(found) else ''} "
    foot += f"{'story' if total == 1 else 'stories'} · {grouped(clips)} clips"
    parts.append(Text(foot + (" · -n 0 shows all" if total > len(found) else ""), "clip.quiet"))
    return Guarded(Group(*parts))


def _rows(
    members: Sequence[Member], heading: str, unique: Mapping[str, int], room: int, width: int
) -> Iterator[RenderableType]:
    for member in members:
        kept = member.kept
        letters = unique.get(kept.handle, len(kept.handle))
        day = dateline.day(kept.clip.date) or "undated"
        row = Text(_GAP, no_wrap=True, overflow="crop")
        row.append(kept.handle[:letters], "clip.handle").append(kept.handle[letters:], "clip.handle.rest")
        row.append(_GAP + cut(text.safe(day), _DAY).ljust(_DAY), "clip.date")
        source = cut(_source(member), room)
        row.append(f"{_GAP}{source}{' ' * (room - cell_len(source))}", "clip.source")
        row.append(f"{_GAP}{_likeness(member).rjust(_SHARE)}", "clip.quiet")
        left = width - row.cell_len - len(_GAP)
        title = kept.clip.title
        if title and title != heading and left >= _LEAST_TITLE:
            row.append(_GAP + cut(text.safe(title[:1000]), left))
        row.rstrip()
        yield row


def _likeness(member: Member) -> str:
    if member.kind == "near":
        return "" if member.share is None else f"{member.share} %"
    return _KINDS.get(member.kind, "")


def _source(member: Member) -> str:
    return text.safe(member.kept.clip.source[:200])
