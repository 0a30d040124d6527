"""ODT, the documents of LibreOffice: headings, lists, tables, links and notes, with the styles of their spans."""

from typing import TYPE_CHECKING

from clipper.errors import UnreadableError
from clipper.intake import document
from clipper.intake.document import Blocks, Document
from clipper.intake.document_package import Package, text_at

if TYPE_CHECKING:
    from lxml.etree import _Element

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _STYLE, _OFFICE = (_OASIS % name for name in ("text", "table", "style", "office"))
_DRAW, _META, _FO = (_OASIS % name for name in ("drawing", "meta", "xsl-fo-compatible"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument."
_SKIPPED = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_TEXT}ruby-text"}
_SKIPPED |= {f"{_OFFICE}forms", f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index"}
_MOST_SPACES = 100
_BOLD = 600


def recognises(raw: bytes) -> bool:
    """Tell whether it is a zip that says to be an OpenDocument text, or has the members of one."""
    if not raw.startswith(b"PK\3\4"):
        return False
    kind = raw[:200].partition(_MIMETYPE)[2]
    return kind.startswith(b"text") if kind else b"content.xml" in raw and b"META-INF/manifest.xml" in raw


def read(raw: bytes) -> Document:
    """Read a document; raise UnreadableError if it is damaged."""
    package = Package(raw)
    content, meta = package.xml("content.xml"), package.xml("meta.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise UnreadableError("it is damaged: it has no text")
    properties = meta.find(f"{_OFFICE}meta") if meta is not None else None
    writer = _Writer(content, package.xml("styles.xml"))
    text = writer.blocks(body)
    return Document(
        text,
        writer.notes,
        title=text_at(properties, f"{_DC}title"),
        author=text_at(properties, f"{_META}initial-creator") or text_at(properties, f"{_DC}creator"),
        made=text_at(properties, f"{_META}creation-date") or text_at(properties, f"{_DC}date"),
        language=text_at(properties, f"{_DC}language"),
    )


class _Writer:
    """Writes the text of one document as HTML."""

    def __init__(self, content: "_Element", styles: "_Element | None") -> None:
        roots = [root for root in (styles, content) if root is not None]
        self._styles = {one.get(f"{_STYLE}name", ""): one for root in roots for one in root.iter(f"{_STYLE}style")}
        self._ordered = {
            one.get(f"{_STYLE}name", ""): {
                level.get(f"{_TEXT}level", ""): level.tag == f"{_TEXT}list-level-style-number" for level in one
            }
            for root in roots
            for one in root.iter(f"{_TEXT}list-style")
        }
        self.notes: list[str] = []

    def blocks(self, parent: "_Element") -> str:
        """Return the blocks in an element."""
        blocks = Blocks()
        self._add_blocks(parent, blocks)
        return blocks.html()

    def _add_blocks(self, parent: "_Element", blocks: Blocks) -> None:
        for element in parent:
            if element.tag in _SKIPPED:
                continue
            if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                blocks.add(self._paragraph(element))
            elif element.tag == f"{_TEXT}list":
                self._add_list(element, blocks, 0, "")
            elif element.tag == f"{_TABLE}table":
                blocks.add(self._table(element))
            else:
                self._add_blocks(element, blocks)

    def _paragraph(self, element: "_Element") -> str:
        content = self._inline(element)
        boxes = "".join(self.blocks(box) for box in element.iter(f"{_DRAW}text-box"))
        if not content.strip():
            return boxes
        level = self._level(element)
        return (f"<h{level}>{content}</h{level}>" if level else f"<p>{content}</p>") + boxes

    def _level(self, element: "_Element") -> int:
        """Return the level of a heading; 0 for a paragraph. The title of the document is of the first level."""
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            return min(max(int(level), 1), 6) if level.isdecimal() else 1
        return int(any(style.get(f"{_STYLE}name") == "Title" for style in self._family(element)))

    def _family(self, element: "_Element") -> "list[_Element]":
        """Return the style of an element, and those that it is derived from."""
        found: list[_Element] = []
        style = self._styles.get(element.get(f"{_TEXT}style-name", ""))
        while style is not None and style not in found:
            found.append(style)
            style = self._styles.get(style.get(f"{_STYLE}parent-style-name", ""))
        return found

    def _add_list(self, element: "_Element", blocks: Blocks, level: int, style: str) -> None:
        style = element.get(f"{_TEXT}style-name", "") or style
        ordered = self._ordered.get(style, {}).get(str(level + 1), False)
        for item in element:
            if item.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
                continue
            content = "".join(self._paragraph(part) for part in item if part.tag in {f"{_TEXT}p", f"{_TEXT}h"})
            if content:
                blocks.add_item(content, level, ordered=ordered)
            for part in item:
                if part.tag == f"{_TEXT}list":
                    self._add_list(part, blocks, level + 1, style)

    def _inline(self, parent: "_Element") -> str:
        parts = [document.escape(parent.text or "")]
        for element in parent:
            parts += [self._inline_element(element), document.escape(element.tail or "")]
        return "".join(parts)

    def _inline_element(self, element: "_Element") -> str:
        if element.tag in _SKIPPED or not isinstance(element.tag, str) or element.tag.startswith(_DRAW):
            return ""
        match element.tag.removeprefix(_TEXT):
            case "span":
                content = self._span(element)
            case "a":
                content = document.link(self._inline(element), element.get(_LINK, ""))
            case "s":
                count = element.get(f"{_TEXT}c", "1")
                content = " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
            case "line-break" | "tab" as name:
                content = "<br>" if name == "line-break" else " "
            case "note":
                content = self._note(element)
            case _:
                content = self._inline(element)
        return content

    def _span(self, element: "_Element") -> str:
        values: dict[str, str] = {}
        for style in reversed(self._family(element)):
            for properties in style.iter(f"{_STYLE}text-properties"):
                values.update({str(name): str(value) for name, value in properties.attrib.items()})
        weight = values.get(f"{_FO}font-weight", "")
        position = values.get(f"{_STYLE}text-position", "")
        content = self._inline(element)
        return document.styled(
            content,
            bold=weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD),
            italic=values.get(f"{_FO}font-style", "") in {"italic", "oblique"},
            strike=values.get(f"{_STYLE}text-line-through-style", "none") != "none",
            raised="sup" if position.startswith("super") else "sub" if position.startswith("sub") else "",
        )

    def _note(self, element: "_Element") -> str:
        body = element.find(f"{_TEXT}note-body")
        self.notes.append("")
        place = len(self.notes)
        self.notes[place - 1] = self.blocks(body) if body is not None else ""
        return document.note_mark(place)

    def _table(self, table: "_Element") -> str:
        rows = [
            [self.blocks(cell) for cell in row if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}]
            for row in table.iter(f"{_TABLE}table-row")
        ]
        rows = [row for row in rows if any(row)]
        if len(rows) == 1 or max(map(len, rows), default=0) == 1:  # it only places its texts
            return "".join(cell for row in rows for cell in row)
        return document.table(rows)
