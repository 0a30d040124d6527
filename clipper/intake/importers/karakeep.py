"""karakeep, once Hoarder: an object in JSON with a list of bookmarks, and the lists to which they belong."""

from collections.abc import Iterator, Mapping

from clipper.intake.exports import Entry, Export, PassedOver, Row
from clipper.intake.exports.json_records import Record, first, records, text

_KEYS = ("createdAt", "title", "tags", "lists", "content", "note", "archived")


def recognises(export: Export) -> bool:
    """Tell whether an object in it has karakeep's bookmarks."""
    found = (first(export, member, "bookmarks") for member in export.named(".json"))
    return any({"createdAt", "content", "tags"} <= one.keys() for one in found)


def read(export: Export) -> Iterator[Row]:
    """Yield every bookmark; the lists to which it belongs are folders."""
    for member in export.named(".json"):
        lists = _lists(export, member)
        for row in records(export, member, _KEYS, "bookmarks"):
            if not isinstance(row, Record):
                yield row
                continue
            content = row.of.get("content")
            if isinstance(content, dict):
                yield _entry(row, content, lists)
            else:
                yield PassedOver(row.place, "it is an uploaded file, which the export does not hold")


def _entry(row: Record, content: Mapping[str, object], lists: Mapping[str, str]) -> Entry:
    held = row.of.get("lists")
    named = [lists.get(text(one), "") for one in held] if isinstance(held, list) else []
    return Entry(
        row.place,
        title=row.text("title"),
        url=text(content.get("url")),
        saved=row.text("createdAt"),
        tags=row.texts("tags"),
        folders=tuple(filter(None, named)),
        unread=row.of.get("archived") is False,
        note=row.text("note"),
        text=text(content.get("text")),
        extra=row.others,
    )


def _lists(export: Export, member: str) -> dict[str, str]:
    """Return the path of every list by its id; what a query finds anew each time is none."""
    found = [row for row in records(export, member, (), "lists") if isinstance(row, Record)]
    known = {row.text("id"): row for row in found if row.text("type") != "smart"}
    paths: dict[str, str] = {}
    for number in known:
        levels: dict[str, str] = {}
        above = number
        while above in known and above not in levels:
            levels[above] = known[above].text("name").replace("/", "-")
            above = known[above].text("parentId")
        paths[number] = "/".join(reversed(levels.values()))
    return paths
