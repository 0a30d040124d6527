"""Exports of other services: files, zips and folders, and the rows in them."""

from clipper.intake.exports.export import Export, open_export
from clipper.intake.exports.rows import ClipFile, Entry, Notice, Row, SkippedRow, UnknownName, UnreadableRow

__all__ = [
    "ClipFile",
    "Entry",
    "Export",
    "Notice",
    "Row",
    "SkippedRow",
    "UnknownName",
    "UnreadableRow",
    "open_export",
]
