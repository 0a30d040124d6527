"""Readwise Reader: CSV of documents; the user has not saved those in the feed."""

import ast
import contextlib
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow, SkippedRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows

REQUIRED = ("title", "url", "document tags", "saved date", "location")
_OPTIONAL = ("id", "reading progress", "seen")
_UNREAD = {"new", "later", "shortlist"}
_MAX_LIST = 100_000


def recognises(export: Export) -> bool:
    """Tell whether a CSV file in it has the columns of Readwise Reader."""
    return any(set(REQUIRED) <= set(read_header(export, member)) for member in export.members_ending(".csv"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every row that is not in the feed; the shortlist becomes a tag."""
    for member in export.members_ending(".csv"):
        for row in read_rows(export, member, REQUIRED, _OPTIONAL):
            if not isinstance(row, CsvRow):
                yield row
            elif row.cells["location"].strip().casefold() == "feed":
                yield SkippedRow(row.place, "it is in the feed, and was never saved")
            else:
                yield _entry(row)


def _entry(row: CsvRow) -> Entry:
    location = row.cells["location"].strip().casefold()
    return Entry(
        row.place,
        title=row.cells["title"],
        url=row.cells["url"],
        saved=row.cells["saved date"],
        tags=(*_tags(row.cells["document tags"]), *(("shortlist",) if location == "shortlist" else ())),
        unread=location in _UNREAD,
        extra=dict(row.others),
    )


def _tags(written: str) -> tuple[str, ...]:
    """Return the tags of a cell: a Python list, or names separated by commas."""
    if len(written) <= _MAX_LIST:
        with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            value = ast.literal_eval(written.strip())
            if isinstance(value, (list, tuple, set)):
                return tuple(tag for tag in value if isinstance(tag, str))
    return tuple(written.strip("[] ").split(","))
