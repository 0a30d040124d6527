"""Exports of other services, which are imported here: files, zips and folders, and the rows in them.

What clipper itself prints or exports is in `clipper.output`.
"""

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
