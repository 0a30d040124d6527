"""Stories that were kept more than once: the earliest clip, and below it where else the story appeared."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.analysis.diff import ADDED, REMOVED, SAME, Difference
from clipper.analysis.duplicates import Member, Story
from clipper.model import naming
from clipper.model.clip import StoredClip
from clipper.output.plain import dates, hunks
from clipper.output.terminal.cells import pickups_label
from clipper.output.terminal.guard import Guarded
from clipper.output.terminal.layout import cut, styled_handle
from clipper.output.terminal.theme import group_digits

_KINDS = {"exact": "same text", "address": "same address"}
_HANDLE_WIDTH = len("bcdfghjk")
_DAY_WIDTH = 10
_MOST_SOURCE = 24
_LEAST_SOURCE = 8
_GAP = "  "
_LEAST_TITLE = 12
_INDENT = " " * 6
_MOST_DIFF_WIDTH = 100
_LONGEST_CHANGE = 40
_MOST_HUNKS = 12
_STYLES = {SAME: "none", REMOVED: "clip.gone", ADDED: "clip.new"}


class _Widths(NamedTuple):
    """The width of the terminal and of two columns; without a `likeness` column its width is 0."""

    terminal: int
    source: int
    likeness: int


def render(stories: Sequence[Story], *, unique_lengths: Mapping[str, int], total: int, width: int) -> RenderableType:
    """Return stories, each under the title of its earliest clip; `total` is how many there are in all.

    If texts were compared, the changes follow each clip. `unique_lengths` gives for each handle how many letters are
    enough to name its clip.
    """
    widths = _column_widths(stories, width)
    parts: list[RenderableType] = []
    for story in stories:
        heading = _name(story.members[0].stored)
        others = pickups_label(len(story.outlets), len(story.members) - 1)
        title = cut(text.safe(text.shorten(heading, 1000)), max(width - len(others) - len(_GAP), 1))
        head = ((title, "clip.headline"), _GAP, (others, "clip.quiet"))
        parts.append(Text.assemble(*head, no_wrap=True, overflow="crop"))
        handles: dict[Difference, str] = {}
        for member in story.members:
            parts += _row(member, heading, unique_lengths, widths)
            if member.difference:
                same_as = handles.setdefault(member.difference, member.stored.handle)
                parts.append(_Changes(member.difference, width, "" if same_as == member.stored.handle else same_as))
        parts.append(Text(""))
    clips = sum(len(story.members) for story in stories)
    footer = f"{group_digits(len(stories))}{f' of {group_digits(total)}' if total > len(stories) else ''} "
    footer += f"{'story' if total == 1 else 'stories'} · {group_digits(clips)} clips"
    parts.append(Text(footer + (" · -n 0 shows all" if total > len(stories) else ""), "clip.quiet"))
    return Guarded(Group(*parts))


def _column_widths(stories: Sequence[Story], width: int) -> _Widths:
    """Return the widths; on a narrow terminal the likeness is left out."""
    members = [member for story in stories for member in story.members]
    likeness = max((len(_likeness(member)) for member in members), default=0)
    source = max((cell_len(_source(member)) for member in members), default=0)
    fixed = len(_GAP) + _HANDLE_WIDTH + len(_GAP) + _DAY_WIDTH + len(_GAP) + len(_GAP) + likeness
    if width - fixed < _LEAST_SOURCE:
        fixed, likeness = fixed - likeness - len(_GAP), 0
    return _Widths(width, max(min(source, _MOST_SOURCE, width - fixed), 1), likeness)


def _row(member: Member, heading: str, unique_lengths: Mapping[str, int], widths: _Widths) -> Iterator[RenderableType]:
    """Yield the line of a clip; if changes follow, a title that has no room on it is on a second line."""
    stored = member.stored
    day = dates.day(stored.clip.date) or "undated"
    row = Text(_GAP, no_wrap=True, overflow="crop")
    row.append_tokens(styled_handle(stored.handle, unique_lengths.get(stored.handle, len(stored.handle))))
    row.append(_GAP + set_cell_size(cut(text.safe(day), _DAY_WIDTH), _DAY_WIDTH), "clip.date")
    row.append(_GAP + set_cell_size(cut(_source(member), widths.source), widths.source), "clip.source")
    if widths.likeness:
        row.append(f"{_GAP}{_likeness(member).rjust(widths.likeness)}", "clip.quiet")
    rest = widths.terminal - row.cell_len - len(_GAP)
    title = text.safe(_name(stored)[:1000]) if _name(stored) != heading else ""
    below = title and member.difference and cell_len(title) > rest
    if title and rest >= _LEAST_TITLE and not below:
        row.append(_GAP + cut(title, rest))
    row.rstrip()
    yield row
    if below:
        line = _INDENT + cut(title, max(widths.terminal - len(_INDENT), 1))
        yield Text(line, "clip.description", no_wrap=True, overflow="crop")


class _Changes:
    """The changes of a text, each on lines of its own, in colours, or in marks if there are none.

    `same_as` is the handle of a clip above with the same changes, which are not repeated.
    """

    def __init__(self, difference: Difference, width: int, same_as: str) -> None:
        self._difference = difference
        self._same_as = same_as
        self._width = max(min(width, _MOST_DIFF_WIDTH) - len(_INDENT), 1)

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> Iterator[Text]:
        if self._difference.is_empty or self._same_as:
            note = "no word differs" if self._difference.is_empty else f"as in {self._same_as}"
            yield from self._indented(console, Text(note, "clip.quiet"))
            return
        no_colour = console.no_color or console.color_system is None
        all_hunks = hunks.group_changes(self._difference, _LONGEST_CHANGE)
        for hunk in islice(all_hunks, _MOST_HUNKS):
            coloured = Text.assemble(*((words, _STYLES[kind]) for kind, words in hunk))
            yield from self._indented(console, Text(hunks.to_text(hunk)) if no_colour else coloured)
        rest = sum(1 for _ in all_hunks)
        notes = [f"… and {text.with_noun(rest, 'more change')}"] if rest else []
        notes += [hunks.ROUGH] if self._difference.rough else []
        for note in notes:
            yield from self._indented(console, Text(note, "clip.quiet"))

    def _indented(self, console: Console, value: Text) -> Iterator[Text]:
        for line in value.wrap(console, self._width, overflow="fold"):
            line.rstrip()
            yield Text(_INDENT).append_text(line)


def _likeness(member: Member) -> str:
    if member.kind == "near":
        return "" if member.share is None else f"{member.share} %"
    return _KINDS.get(member.kind, "")


def _source(member: Member) -> str:
    return text.safe(member.stored.clip.source[:200])


def _name(stored: StoredClip) -> str:
    """Return the title of a clip, or the name of its file if it has none."""
    return stored.clip.title or naming.stem(stored.path)
