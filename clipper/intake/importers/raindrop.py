"""Raindrop.io: CSV with folders `A/B`, notes, highlights and favourites; old files have fewer columns."""

import re
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, ExportRow, SkippedRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from clipper.intake.exports.rows import block_quote

REQUIRED = ("title", "note", "excerpt", "url", "folder", "tags", "created")
_OPTIONAL = ("id", "cover", "highlights", "favorite")
_NO_FOLDER = {"", "unsorted"}
_TRASH = "trash"
_LABEL = re.compile(r"^(Highlight|Note):", re.MULTILINE)


def recognises(export: Export) -> bool:
    """Tell whether a CSV file in it has the columns of Raindrop."""
    return any(set(REQUIRED) <= set(read_header(export, member)) for member in export.members_ending(".csv"))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every row; one in the trash is passed over."""
    for member in export.members_ending(".csv"):
        for row in read_rows(export, member, REQUIRED, _OPTIONAL):
            yield _entry(row) if isinstance(row, CsvRow) else row


def _entry(row: CsvRow) -> Entry | SkippedRow:
    folder = row.cells["folder"].strip()
    if folder.casefold() == _TRASH:
        title = row.cells["title"].strip() or row.cells["url"].strip()
        return SkippedRow(row.place, f"it is in the trash: {title}")
    return Entry(
        row.place,
        title=row.cells["title"],
        url=row.cells["url"],
        saved=row.cells["created"],
        tags=tuple(tag.strip(' "') for tag in row.cells["tags"].split(",")),
        folders=() if folder.casefold() in _NO_FOLDER else (folder,),
        starred=row.cells["favorite"].strip().casefold() == "true",
        description=row.cells["excerpt"],
        note=row.cells["note"],
        highlights=_highlights(row.cells["highlights"]),
        extra=dict(row.others),
    )


def _highlights(written: str) -> str:
    """Return the highlights of a cell: each begins with `Highlight:` and its note with `Note:`, or each is one line."""
    if not _LABEL.search(written):
        return "\n\n".join(block_quote(line) for line in written.splitlines() if line.strip())
    first, *rest = _LABEL.split(written)
    parts = [block_quote(first)] if first.strip() else []
    for label, passage in zip(rest[::2], rest[1::2], strict=True):
        parts.append(block_quote(passage) if label == "Highlight" else passage.strip())
    return "\n\n".join(filter(None, parts))
