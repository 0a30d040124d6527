"""XLSX: a table for a spreadsheet, in which nothing is a formula."""

from collections.abc import Iterable
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.plain import table
from clipper.output.spreadsheet import sheet

SUFFIX = ".xlsx"
KEEPS = "every field and the text; for a spreadsheet"
LOSES: tuple[str, ...] = ("long text",)


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips below a row with the names of the columns, which stays in sight."""
    with sheet(out, table.columns(about)) as add:
        for clip in clips:
            add(table.cells(clip, about))
