"""A spreadsheet: the XLSX of exports and declarations.

A cell is a text, so that nothing in it is a formula; only days are dates, and numbers of words numbers.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import BinaryIO

from clipper.library.export import cut_to_cell

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
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
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
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
        '<alignment vertical="top"/></xf>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
        '<alignment horizontal="left" vertical="top"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_HEAD, _DAY = 1, 2
"""Of the styles of cells, by their places: that of the names of the columns, and that of days."""
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_WIDTHS = {
    **dict.fromkeys(("title", "headline", "text", "note"), 60),
    **dict.fromkeys(("url", "description", "path"), 40),
    **dict.fromkeys(("source", "outlet", "author", "tags", "clipped", "highlights", "extra"), 24),
}
_WIDTH = 12
_FIRST_DAY = dt.date(1899, 12, 30)
_FIRST_CERTAIN = dt.date(1900, 3, 1)
"""Before it, spreadsheets do not agree on the number of a day: some count a 29 February 1900."""
_ESCAPE_LIKE = r"_(?=x[0-9A-Fa-f]{4}_)"


@contextlib.contextmanager
def sheet(out: BinaryIO, columns: Sequence[str]) -> Iterator[Callable[[Sequence[str]], None]]:
    """Yield a function that adds a row, below one with the names of the columns, which stays in sight.

    What does not fit into a cell is cut off.
    """
    from clipper.output.packing import Packing  # the other formats do not wait for it

    widths = (_WIDTHS.get(name, _WIDTH) for name in columns)
    numbered = enumerate(widths, 1)
    cols = "".join(f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, width in numbered)
    with Packing(out) as packing:
        for name, part in _PARTS.items():
            packing.add(name, _XML + part)
        with packing.open("xl/worksheets/sheet1.xml") as stream:
            head = _row(_text(name, _HEAD) for name in columns)
            stream.write(f"{_XML}{_SHEET}<cols>{cols}</cols><sheetData>{head}".encode())
            yield lambda cells: stream.writelines([_row(map(_cell, columns, cells)).encode()])
            stream.write(b"</sheetData></worksheet>")


def _row(cells: Iterable[str]) -> str:
    """Return a row that is one line high, however many lines a text in it has."""
    return f'<row ht="15" customHeight="1">{"".join(cells)}</row>'


def _cell(column: str, value: str) -> str:
    if column == "words" and re.fullmatch("[0-9]{1,9}", value):
        return f"<c><v>{int(value)}</v></c>"
    if column == "date" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with contextlib.suppress(ValueError):  # for a day that is in no calendar
            day = dt.date.fromisoformat(value)
            if day >= _FIRST_CERTAIN:
                return f'<c s="{_DAY}"><v>{(day - _FIRST_DAY).days}</v></c>'
    return _text(value)


def _text(value: str, style: int = 0) -> str:
    if "_x" in value:
        value = re.sub(_ESCAPE_LIKE, "_x005F_", value)
    words = escape(cut_to_cell(value), quote=False)
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
