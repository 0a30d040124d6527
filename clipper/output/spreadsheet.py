"""A spreadsheet in which every cell is a text, so that nothing in it is a formula: the XLSX of exports and lists."""

import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import BinaryIO

from clipper.library.export import LONGEST_CELL

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


@contextlib.contextmanager
def sheet(out: BinaryIO) -> Iterator[Callable[[Sequence[str]], None]]:
    """Yield a function that adds a row; the first row has the names of the columns, and stays in sight.

    What does not fit into a cell is cut off.
    """
    from clipper.output.packing import Packing  # the other formats do not wait for it

    with Packing(out) as packing:
        for name, part in _PARTS.items():
            packing.add(name, _XML + part)
        with packing.open("xl/worksheets/sheet1.xml") as stream:
            stream.write(f"{_XML}{_SHEET}".encode())
            yield lambda cells: stream.writelines([_row(cells).encode()])
            stream.write(b"</sheetData></worksheet>")


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: str) -> str:
    if "_x" in value:
        value = re.sub(_ESCAPE_LIKE, "_x005F_", value)
    words = escape(value[:LONGEST_CELL], quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
