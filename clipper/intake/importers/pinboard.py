"""Pinboard: a JSON array of bookmarks; `description` is the title and `extended` the note."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.html_notes import read_quotes
from clipper.intake.exports.json_records import Record, first_record, read_records

_KEYS = ("href", "description", "extended", "time", "toread", "shared", "tags", "meta", "hash")


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it is an array of Pinboard's bookmarks."""
    records = (first_record(export, member) for member in export.members_ending(".json"))
    return any({"href", "description", "time", "toread"} <= record.keys() for record in records)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark; its tags are separated by blanks."""
    for member in export.members_ending(".json"):
        for row in read_records(export, member, _KEYS):
            if not isinstance(row, Record):
                yield row
                continue
            yield Entry(
                row.place,
                title="" if row.values.get("description") is False else row.text("description"),
                url=row.text("href"),
                saved=row.text("time"),
                tags=tuple(row.text("tags").split()),
                unread=row.text("toread").casefold() == "yes",
                note=read_quotes(row.text("extended")),
                extra=row.others,
            )
