"""Readwise Reader: a table of documents; those in the feed were never saved by anybody."""

import ast
import contextlib
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, PassedOver, Row
from clipper.intake.exports.csv_rows import Cells, header, rows

NEEDED = ("title", "url", "document tags", "saved date", "location")
_MORE = ("id", "reading progress", "seen")
_UNREAD = {"new", "later", "shortlist"}
_LONGEST_LIST = 100_000


def recognises(export: Export) -> bool:
    """Tell whether a table in it has the Reader's columns."""
    return any(set(NEEDED) <= set(header(export, member)) for member in export.named(".csv"))


def read(export: Export) -> Iterator[Row]:
    """Yield every row that is not in the feed; the shortlist is a tag."""
    for member in export.named(".csv"):
        for row in rows(export, member, NEEDED, _MORE):
            if not isinstance(row, Cells):
                yield row
            elif row.of["location"].strip().casefold() == "feed":
                yield PassedOver(row.place, "it is in the feed, and was never saved")
            else:
                yield _entry(row)


def _entry(row: Cells) -> Entry:
    place = row.of["location"].strip().casefold()
    return Entry(
        row.place,
        title=row.of["title"],
        url=row.of["url"],
        saved=row.of["saved date"],
        tags=(*_tags(row.of["document tags"]), *(("shortlist",) if place == "shortlist" else ())),
        unread=place in _UNREAD,
        extra=dict(row.others),
    )


def _tags(written: str) -> tuple[str, ...]:
    """Return the tags of a cell, a list as Python writes it; what is none is read as names with commas between."""
    if len(written) <= _LONGEST_LIST:
        with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            found = ast.literal_eval(written.strip())
            if isinstance(found, (list, tuple, set)):
                return tuple(tag for tag in found if isinstance(tag, str))
    return tuple(written.strip("[] ").split(","))
