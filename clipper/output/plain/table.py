"""The columns of an export that is a table, and the cells of a clip in them."""

from clipper import text
from clipper.library.export import ExportedClip, ExportOptions
from clipper.model.keys import FIELDS
from clipper.output.plain import encode

_NOTES = ("note", "highlights")
_BETWEEN = "; "
"""A name may hold a comma."""


def columns(about: ExportOptions) -> tuple[str, ...]:
    """Return the names of the columns: the handle, all fields, and what the options ask for."""
    more = (
        *(("text",) if about.texts != "none" else ()),
        *(_NOTES if about.notes else ()),
        *(("extra",) if about.all_fields else ()),
    )
    return ("handle", *FIELDS, "words", "path", *more)


def cells(clip: ExportedClip, about: ExportOptions) -> list[str]:
    """Return the cells of a clip; those of several values have `; ` between them, and `extra` is a JSON object."""
    return [_cell(clip, column) for column in columns(about)]


def _cell(clip: ExportedClip, column: str) -> str:
    if column in {"text", *_NOTES}:
        return text.safe_lines(str(getattr(clip, column)).strip("\r\n"))
    if column == "extra":
        return encode.json_object(dict(clip.clip.extra)) if clip.clip.extra else ""
    if column in FIELDS:
        return text.safe(_BETWEEN.join(clip.clip.values(column)))
    return text.safe(str(getattr(clip.stored, column)))
