"""XLSX: a table for a spreadsheet, in which every cell is a text, so that nothing in it is a formula."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import BinaryIO

from clipper.library.export import LONGEST_CELL, ExportedClip, ExportOptions
from clipper.output.plain import table

SUFFIX = ".xlsx"
KEEPS = "every field and the text; for a spreadsheet"
LOSES: tuple[str, ...] = ("long text",)

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Clips" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_ESCAPE_LIKE = r"_(?=x[0-9A-Fa-f]{4}_)"


def write(clips: Iterable[ExportedClip], out: BinaryIO, about: ExportOptions) -> None:
    """Write the clips below a row with the names of the columns, which stays in sight."""
    from clipper.output.packing import Packing  # the other formats do not wait for it

    columns = table.columns(about)
    with Packing(out) as packing:
        for name, part in _PARTS.items():
            packing.add(name, _XML + part)
        with packing.open("xl/worksheets/sheet1.xml") as sheet:
            sheet.write(f"{_XML}{_SHEET}{_row(columns)}".encode())
            for clip in clips:
                sheet.write(_row(table.cells(clip, about)).encode())
            sheet.write(b"</sheetData></worksheet>")


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: str) -> str:
    if "_x" in value:
        value = re.sub(_ESCAPE_LIKE, "_x005F_", value)
    words = escape(value[:LONGEST_CELL], quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
