"""Omnivore: a zip of `metadata_0_to_20.json` and so on, with pages in `content/` and highlights in `highlights/`."""

from collections.abc import Iterator

from clipper.errors import UnreadableError
from clipper.intake.exports import Entry, Export, ExportRow, Notice
from clipper.intake.exports.json_records import Record, first_record, read_records

_KEYS = (
    *("id", "slug", "title", "description", "author", "url", "state", "labels", "savedAt", "publishedAt"),
    *("readingProgress", "thumbnail", "updatedAt"),
)


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it is an array of Omnivore's records."""
    return any(_is_metadata(export, member) for member in export.members_ending(".json"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every record with its page and its highlights."""
    members = set(export.members)
    json_files = export.members_ending(".json")
    for member in [name for name in json_files if _is_metadata(export, name)] or json_files:
        parent = member.rpartition("/")[0]
        for row in read_records(export, member, _KEYS):
            if not isinstance(row, Record):
                yield row
                continue
            texts = {"html": "", "md": ""}
            for folder, suffix in (("content", "html"), ("highlights", "md")):
                name = f"{parent}/{folder}/{row.text('slug')}.{suffix}".lstrip("/")
                if name in members:
                    try:
                        texts[suffix] = export.read_bytes(name).decode("utf-8", "replace")
                    except UnreadableError as error:
                        yield Notice(export.place(name), str(error))
            yield _entry(row, texts["html"], texts["md"])


def _is_metadata(export: Export, member: str) -> bool:
    return {"slug", "savedAt", "url"} <= first_record(export, member).keys()


def _entry(row: Record, page: str, highlights: str) -> Entry:
    return Entry(
        row.place,
        title=row.text("title"),
        url=row.text("url"),
        date=row.text("publishedAt"),
        saved=row.text("savedAt"),
        author=(row.text("author"),),
        tags=row.texts("labels"),
        unread=row.text("state").casefold() != "archived",
        description=row.text("description"),
        highlights=highlights,
        html=page,
        extra=row.others,
    )
