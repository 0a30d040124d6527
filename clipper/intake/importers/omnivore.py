"""Omnivore: a zip of `metadata_0_to_20.json` and its like, the pages in `content/`, the highlights in `highlights/`."""

from collections.abc import Iterator

from clipper.errors import UnreadableError
from clipper.intake.exports import Entry, Export, Notice, Row
from clipper.intake.exports.json_records import Record, first, records

_KEYS = (
    *("id", "slug", "title", "description", "author", "url", "state", "labels", "savedAt", "publishedAt"),
    *("readingProgress", "thumbnail", "updatedAt"),
)


def recognises(export: Export) -> bool:
    """Tell whether an array in it holds Omnivore's records."""
    return any(_is_metadata(export, member) for member in export.named(".json"))


def read(export: Export) -> Iterator[Row]:
    """Yield every record with its page and its highlights."""
    standing = set(export.members)
    for member in [name for name in export.named(".json") if _is_metadata(export, name)] or export.named(".json"):
        beside = member.rpartition("/")[0]
        for row in records(export, member, _KEYS):
            if not isinstance(row, Record):
                yield row
                continue
            found = {"html": "", "md": ""}
            for folder, ending in (("content", "html"), ("highlights", "md")):
                name = f"{beside}/{folder}/{row.text('slug')}.{ending}".lstrip("/")
                if name in standing:
                    try:
                        found[ending] = export.raw(name).decode("utf-8", "replace")
                    except UnreadableError as error:
                        yield Notice(export.place(name), str(error))
            yield _entry(row, found["html"], found["md"])


def _is_metadata(export: Export, member: str) -> bool:
    return {"slug", "savedAt", "url"} <= first(export, member).keys()


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
