"""karakeep, formerly Hoarder: a JSON object with a list of bookmarks and the lists that they belong to."""

from collections.abc import Iterator, Mapping

from clipper.intake.exports import Entry, Export, ExportRow, SkippedRow
from clipper.intake.exports.json_records import Record, first_record, read_records, to_text

_KEYS = ("createdAt", "title", "tags", "lists", "content", "note", "archived")


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it has the bookmarks of karakeep."""
    records = (first_record(export, member, "bookmarks") for member in export.members_ending(".json"))
    return any({"createdAt", "content", "tags"} <= record.keys() for record in records)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every bookmark; the lists that it belongs to are folders. Of an uploaded file only its note is there."""
    for member in export.members_ending(".json"):
        lists = _lists(export, member)
        for row in read_records(export, member, _KEYS, "bookmarks"):
            if not isinstance(row, Record):
                yield row
                continue
            content = row.values.get("content")
            if isinstance(content, dict) or row.text("note"):
                yield _entry(row, content if isinstance(content, dict) else {}, lists)
            else:
                yield SkippedRow(row.place, "it is an uploaded file, which the export does not hold")


def _entry(row: Record, content: Mapping[str, object], lists: Mapping[str, str]) -> Entry:
    ids = row.values.get("lists")
    folders = [lists.get(to_text(list_id), "") for list_id in ids] if isinstance(ids, list) else []
    return Entry(
        row.place,
        title=row.text("title"),
        url=to_text(content.get("url")),
        saved=row.text("createdAt"),
        tags=row.texts("tags"),
        folders=tuple(filter(None, folders)),
        unread=row.values.get("archived") is False,
        note=row.text("note"),
        text=to_text(content.get("text")),
        extra=row.others,
    )


def _lists(export: Export, member: str) -> dict[str, str]:
    """Return the path of every list by its id, without smart lists: their content is the result of a query."""
    rows = [row for row in read_records(export, member, (), "lists") if isinstance(row, Record)]
    known = {row.text("id"): row for row in rows if row.text("type") != "smart"}
    paths: dict[str, str] = {}
    for list_id in known:
        levels: dict[str, str] = {}
        parent = list_id
        while parent in known and parent not in levels:
            levels[parent] = known[parent].text("name").replace("/", "-")
            parent = known[parent].text("parentId")
        paths[list_id] = "/".join(reversed(levels.values()))
    return paths
