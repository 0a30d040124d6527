"""wallabag: an array of entries in JSON, each with its page as HTML. Its CSV has times without am and pm: not read."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.json_records import Record, first, records, text
from clipper.intake.exports.rows import quoted

_KEYS = (
    *("title", "url", "is_archived", "is_starred", "created_at", "content", "language", "domain_name", "tags"),
    *("published_at", "published_by", "annotations", "id", "uid", "updated_at", "archived_at", "starred_at"),
    *("mimetype", "reading_time", "preview_picture", "is_public", "http_status", "headers", "given_url", "hashed_url"),
    *("hashed_given_url", "origin_url", "user_name", "user_email", "user_id", "is_not_parsed", "_links"),
)
_NO_PAGE = "wallabag can't retrieve contents for this article"
_TRUE = {"true", "1"}


def recognises(export: Export) -> bool:
    """Tell whether an array in it holds wallabag's entries."""
    found = (first(export, member) for member in export.named(".json"))
    return any({"url", "is_archived", "created_at"} <= one.keys() for one in found)


def read(export: Export) -> Iterator[Row]:
    """Yield every entry with its page and its annotations."""
    for member in export.named(".json"):
        for row in records(export, member, _KEYS):
            yield _entry(row) if isinstance(row, Record) else row


def _entry(row: Record) -> Entry:
    page = row.text("content")
    return Entry(
        row.place,
        title=row.text("title"),
        url=row.text("url"),
        date=row.text("published_at"),
        saved=row.text("created_at"),
        author=row.texts("published_by"),
        tags=row.texts("tags"),
        unread=row.text("is_archived") not in _TRUE,
        starred=row.text("is_starred") in _TRUE,
        highlights="\n\n".join(_annotations(row)),
        html="" if _NO_PAGE in page[:500] else page,
        fields={"language": row.text("language")},
        extra=row.others,
    )


def _annotations(row: Record) -> Iterator[str]:
    held = row.of.get("annotations")
    for one in held if isinstance(held, list) else ():
        if isinstance(one, dict) and (said := quoted(text(one.get("quote")), text(one.get("text")))):
            yield said
