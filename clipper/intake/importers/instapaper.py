"""Instapaper: CSV, where the folders `Unread`, `Archive` and `Starred` are states; old files have no dates and tags."""

import contextlib
import json
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from clipper.intake.exports.rows import block_quote

REQUIRED = ("url", "title", "selection", "folder")
_OPTIONAL = ("timestamp", "tags")
_STATES = {"", "unread", "archive", "starred"}


def recognises(export: Export) -> bool:
    """Tell whether a CSV file in it has the columns of Instapaper."""
    return any(set(REQUIRED) <= set(read_header(export, member)) for member in export.members_ending(".csv"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every row; the selection is a highlight."""
    for member in export.members_ending(".csv"):
        for row in read_rows(export, member, REQUIRED, _OPTIONAL):
            yield _entry(row) if isinstance(row, CsvRow) else row


def _entry(row: CsvRow) -> Entry:
    state = row.cells["folder"].strip().casefold()
    return Entry(
        row.place,
        title=row.cells["title"],
        url=row.cells["url"],
        saved=row.cells["timestamp"],
        tags=_tags(row.cells["tags"]),
        folders=() if state in _STATES else (row.cells["folder"],),
        unread=state == "unread",
        starred=state == "starred",
        highlights=block_quote(row.cells["selection"]),
        extra=dict(row.others),
    )


def _tags(written: str) -> tuple[str, ...]:
    """Return the tags of a cell: a JSON array, or names separated by commas."""
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(written)
        if isinstance(value, list):
            return tuple(tag for tag in value if isinstance(tag, str))
    return tuple(written.split(","))
