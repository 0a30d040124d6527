"""Exports of other services: files, zips and folders, and the rows in them."""

from clipper.intake.exports.export import Export, open_export
from clipper.intake.exports.rows import AdoptedFile, Entry, ExportRow, Notice, SkippedRow, UnknownName, UnreadableRow

__all__ = [
    "AdoptedFile",
    "Entry",
    "Export",
    "ExportRow",
    "Notice",
    "SkippedRow",
    "UnknownName",
    "UnreadableRow",
    "open_export",
]
