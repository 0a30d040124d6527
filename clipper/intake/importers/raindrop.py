"""Raindrop.io: a table with folders `A/B`, notes, highlights and favourites; older ones have fewer columns."""

import re
from collections.abc import Iterator

from clipper.intake.exports import Entry, Export, Row
from clipper.intake.exports.csv_rows import Cells, header, rows
from clipper.intake.exports.rows import quoted

NEEDED = ("title", "note", "excerpt", "url", "folder", "tags", "created")
_MORE = ("id", "cover", "highlights", "favorite")
_NO_FOLDER = {"", "unsorted"}
_LABEL = re.compile(r"^(Highlight|Note):", re.MULTILINE)


def recognises(export: Export) -> bool:
    """Tell whether a table in it has Raindrop's columns."""
    return any(set(NEEDED) <= set(header(export, member)) for member in export.named(".csv"))


def read(export: Export) -> Iterator[Row]:
    """Yield every row."""
    for member in export.named(".csv"):
        for row in rows(export, member, NEEDED, _MORE):
            yield _entry(row) if isinstance(row, Cells) else row


def _entry(row: Cells) -> Entry:
    folder = row.of["folder"].strip()
    return Entry(
        row.place,
        title=row.of["title"],
        url=row.of["url"],
        saved=row.of["created"],
        tags=tuple(tag.strip(' "') for tag in row.of["tags"].split(",")),
        folders=() if folder.casefold() in _NO_FOLDER else (folder,),
        starred=row.of["favorite"].strip().casefold() == "true",
        description=row.of["excerpt"],
        note=row.of["note"],
        highlights=_highlights(row.of["highlights"]),
        extra=dict(row.others),
    )


def _highlights(written: str) -> str:
    """Return the highlights of a cell: each begins with `Highlight:`, its note with `Note:`, or each is a line."""
    if not _LABEL.search(written):
        return "\n\n".join(quoted(line) for line in written.splitlines() if line.strip())
    first, *rest = _LABEL.split(written)
    found = [quoted(first)] if first.strip() else []
    for label, said in zip(rest[::2], rest[1::2], strict=True):
        found.append(quoted(said) if label == "Highlight" else said.strip())
    return "\n\n".join(filter(None, found))
