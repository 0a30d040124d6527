"""CSV: a table with a header row, every value exactly as it is.

A spreadsheet takes some values for formulas, numbers or dates; XLSX is the table for a spreadsheet.
"""

from collections.abc import Iterable
from csv import writer
from io import TextIOWrapper
from typing import BinaryIO

from clipper.library.export import ExportedClip, ExportOptions
from clipper.output.plain import table

SUFFIX = ".csv"
KEEPS = "every field and the text, exactly; for programs, since a spreadsheet changes what it opens"
LOSES: tuple[str, ...] = ()


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips."""
    stream = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        rows = writer(stream, lineterminator="\n")
        rows.writerow(table.columns(about))
        for clip in clips:
            rows.writerow(table.cells(clip, about))
    finally:
        stream.detach()
