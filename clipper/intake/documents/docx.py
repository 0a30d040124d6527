"""DOCX, the documents of Word: paragraphs with styles, lists by their numbering, tables, links and notes."""

import re
from typing import TYPE_CHECKING

from clipper.errors import UnreadableError
from clipper.intake import document
from clipper.intake.document import Blocks, Document
from clipper.intake.document_package import Package, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|otsikko|заголовок)\s*(\d)", re.IGNORECASE)
_TITLES = {"title", "titel", "titre", "titolo", "título"}
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "sectPr")}
_OFF = {"0", "false", "off", "none"}


def recognises(raw: bytes) -> bool:
    """Tell whether it is a zip with the text of a Word document."""
    return raw.startswith(b"PK\3\4") and b"word/document" in raw and b"[Content_Types].xml" in raw


def read(raw: bytes) -> Document:
    """Read a document; raise UnreadableError if it is damaged."""
    package = Package(raw)
    root = package.xml(package.main_part())
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise UnreadableError("it is a Word document of a kind that clipper cannot read")
    core = package.xml("docProps/core.xml")
    writer = _Writer(package)
    text = writer.blocks(body)
    return Document(
        text,
        writer.notes,
        title=text_at(core, f"{_DC}title"),
        author=text_at(core, f"{_DC}creator"),
        made=text_at(core, f"{_TERMS}created"),
        language=text_at(core, f"{_DC}language"),
    )


class _Style:
    """What the style of a paragraph says: its level as a heading, its list, and whether it is bold or italic."""

    def __init__(self, element: "_Element", styles: "dict[str, _Style]") -> None:
        base = styles.get(_value(element, "basedOn"))
        name = _value(element, "name").strip().casefold()
        match = _HEADING.fullmatch(name)
        self.level: int = int(match[1]) if match else 1 if name in _TITLES else base.level if base else 0
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (level := outline.get(f"{_W}val", "")).isdecimal() and int(level) < 6:  # noqa: PLR2004
            self.level = int(level) + 1
        numbered = element.find(f"{_W}pPr/{_W}numPr")
        self.numbering: tuple[str, int] | None = _list_of(numbered) or (base.numbering if base else None)


class _Writer:
    """Writes the text of one document as HTML."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, _Style] = {}
        styles = package.xml("word/styles.xml")
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            self._styles[style.get(f"{_W}styleId", "")] = _Style(style, self._styles)
        self._ordered = _read_numbering(package.xml("word/numbering.xml"))
        links = package.xml(package.main_part().replace("word/", "word/_rels/") + ".rels")
        self._links = {str(one.get("Id")): str(one.get("Target")) for one in links} if links is not None else {}
        self._note_texts = {
            kind: {note.get(f"{_W}id", ""): note for note in root} if root is not None else {}
            for kind in ("footnote", "endnote")
            for root in [package.xml(f"word/{kind}s.xml")]
        }
        self._fields: list[str] = []
        """The addresses of the fields that are open; empty for a field that is no link."""
        self._counts: dict[str, dict[int, int]] = {}
        self.notes: list[str] = []

    def blocks(self, parent: "_Element") -> str:
        """Return the paragraphs and tables in an element."""
        blocks = Blocks()
        for element in _elements(parent):
            if element.tag == f"{_W}p":
                self._add_paragraph(element, blocks)
            elif element.tag == f"{_W}tbl":
                blocks.add(self._table(element))
        return blocks.html()

    def _add_paragraph(self, paragraph: "_Element", blocks: Blocks) -> None:
        content = self._inline(paragraph)
        boxes = [self.blocks(box) for box in paragraph.iter(f"{_W}txbxContent") if not _is_fallback(box)]
        properties = paragraph.find(f"{_W}pPr")
        style = self._styles.get(_value(properties, "pStyle"))
        numbering = _list_of(properties.find(f"{_W}numPr")) if properties is not None else None
        numbering = numbering or (style.numbering if style else None)
        level = style.level if style else 0
        if content.strip() and level:
            blocks.add(f"<h{min(level, 6)}>{content}</h{min(level, 6)}>")
        elif content.strip() and numbering and numbering[0] in self._ordered:
            ordered = self._ordered[numbering[0]].get(numbering[1], False)
            blocks.add_item(content, numbering[1], ordered=ordered, number=self._next_number(*numbering))
        elif content.strip():
            blocks.add(f"<p>{content}</p>")
        for box in filter(None, boxes):
            blocks.add(box)

    def _next_number(self, numbering: str, level: int) -> int:
        """Return the number of an item: a list goes on after a paragraph, and begins again below another item."""
        counts = self._counts.setdefault(numbering, {})
        counts[level] = counts.get(level, 0) + 1
        self._counts[numbering] = {other: count for other, count in counts.items() if other <= level}
        return counts[level]

    def _inline(self, parent: "_Element") -> str:
        parts: list[str] = []
        for element in parent:
            if element.tag in _SKIPPED or not isinstance(element.tag, str):
                continue
            if element.tag == f"{_W}r":
                parts.append(self._run(element))
            elif element.tag == f"{_W}hyperlink":
                url = self._links.get(element.get(f"{_R}id", ""), "")
                parts.append(document.link(self._inline(element), url))
            elif element.tag == f"{_W}fldSimple":
                match = _HYPERLINK.match(element.get(f"{_W}instr", ""))
                parts.append(document.link(self._inline(element), match[1] if match else ""))
            elif element.tag == f"{_MC}AlternateContent":
                continue
            else:
                parts.append(self._inline(element))
        return "".join(parts)

    def _run(self, run: "_Element") -> str:
        text = ""
        for element in run:
            name = str(element.tag).removeprefix(_W)
            if name == "t":
                text += document.escape(element.text or "")
            elif name in {"br", "cr"}:
                text += "<br>"
            elif name in {"tab", "ptab"}:
                text += " "
            elif name == "noBreakHyphen":
                text += "\u2011"
            elif name in {"footnoteReference", "endnoteReference"}:
                text += self._note(name.removesuffix("Reference"), element.get(f"{_W}id", ""))
            elif name in {"fldChar", "instrText"}:
                self._follow_field(name, element)
        properties = run.find(f"{_W}rPr")
        raised = {"superscript": "sup", "subscript": "sub"}.get(_value(properties, "vertAlign"), "")
        if _is_on(properties, "vanish"):
            return ""
        content = document.styled(
            text,
            bold=_is_on(properties, "b"),
            italic=_is_on(properties, "i"),
            strike=_is_on(properties, "strike"),
            raised=raised if "\ue0f0" not in text else "",
        )
        return document.link(content, next(filter(None, reversed(self._fields)), ""))

    def _follow_field(self, name: str, element: "_Element") -> None:
        """Follow a field, which may be a link: its instruction comes in runs of its own, before its text."""
        if name == "instrText":
            if self._fields and (match := _HYPERLINK.match(element.text or "")):
                self._fields[-1] = match[1]
        elif element.get(f"{_W}fldCharType") == "begin":
            self._fields.append("")
        elif element.get(f"{_W}fldCharType") == "end" and self._fields:
            self._fields.pop()

    def _note(self, kind: str, number: str) -> str:
        note = self._note_texts[kind].pop(number, None)
        if note is None:
            return ""
        self.notes.append("")
        place = len(self.notes)
        self.notes[place - 1] = self.blocks(note)
        return document.note_mark(place)

    def _table(self, table: "_Element") -> str:
        rows = []
        for row in _elements(table, f"{_W}tr"):
            cells = []
            for cell in _elements(row, f"{_W}tc"):
                span = _value(cell.find(f"{_W}tcPr"), "gridSpan")
                cells += [self.blocks(cell), *[""] * (min(int(span), 40) - 1 if span.isdecimal() else 0)]
            rows.append(cells)
        if len(rows) == 1 or max(map(len, rows), default=0) == 1:  # it only places its texts
            return "".join(cell for row in rows for cell in row)
        return document.table(rows)


def _elements(parent: "_Element", tag: str = "") -> "Iterator[_Element]":
    """Yield the elements in a parent, those in content controls and insertions too."""
    for element in parent:
        if element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}:
            yield from _elements(element, tag)
        elif isinstance(element.tag, str) and tag in {"", element.tag}:
            yield element


def _is_fallback(element: "_Element") -> bool:
    return any(parent.tag in {f"{_MC}Fallback", f"{_W}txbxContent"} for parent in element.iterancestors())


def _value(parent: "_Element | None", name: str) -> str:
    """Return the value of a property; empty if it is not there."""
    element = parent.find(f"{_W}{name}") if parent is not None else None
    return element.get(f"{_W}val", "") if element is not None else ""


def _is_on(properties: "_Element | None", name: str) -> bool:
    element = properties.find(f"{_W}{name}") if properties is not None else None
    return element is not None and element.get(f"{_W}val", "1") not in _OFF


def _list_of(numbering: "_Element | None") -> tuple[str, int] | None:
    """Return the number and the level of the list of a paragraph; None if it is in none."""
    number, level = _value(numbering, "numId"), _value(numbering, "ilvl")
    return (number, int(level) if level.isdecimal() else 0) if number not in {"", "0"} else None


def _read_numbering(root: "_Element | None") -> dict[str, dict[int, bool]]:
    """Return for each list, by its number, which of its levels are numbered; the others have bullets."""
    if root is None:
        return {}
    kinds: dict[str, dict[int, bool]] = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        levels = {level.get(f"{_W}ilvl", "0"): _value(level, "numFmt") for level in abstract.iter(f"{_W}lvl")}
        kinds[abstract.get(f"{_W}abstractNumId", "")] = {
            int(level): kind not in {"bullet", "none"} for level, kind in levels.items() if level.isdecimal()
        }
    return {one.get(f"{_W}numId", ""): kinds.get(_value(one, "abstractNumId"), {}) for one in root.iter(f"{_W}num")}
