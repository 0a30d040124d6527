"""wallabag: a JSON array of entries with HTML. Its CSV is not read, since its times lack am and pm."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.json_records import Record, first_record, read_records, to_text
from clipper.intake.exports.rows import block_quote

_KEYS = (
    *("title", "url", "is_archived", "is_starred", "created_at", "content", "language", "domain_name", "tags"),
    *("published_at", "published_by", "annotations", "id", "uid", "updated_at", "archived_at", "starred_at"),
    *("mimetype", "reading_time", "preview_picture", "is_public", "http_status", "headers", "given_url", "hashed_url"),
    *("hashed_given_url", "origin_url", "user_name", "user_email", "user_id", "is_not_parsed", "_links"),
)
_NO_PAGE = "wallabag can't retrieve contents for this article"
_TRUE = {"true", "1"}


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it is an array of wallabag's entries."""
    records = (first_record(export, member) for member in export.members_ending(".json"))
    return any({"url", "is_archived", "created_at"} <= record.keys() for record in records)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every entry with its page and its annotations."""
    for member in export.members_ending(".json"):
        for row in read_records(export, member, _KEYS):
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
    annotations = row.values.get("annotations")
    for item in annotations if isinstance(annotations, list) else ():
        if isinstance(item, dict) and (quote := block_quote(to_text(item.get("quote")), to_text(item.get("text")))):
            yield quote
