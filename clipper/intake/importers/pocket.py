"""Pocket: a zip, or a folder, of CSV files `part_000000.csv`, with the highlights in `annotations/`."""

from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow, UnreadableRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from clipper.intake.exports.json_records import Record, read_records, to_text
from clipper.intake.exports.rows import block_quote

REQUIRED = ("title", "url", "time_added", "tags", "status")
_OPTIONAL = ("cursor",)
_KEYS = ("url", "title", "highlights")


def recognises(export: Export) -> bool:
    """Tell whether a CSV file in it has the columns of Pocket."""
    return any(_is_part(export, member) for member in export.members_ending(".csv"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every row of every part, each with its highlights."""
    highlights: dict[str, tuple[str, list[str]]] = {}
    for annotation in _annotations(export):
        if isinstance(annotation, Record):
            items = [item for item in annotation.values["highlights"] if isinstance(item, dict)]
            _, quotes = highlights.setdefault(annotation.text("url"), (annotation.text("title"), []))
            quotes += filter(None, (block_quote(to_text(item.get("quote"))) for item in items))
        else:
            yield annotation
    tables = export.members_ending(".csv")
    for member in [name for name in tables if _is_part(export, name)] or tables:
        for row in read_rows(export, member, REQUIRED, _OPTIONAL):
            yield _entry(row, highlights) if isinstance(row, CsvRow) else row
    for url, (title, quotes) in highlights.items():  # of pages that are no longer on the list
        yield Entry(export.place("annotations"), title=title, url=url, highlights="\n\n".join(quotes))


def _is_part(export: Export, member: str) -> bool:
    return set(REQUIRED) <= set(read_header(export, member))


def _annotations(export: Export) -> Iterator[ExportRow | Record]:
    for member in export.members:
        if member.lower().endswith(".json"):
            for row in read_records(export, member, _KEYS):
                if not isinstance(row, Record) or isinstance(row.values.get("highlights"), list):
                    yield row
                else:
                    yield UnreadableRow(row.place, "it has no list of highlights")


def _entry(row: CsvRow, highlights: dict[str, tuple[str, list[str]]]) -> Entry:
    _, quotes = highlights.pop(row.cells["url"], ("", []))
    return Entry(
        row.place,
        title=row.cells["title"],
        url=row.cells["url"],
        saved=row.cells["time_added"],
        tags=tuple(row.cells["tags"].split("|")),
        unread=row.cells["status"].strip().casefold() == "unread",
        highlights="\n\n".join(quotes),
        extra=dict(row.others),
    )
