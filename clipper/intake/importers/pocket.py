"""Pocket: a zip, or its folder, of tables `part_000000.csv`, with the highlights beside them in `annotations/`."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row, Unreadable
from clipper.intake.exports.csv_rows import Cells, header, rows
from clipper.intake.exports.json_records import Record, records, text
from clipper.intake.exports.rows import quoted

NEEDED = ("title", "url", "time_added", "tags", "status")
_MORE = ("cursor",)
_KEYS = ("url", "title", "highlights")


def recognises(export: Export) -> bool:
    """Tell whether a table in it has Pocket's columns."""
    return any(_is_part(export, member) for member in export.named(".csv"))


def read(export: Export) -> Iterator[Row]:
    """Yield every row of every part, each with its highlights."""
    highlights: dict[str, tuple[str, list[str]]] = {}
    for found in _annotations(export):
        if isinstance(found, Record):
            quotes = [quoted(text(one.get("quote"))) for one in found.of["highlights"] if isinstance(one, dict)]
            highlights.setdefault(found.text("url"), (found.text("title"), []))[1].extend(filter(None, quotes))
        else:
            yield found
    for member in [name for name in export.named(".csv") if _is_part(export, name)] or export.named(".csv"):
        for row in rows(export, member, NEEDED, _MORE):
            yield _entry(row, highlights) if isinstance(row, Cells) else row
    for url, (title, quotes) in highlights.items():  # of pieces that are no longer on the list
        yield Entry(export.place("annotations"), title=title, url=url, highlights="\n\n".join(quotes))


def _is_part(export: Export, member: str) -> bool:
    return set(NEEDED) <= set(header(export, member))


def _annotations(export: Export) -> Iterator[Row | Record]:
    for member in export.members:
        if member.lower().endswith(".json"):
            for row in records(export, member, _KEYS):
                if not isinstance(row, Record) or isinstance(row.of.get("highlights"), list):
                    yield row
                else:
                    yield Unreadable(row.place, "it has no list of highlights")


def _entry(row: Cells, highlights: dict[str, tuple[str, list[str]]]) -> Entry:
    _, quotes = highlights.pop(row.of["url"], ("", []))
    return Entry(
        row.place,
        title=row.of["title"],
        url=row.of["url"],
        saved=row.of["time_added"],
        tags=tuple(row.of["tags"].split("|")),
        unread=row.of["status"].strip().casefold() == "unread",
        highlights="\n\n".join(quotes),
        extra=dict(row.others),
    )
