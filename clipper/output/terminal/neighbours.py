"""The neighbours of a clip, below it: its story elsewhere, clips with the same tags, and the next ones in time."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from clipper import text
from clipper.model.clip import StoredClip
from clipper.output.plain import dates
from clipper.output.terminal.layout import cut, styled_handle
from clipper.output.terminal.theme import group_digits

if TYPE_CHECKING:
    from clipper.index.neighbours import Neighbours

_STORY = "same story"
_LABEL_WIDTH = 12
_DAY_WIDTH = 10
_MOST_SOURCE = 20
_LEAST_TITLE = 18
_LEAST_DATED = 48
_LONGEST = 400
_GAP = "  "


def render(neighbours: "Neighbours", *, unique_lengths: Mapping[str, int], width: int) -> RenderableType:
    """Return a line for each neighbour, each kind with a label.

    `unique_lengths` gives for each handle how many letters are enough to name its clip.
    """
    labelled = [(_STORY, stored) for stored in neighbours.story]
    labelled += [("same tags", stored) for stored in neighbours.tags]
    in_time = (("before", neighbours.before), ("after", neighbours.after))
    labelled += [(label, stored) for label, stored in in_time if stored]
    return Group(*_lines(labelled, neighbours.more, unique_lengths, width))


def _lines(
    labelled: list[tuple[str, StoredClip]], more: int, unique_lengths: Mapping[str, int], width: int
) -> Iterator[Text]:
    source_width = min(max(cell_len(_source(stored)) for _, stored in labelled), _MOST_SOURCE)
    labels = [label for label, _ in labelled]
    for index, (label, stored) in enumerate(labelled):
        shown_label = "" if label in labels[:index] else label
        unique_length = unique_lengths.get(stored.handle, len(stored.handle))
        line = _head(shown_label, stored, unique_length, width)
        preferred = "source" if label == _STORY else "title"
        yield _append_source_and_title(line, stored, max(width - line.cell_len, 1), source_width, preferred)
        if label == _STORY and more and labels[index + 1 : index + 2] != [_STORY]:
            rest = f"{' ' * _LABEL_WIDTH}and {group_digits(more)} more"
            yield Text(rest, "clip.quiet", no_wrap=True, overflow="crop")


def _head(label: str, stored: StoredClip, unique_length: int, width: int) -> Text:
    """Return the label, the handle, and the date if the terminal is wide enough."""
    line = Text(no_wrap=True, overflow="crop").append(label.ljust(_LABEL_WIDTH), "clip.quiet")
    line.append_tokens(styled_handle(stored.handle, unique_length)).append(_GAP)
    if width >= _LEAST_DATED:
        day = cut(text.safe(dates.day(stored.clip.date)) or "undated", _DAY_WIDTH)
        line.append(set_cell_size(day, _DAY_WIDTH) + _GAP, "clip.date" if stored.clip.date else "clip.quiet")
    return line


def _append_source_and_title(line: Text, stored: StoredClip, room: int, source_width: int, preferred: str) -> Text:
    """Append source and title to a line, or only the `preferred` one of them if there is no room for both."""
    title = text.safe((stored.clip.title or stored.name)[:_LONGEST])
    if room - source_width - len(_GAP) >= _LEAST_TITLE:
        line.append(set_cell_size(cut(_source(stored), source_width), source_width), "clip.source").append(_GAP)
        return line.append(cut(title, room - source_width - len(_GAP)), "clip.title")
    value = _source(stored) if preferred == "source" and stored.clip.source else title
    return line.append(cut(value, room), "clip.source" if value != title else "clip.title")


def _source(stored: StoredClip) -> str:
    return text.safe(stored.clip.source[:_LONGEST])
