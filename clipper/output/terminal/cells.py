"""The cells of a table of clips: what stands in each column, in which style, and how wide it would like to be."""

from collections.abc import Sequence

from rich.cells import cell_len

from clipper import text
from clipper.model import naming
from clipper.model.clip import StoredClip, StoryClip
from clipper.output.plain import dates, template
from clipper.output.terminal.columns import GAP
from clipper.output.terminal.layout import StyledText, cut, display_width
from clipper.output.terminal.theme import group_digits

DATE_COLUMNS = ("date", "clipped")
"""The columns that show the day of a date."""

_LONGEST = 1000
_STYLED_COLUMNS = ("date", "source", "title")
_MOST_DATE = 16
_LEAST_TAG = 6
_LEAST_TITLE = 16


def pickups_label(outlets: int, copies: int) -> str:
    """Return a label with the number of other outlets that printed a story, or of copies in the same outlet."""
    if outlets:
        return f"+{group_digits(outlets)} {'outlet' if outlets == 1 else 'outlets'}"
    return f"+{group_digits(copies)} {'copy' if copies == 1 else 'copies'}" if copies else ""


def natural_width(column: str, clips: Sequence[StoredClip]) -> int:
    """Return how wide a column would be if there were room enough; 0 if it would be empty."""
    readable = [stored for stored in clips if not stored.clip.problem]
    if column == "handle":
        return max((len(stored.handle) for stored in clips), default=0)
    if column == "tags":
        widest = max((display_width(_tag_cell(stored.clip.tags, _LONGEST)) for stored in readable), default=0)
        return max(widest, len(column)) if widest else 0
    widest = max((cell_len(cell_text(stored, column)) for stored in readable), default=0)
    if column == "pickups":
        return widest
    if column == "title":
        with_label = [
            cell_len(cell_text(stored, column)) + GAP + len(label) for stored in readable if (label := _label(stored))
        ]
        return max(widest, len(column), *with_label)
    if column in DATE_COLUMNS:
        return max(len("2025-05-19"), min(widest, _MOST_DATE))
    return max(cell_len(text.safe(column)), widest) if widest or column in template.ALWAYS_THERE else 0


def cell(stored: StoredClip, column: str, width: int) -> list[StyledText]:
    """Return what stands in a column, cut to its width; a handle has a cell of its own (`layout.styled_handle`)."""
    if column == "tags":
        return _tag_cell(stored.clip.tags, width)
    if column == "title" and isinstance(stored, StoryClip) and stored.pickups:
        return _title_cell(stored, width)
    value = cell_text(stored, column)
    if value:
        is_file_name = column == "title" and not stored.clip.title
        style = "clip.quiet" if is_file_name else f"clip.{column}" if column in _STYLED_COLUMNS else "none"
        return [(cut(value, width), style)]
    if column != "date":
        return []
    return [("unreadable", "clip.problem") if stored.clip.problem else (cut("undated", width), "clip.quiet")]


def cell_text(stored: StoredClip, column: str) -> str:
    """Return the text of a column, made safe; of a clip without a title, the name of its file."""
    if column == "pickups":
        return _label(stored)
    value = template.field_value(stored, column)
    if column == "title" and not value:
        value = naming.name(stored.path)
    if column in DATE_COLUMNS:
        value = dates.day(value)
    return text.safe(value if len(value) <= _LONGEST else value[:_LONGEST] + "…")


def _label(stored: StoredClip) -> str:
    return pickups_label(len(stored.outlets), len(stored.pickups)) if isinstance(stored, StoryClip) else ""


def _title_cell(stored: StoryClip, width: int) -> list[StyledText]:
    """Return the title and the label beside it; where there is little room, only the number of the label is left."""
    label, title = _label(stored), cell_text(stored, "title")
    if width - GAP - len(label) < min(_LEAST_TITLE, cell_len(title)):
        label = label.rpartition(" ")[0]
    room = width - GAP - len(label)
    if title and room > 0:
        return [(cut(title, room), "clip.title"), (" " * GAP, "none"), (label, "clip.quiet")]
    return [(label if title else cut(label, width), "clip.quiet")]


def _tag_cell(tags: Sequence[str], width: int) -> list[StyledText]:
    """Return as many tags as fit, and the number of the others; the first tag is cut rather than left out."""
    cell: list[StyledText] = []
    for index, tag in enumerate(tags):
        others = len(tags) - index - 1
        room = width - display_width(cell) - (len(f"+{others}") + GAP if others else 0)
        value = text.safe(tag[:_LONGEST])
        if cell_len(value) > room:
            if index or room < _LEAST_TAG:
                return [*cell, (f"+{others + 1}", "clip.quiet")]
            value = cut(value, room)
        cell += [(value, "clip.tag"), (" " * GAP, "none")]
    return cell[:-1]
