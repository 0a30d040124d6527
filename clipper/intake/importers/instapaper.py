"""Instapaper: a table whose folders `Unread`, `Archive` and `Starred` are states; older ones have no dates and tags."""

import contextlib
import json
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.csv_rows import Cells, header, rows
from clipper.intake.exports.rows import quoted

NEEDED = ("url", "title", "selection", "folder")
_MORE = ("timestamp", "tags")
_STATES = {"", "unread", "archive", "starred"}


def recognises(export: Export) -> bool:
    """Tell whether a table in it has Instapaper's columns."""
    return any(set(NEEDED) <= set(header(export, member)) for member in export.named(".csv"))


def read(export: Export) -> Iterator[Row]:
    """Yield every row; what was selected in a page is its highlight."""
    for member in export.named(".csv"):
        for row in rows(export, member, NEEDED, _MORE):
            yield _entry(row) if isinstance(row, Cells) else row


def _entry(row: Cells) -> Entry:
    state = row.of["folder"].strip().casefold()
    return Entry(
        row.place,
        title=row.of["title"],
        url=row.of["url"],
        saved=row.of["timestamp"],
        tags=_tags(row.of["tags"]),
        folders=() if state in _STATES else (row.of["folder"],),
        unread=state == "unread",
        starred=state == "starred",
        highlights=quoted(row.of["selection"]),
        extra=dict(row.others),
    )


def _tags(written: str) -> tuple[str, ...]:
    """Return the tags of a cell, which is an array of JSON; what is none is read as names with commas between."""
    with contextlib.suppress(ValueError, RecursionError):
        found = json.loads(written)
        if isinstance(found, list):
            return tuple(tag for tag in found if isinstance(tag, str))
    return tuple(written.split(","))
