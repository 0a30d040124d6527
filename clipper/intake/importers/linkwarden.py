"""Linkwarden: a JSON object with the collections, each with its links."""

from collections.abc import Iterator, Mapping
from typing import Any

from clipper.intake.exports import Entry, Export, ExportRow, SkippedRow, UnknownName
from clipper.intake.exports.json_records import Record, first_record, read_records, to_header_value, to_text

_KEYS = ("name", "url", "description", "tags", "createdAt", "textContent", "pinnedBy")
_OF_THE_SERVICE = (
    *("id", "type", "collectionId", "createdById", "updatedAt", "importDate", "lastPreserved", "preview", "image"),
    *("pdf", "readable", "monolith", "indexVersion", "aiTagged", "icon", "iconWeight", "color", "clientSide"),
)
"""Keys of a link that say nothing about the page."""
_UPLOADED = {"image", "pdf"}


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it has the collections of Linkwarden."""
    records = (first_record(export, member, "collections") for member in export.members_ending(".json"))
    return any({"name", "links"} <= record.keys() for record in records)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every link; its collection, with those that it is in, is its folder."""
    for member in export.members_ending(".json"):
        rows = list(read_records(export, member, (), "collections"))
        collections = [row for row in rows if isinstance(row, Record)]
        paths = _paths(collections)
        for row in rows:
            if not isinstance(row, Record | UnknownName):
                yield row
        for collection in collections:
            links = collection.values.get("links")
            for link in links if isinstance(links, list) else ():
                if isinstance(link, dict):
                    yield _row(collection.place, link, paths.get(collection.text("id"), ""))


def _row(place: str, values: Mapping[str, Any], folder: str) -> Entry | SkippedRow:
    link = Record(place, values)
    if not link.text("url") and link.text("type") in _UPLOADED:
        return SkippedRow(place, "it is an uploaded file, which the export does not hold")
    others = {name: to_header_value(value) for name, value in values.items() if name not in {*_KEYS, *_OF_THE_SERVICE}}
    return Entry(
        place,
        title=link.text("name"),
        url=link.text("url"),
        saved=link.text("createdAt"),
        tags=link.texts("tags"),
        folders=(folder,) if folder else (),
        starred=bool(values.get("pinnedBy")),
        description=link.text("description"),
        text=link.text("textContent"),
        extra={name: value for name, value in others.items() if value},
    )


def _paths(collections: list[Record]) -> dict[str, str]:
    """Return the path of every collection by its id."""
    known = {collection.text("id"): collection for collection in collections}
    paths: dict[str, str] = {}
    for key in known:
        levels: dict[str, str] = {}
        parent = key
        while parent in known and parent not in levels:
            levels[parent] = known[parent].text("name").replace("/", "-")
            parent = to_text(known[parent].values.get("parentId"))
        paths[key] = "/".join(reversed(levels.values()))
    return paths
