"""What stands around a clip, below it: its story elsewhere, clips with the same tags, and the next ones in time."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.model.clip import StoredClip
from clipper.output.plain import dateline
from clipper.output.terminal.layout import cut
from clipper.output.terminal.theme import group_digits

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours

_STORY = "same story"
_LABEL = 12
_DAY = 10
_SOURCE = 20
_LEAST_TITLE = 18
_LEAST_DATED = 48
_LONGEST = 400
_GAP = "  "


def render(found: "Neighbours", *, unique: Mapping[str, int], width: int) -> RenderableType:
    """Return a line for each neighbour of a clip; `unique` says how many letters of its handle are enough."""
    told = [(_STORY, stored) for stored in found.story] + [("same tags", stored) for stored in found.tags]
    told += [(label, stored) for label, stored in (("before", found.before), ("after", found.after)) if stored]
    return Group(*_lines(told, found.more, unique, width))


def _lines(told: list[tuple[str, StoredClip]], more: int, unique: Mapping[str, int], width: int) -> Iterator[Text]:
    widest = min(max(cell_len(_source(stored)) for _, stored in told), _SOURCE)
    labels = [label for label, _ in told]
    for place, (label, stored) in enumerate(told):
        shown = "" if label in labels[:place] else label
        yield _line(shown, stored, unique, width, widest, narrow="source" if label == _STORY else "title")
        if label == _STORY and more and labels[place + 1 : place + 2] != [_STORY]:
            yield Text(f"{' ' * _LABEL}and {group_digits(more)} more", "clip.quiet", no_wrap=True, overflow="crop")


def _line(label: str, stored: StoredClip, unique: Mapping[str, int], width: int, source: int, *, narrow: str) -> Text:
    """Return a line with source and title, or where there is no room for both with the one that tells more."""
    letters = unique.get(stored.handle, len(stored.handle))
    line = Text(no_wrap=True, overflow="crop").append(label.ljust(_LABEL), "clip.quiet")
    line.append(stored.handle[:letters], "clip.handle").append(stored.handle[letters:], "clip.handle.rest")
    line.append(_GAP)
    if width >= _LEAST_DATED:
        day = cut(text.safe(dateline.day(stored.clip.date)) or "undated", _DAY)
        line.append(set_cell_size(day, _DAY) + _GAP, "clip.date" if stored.clip.date else "clip.quiet")
    room = max(width - line.cell_len, 1)
    title = text.safe((stored.clip.title or stored.name)[:_LONGEST])
    if room - source - len(_GAP) >= _LEAST_TITLE:
        line.append(set_cell_size(cut(_source(stored), source), source), "clip.source").append(_GAP)
        return line.append(cut(title, room - source - len(_GAP)), "clip.title")
    beside = _source(stored) if narrow == "source" and stored.clip.source else title
    return line.append(cut(beside, room), "clip.source" if beside != title else "clip.title")


def _source(stored: StoredClip) -> str:
    return text.safe(stored.clip.source[:_LONGEST])
