"""CSL-JSON, the format of Zotero and other reference managers: an array of references."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.json_records import Record, first_record, read_records, to_text
from clipper.model.person_name import PersonName, printed

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
_SEPARATOR = re.compile(r"(?<!\s)\s*+[,;]\s*")
_MAX_DATE_PARTS = 3
_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASONS = (1, 13, 21)
"""The numbers of spring: as a season, and as a month in CSL 1.0 and in EDTF."""


def recognises(export: Export) -> bool:
    """Tell whether a JSON file in it is an array of references."""
    records = (first_record(export, member) for member in export.members_ending(".json"))
    return any({"id", "type", "title"} <= record.keys() for record in records)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every reference; its type and other values without a field keep their own names."""
    for member in export.members_ending(".json"):
        for row in read_records(export, member, (*_KEYS, "type")):
            yield _entry(row) if isinstance(row, Record) else row


def _entry(row: Record) -> Entry:
    keywords = row.text("keyword")
    issued = row.values.get("issued")
    stated = _in_words(issued)
    fields = {name: next(filter(None, map(row.text, keys)), "") for name, keys in _FIELDS.items()}
    return Entry(
        row.place,
        title=row.text("title"),
        url=row.text("URL"),
        date=_date(issued),
        saved=_date(row.values.get("accessed")),
        source=row.text("container-title"),
        author=tuple(_names(row.values.get("author"))),
        tags=tuple(_SEPARATOR.split(keywords)) if keywords else row.texts("keyword"),
        description=row.text("abstract"),
        note=row.text("note"),
        fields=fields,
        extra={"type": row.text("type"), **({"date-text": stated} if stated else {}), **row.others},
    )


def _names(authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict):
            given, *particles, family, suffix = (to_text(author.get(key)) for key in _NAME_PARTS)
            particle = " ".join(filter(None, particles))
            yield to_text(author.get("literal")) or printed(PersonName(family, given, particle, suffix))


def _date(value: Any) -> str:
    """Return a date from its parts, which may be a year alone, or as the author wrote it."""
    if not isinstance(value, Mapping):
        return to_text(value)
    match value.get("date-parts"):
        case [[*parts], *_] if parts:
            year, *rest = [to_text(part) for part in parts[:_MAX_DATE_PARTS]]
            rest = [] if rest and _season(rest[0], _FIRST_SEASONS[1:]) else rest
            return "-".join((year.zfill(4), *(part.zfill(2) for part in rest)))
    return to_text(value.get("raw")) or to_text(value.get("literal"))


def _in_words(value: Any) -> str:
    """Return a date that says more than a day, a month or a year: a season, two days, or about when."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(parts, list) or not all(isinstance(part, list) and part for part in parts):
        return ""
    seasons = [_season(to_text(part[1]), _FIRST_SEASONS[1:]) if len(part) > 1 else "" for part in parts]
    if len(parts) == 1:
        seasons[0] = seasons[0] or _season(to_text(value.get("season")), _FIRST_SEASONS) or to_text(value.get("season"))
    circa = "circa " if value.get("circa") else ""
    days = [
        f"{season} {to_text(part[0])}" if season else _date({"date-parts": [part]})
        for part, season in zip(parts, seasons, strict=True)
    ]
    return f"{circa}{'/'.join(days)}" if circa or len(days) > 1 or any(seasons) else ""


def _season(number: str, first: tuple[int, ...]) -> str:
    """Return the name of a season by its number, which counts from one of the first; empty if it is none."""
    seasons = {str(start + offset): name for start in first for offset, name in enumerate(_SEASONS)}
    return seasons.get(number, "")
