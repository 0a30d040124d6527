"""What stands around a clip, below it: its story elsewhere, clips with the same tags, and the next ones in time."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.model.clip import Kept
from clipper.output.plain import dateline
from clipper.output.terminal.clips import cut
from clipper.output.terminal.theme import grouped

if TYPE_CHECKING:
    from clipper.index.around import Neighbours

_STORY = "same story"
_LABEL = 12
_DAY = 10
_SOURCE = 20
_LEAST_TITLE = 18
_LEAST_DATED = 48
_LONGEST = 400
_GAP = "  "


def neighbours(found: "Neighbours", *, unique: Mapping[str, int], width: int) -> RenderableType:
    """Return a line for each neighbour of a clip; `unique` says how many letters of its handle are enough."""
    told = [(_STORY, kept) for kept in found.story] + [("same tags", kept) for kept in found.tags]
    told += [(label, kept) for label, kept in (("before", found.before), ("after", found.after)) if kept]
    return Group(*_lines(told, found.more, unique, width))


def _lines(told: list[tuple[str, Kept]], more: int, unique: Mapping[str, int], width: int) -> Iterator[Text]:
    widest = min(max(cell_len(_source(kept)) for _, kept in told), _SOURCE)
    labels = [label for label, _ in told]
    for place, (label, kept) in enumerate(told):
        shown = "" if label in labels[:place] else label
        yield _line(shown, kept, unique, width, widest, narrow="source" if label == _STORY else "title")
        if label == _STORY and more and labels[place + 1 : place + 2] != [_STORY]:
            yield Text(f"{' ' * _LABEL}and {grouped(more)} more", "clip.quiet", no_wrap=True, overflow="crop")


def _line(label: str, kept: Kept, unique: Mapping[str, int], width: int, source: int, *, narrow: str) -> Text:
    """Return a line with source and title, or where there is no room for both with the one that tells more."""
    letters = unique.get(kept.handle, len(kept.handle))
    line = Text(no_wrap=True, overflow="crop").append(label.ljust(_LABEL), "clip.quiet")
    line.append(kept.handle[:letters], "clip.handle").append(kept.handle[letters:], "clip.handle.rest")
    line.append(_GAP)
    if width >= _LEAST_DATED:
        day = cut(text.safe(dateline.day(kept.clip.date)) or "undated", _DAY)
        line.append(set_cell_size(day, _DAY) + _GAP, "clip.date" if kept.clip.date else "clip.quiet")
    room = max(width - line.cell_len, 1)
    title = text.safe((kept.clip.title or kept.name)[:_LONGEST])
    if room - source - len(_GAP) >= _LEAST_TITLE:
        line.append(set_cell_size(cut(_source(kept), source), source), "clip.source").append(_GAP)
        return line.append(cut(title, room - source - len(_GAP)), "clip.title")
    beside = _source(kept) if narrow == "source" and kept.clip.source else title
    return line.append(cut(beside, room), "clip.source" if beside != title else "clip.title")


def _source(kept: Kept) -> str:
    return text.safe(kept.clip.source[:_LONGEST])
