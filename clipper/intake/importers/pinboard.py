"""Pinboard: an array of bookmarks in JSON, whose `description` is the title and whose `extended` is the note."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.json_records import Record, first, records

_KEYS = ("href", "description", "extended", "time", "toread", "shared", "tags", "meta", "hash")


def recognises(export: Export) -> bool:
    """Tell whether an array in it holds Pinboard's bookmarks."""
    found = (first(export, member) for member in export.named(".json"))
    return any({"href", "description", "time", "toread"} <= one.keys() for one in found)


def read(export: Export) -> Iterator[Row]:
    """Yield every bookmark; blanks part its tags."""
    for member in export.named(".json"):
        for row in records(export, member, _KEYS):
            if not isinstance(row, Record):
                yield row
                continue
            yield Entry(
                row.place,
                title=row.text("description"),
                url=row.text("href"),
                saved=row.text("time"),
                tags=tuple(row.text("tags").split()),
                unread=row.text("toread").casefold() == "yes",
                note=row.text("extended"),
                extra=row.others,
            )
