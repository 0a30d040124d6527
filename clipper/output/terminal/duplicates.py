"""Stories that were kept more than once, for a person: the earliest clip, and below it where else it appeared."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.diff import GONE, NEW, SAME, Difference
from clipper.analysis.duplicates import Member, Story
from clipper.output.plain import dateline, hunks
from clipper.output.terminal.clips import pickups_label
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

_KINDS = {"exact": "same text", "address": "same address"}
_SHARE = len("same address")
_DAY = 10
_SOURCE = 24
_LEAST_SOURCE = 8
_GAP = "  "
_LEAST_TITLE = 12
_INDENT = " " * 6
_MEASURE = 100
_LONGEST = 40
_MOST_HUNKS = 12
_STYLES = {SAME: "none", GONE: "clip.gone", NEW: "clip.new"}


def render(found: Sequence[Story], *, unique: Mapping[str, int], total: int, width: int) -> RenderableType:
    """Return stories, each under the title of its earliest clip; `total` says how many there are in all.

    `unique` says how many letters of each handle are enough to name its clip. Where texts are compared, what differs
    stands below.
    """
    likeness = max((len(_likeness(one)) for story in found for one in story.members), default=0)
    widest = max((cell_len(_source(one)) for story in found for one in story.members), default=0)
    fixed = len(_GAP) + len("bcdfghjk") + len(_GAP) + _DAY + len(_GAP) + len(_GAP) + likeness
    if width - fixed < _LEAST_SOURCE:
        fixed, likeness = fixed - likeness - len(_GAP), 0
    rooms = max(min(widest, _SOURCE, width - fixed), 1), likeness
    parts: list[RenderableType] = []
    for story in found:
        heading = story.members[0].stored.clip.title or story.members[0].stored.path
        others = pickups_label(len(story.outlets), len(story.members) - 1)
        title = cut(text.safe(text.shorten(heading, 1000)), max(width - len(others) - len(_GAP), 1))
        pieces = ((title, "clip.headline"), _GAP, (others, "clip.quiet"))
        parts.append(Text.assemble(*pieces, no_wrap=True, overflow="crop"))
        shown: dict[Difference, str] = {}
        for member in story.members:
            parts += _row(member, heading, unique, rooms, width)
            if member.difference:
                same_as = shown.setdefault(member.difference, member.stored.handle)
                parts.append(_Hunks(member.difference, width, "" if same_as == member.stored.handle else same_as))
        parts.append(Text(""))
    clips = sum(len(story.members) for story in found)
    foot = f"{group_digits(len(found))}{f' of {group_digits(total)}' if total > len(found) else ''} "
    foot += f"{'story' if total == 1 else 'stories'} · {group_digits(clips)} clips"
    parts.append(Text(foot + (" · -n 0 shows all" if total > len(found) else ""), "clip.quiet"))
    return Guarded(Group(*parts))


def _row(
    member: Member, heading: str, unique: Mapping[str, int], rooms: tuple[int, int], width: int
) -> Iterator[RenderableType]:
    """Yield the line of a clip, and its title on one of its own if what differs follows and it does not fit beside."""
    kept = member.stored
    letters = unique.get(kept.handle, len(kept.handle))
    day = dateline.day(kept.clip.date) or "undated"
    row = Text(_GAP, no_wrap=True, overflow="crop")
    row.append(kept.handle[:letters], "clip.handle").append(kept.handle[letters:], "clip.handle.rest")
    row.append(_GAP + set_cell_size(cut(text.safe(day), _DAY), _DAY), "clip.date")
    row.append(_GAP + set_cell_size(cut(_source(member), rooms[0]), rooms[0]), "clip.source")
    if rooms[1]:
        row.append(f"{_GAP}{_likeness(member).rjust(rooms[1])}", "clip.quiet")
    left = width - row.cell_len - len(_GAP)
    title = text.safe(kept.clip.title[:1000]) if kept.clip.title != heading else ""
    below = title and member.difference and cell_len(title) > left
    if title and left >= _LEAST_TITLE and not below:
        row.append(_GAP + cut(title, left))
    row.rstrip()
    yield row
    if below:
        said = _INDENT + cut(title, max(width - len(_INDENT), 1))
        yield Text(said, "clip.description", no_wrap=True, overflow="crop")


class _Hunks:
    """What differs, each change on lines of its own; where there are no colours, in brackets."""

    def __init__(self, difference: Difference, width: int, same_as: str) -> None:
        self._difference = difference
        self._same_as = same_as
        self._width = max(min(width, _MEASURE) - len(_INDENT), 1)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Text]:
        if self._difference.is_none or self._same_as:
            note = "no word differs" if self._difference.is_none else f"as in {self._same_as}"
            yield from self._indented(console, Text(note, "clip.quiet"))
            return
        plain = console.no_color or console.color_system is None
        told = hunks.group_changes(self._difference, _LONGEST)
        for hunk in islice(told, _MOST_HUNKS):
            coloured = Text.assemble(*((words, _STYLES[kind]) for kind, words in hunk))
            yield from self._indented(console, Text(hunks.to_text(hunk)) if plain else coloured)
        rest = sum(1 for _ in told)
        notes = [f"… and {text.count(rest, 'more change')}"] if rest else []
        notes += [hunks.ROUGH] if self._difference.rough else []
        for note in notes:
            yield from self._indented(console, Text(note, "clip.quiet"))

    def _indented(self, console: Console, said: Text) -> Iterator[Text]:
        for line in said.wrap(console, self._width, overflow="fold"):
            line.rstrip()
            yield Text(_INDENT).append_text(line)


def _likeness(member: Member) -> str:
    if member.kind == "near":
        return "" if member.share is None else f"{member.share} %"
    return _KINDS.get(member.kind, "")


def _source(member: Member) -> str:
    return text.safe(member.stored.clip.source[:200])
