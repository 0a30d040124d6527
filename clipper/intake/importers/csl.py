"""CSL-JSON, as Zotero and other managers of references write it: an array of references."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.json_records import Record, first, records, text

_FIELDS = {
    "section": ("section",),
    "page": ("page",),
    "edition": ("edition",),
    "place": ("event-place", "publisher-place"),
    "language": ("language",),
}
_KEYS = (
    *("id", "title", "container-title", "author", "URL", "issued", "accessed", "abstract", "note", "keyword"),
    *(key for keys in _FIELDS.values() for key in keys),
)
_BETWEEN = re.compile(r"\s*[,;]\s*")
_PARTS = 3


def recognises(export: Export) -> bool:
    """Tell whether an array in it holds references."""
    found = (first(export, member) for member in export.named(".json"))
    return any({"id", "type", "title"} <= one.keys() for one in found)


def read(export: Export) -> Iterator[Row]:
    """Yield every reference; its type and what else has no field is kept under its own name."""
    for member in export.named(".json"):
        for row in records(export, member, (*_KEYS, "type")):
            yield _entry(row) if isinstance(row, Record) else row


def _entry(row: Record) -> Entry:
    keywords = row.text("keyword")
    fields = {name: next(filter(None, map(row.text, keys)), "") for name, keys in _FIELDS.items()}
    return Entry(
        row.place,
        title=row.text("title"),
        url=row.text("URL"),
        date=_day(row.of.get("issued")),
        saved=_day(row.of.get("accessed")),
        source=row.text("container-title"),
        author=tuple(_names(row.of.get("author"))),
        tags=tuple(_BETWEEN.split(keywords)) if keywords else row.texts("keyword"),
        description=row.text("abstract"),
        note=row.text("note"),
        fields=fields,
        extra={"type": row.text("type"), **row.others},
    )


def _names(held: Any) -> Iterator[str]:
    for one in held if isinstance(held, list) else ():
        if isinstance(one, dict):
            parts = (one.get(key) for key in ("given", "non-dropping-particle", "family", "suffix"))
            yield text(one.get("literal")) or " ".join(filter(None, map(text, parts)))


def _day(held: Any) -> str:
    """Return a date as it is stated: by its parts, a year by itself too, or in the words of whoever wrote it."""
    if not isinstance(held, Mapping):
        return text(held)
    match held.get("date-parts"):
        case [[*parts], *_] if parts:
            first_, *rest = [text(part) for part in parts[:_PARTS]]
            return "-".join((first_.zfill(4), *(part.zfill(2) for part in rest)))
    return text(held.get("raw")) or text(held.get("literal"))
