"""What Word gets: read back by python-docx, and held to the order in which Word wants it."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import example, given, settings

from clipper.output.review.word.writer import Layout, Writer
from tests.effort import examples
from tests.output import hostile
from tests.output.exporters.samples import MARKUP
from tests.output.review.samples import digest_clip, sample_issue, written
from tests.output.review.test_forms import LINES, TEXTS, hostile_clip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OUR_TAGS = {
    *(
        "document",
        "body",
        "sectPr",
        "footerReference",
        "pgSz",
        "pgMar",
        "titlePg",
        "p",
        "pPr",
        "r",
        "rPr",
        "t",
        "br",
        "hyperlink",
    ),
    *("bookmarkStart", "bookmarkEnd", "pStyle", "keepNext", "numPr", "ilvl", "numId", "bidi", "ind", "jc"),
    *("rStyle", "b", "bCs", "i", "iCs", "strike", "rtl", "lang"),
    *("tbl", "tblPr", "tblStyle", "tblW", "tblLayout", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader"),
    *("tc", "tcPr", "tcW"),
}
"""All that a document may have: no field, no macro, no object, no picture."""
ORDER = {
    name: order.split()
    for name, order in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind jc outlineLvl",
        "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u rtl lang",
        "style": "name basedOn next qFormat pPr rPr tblPr",
        "tblPr": "tblStyle tblW tblBorders tblLayout tblCellMar",
        "lvl": "start numFmt lvlText lvlJc pPr",
    }.items()
}
"""The order of the schema; Word offers to repair a file with another one."""


def members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def document(raw: bytes) -> ET.Element:
    return parsed(members(raw)["word/document.xml"])


def parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - our own


def test_another_program_reads_headings_lists_tables_and_links() -> None:
    read = Document(io.BytesIO(written("docx", sample_issue())))
    shown = [(one.style.name, one.text) for one in read.paragraphs if one.style and one.text]
    assert shown[:3] == [
        ("Title", "Press review, 27 November 2026"),
        ("Subtitle", "Harbour strike"),
        ("About", "21 November 2026 – 22 November 2026 · 4 clips · 6 outlets · 2 reprints"),
    ]
    for expected in (
        ("Heading 1", "World"),
        ("Heading 2", "1  Harbour strike ends after nine days"),
        ("About", "Daily Example · 21 November 2026 · Jane Doe · p. A5"),
        ("Comment", "Leads on our statement."),
        ("Heading 3", "What came of it"),
        ("Quote", "“We won”, they said."),
        ("List Paragraph", "first"),
        ("Code Block", "code"),
        ("About", "Radio Nine, undated (reprint of 1)"),
    ):
        assert expected in shown
    figures, ports = ([[cell.text for cell in row.cells] for row in table.rows] for table in read.tables)
    assert figures[:2] == [["Outlet", "Clips", "Reprints"], ["Daily Example", "1", "–"]]
    assert ports == [["port", "ships"], ["Rotterdam", "12"]]
    links = {one.target_ref for one in read.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.HYPERLINK}
    assert {"https://e.example/1", "https://e.example/more?a=1&b=2", "https://p.example/1"} <= links
    assert read.core_properties.title == "Press review, 27 November 2026: Harbour strike"


def test_every_page_but_the_first_has_the_title_and_its_number_below() -> None:
    document = Document(io.BytesIO(written("docx", sample_issue(title="Ports & <b>harbours</b>"))))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_footer.paragraphs[0].text
    line = section.footer.paragraphs[0]
    assert line.text.startswith("Ports & <b>harbours</b>: Harbour strike\t")
    assert [field.get(f"{W}instr") for field in line._p.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_every_entry_of_the_contents_leads_to_its_clip() -> None:
    root = document(written("docx", sample_issue()))
    marks = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    anchors = {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} - {None}
    assert marks == ["s1", "c1", "c2", "s2", "c3", "c4"]
    assert anchors == {*marks}


def test_a_text_from_right_to_left_is_marked_with_its_language() -> None:
    root = document(written("docx", sample_issue()))
    (heading,) = [
        one
        for one in root.iter(f"{W}p")
        if "".join(one.itertext()).endswith("انتهاء إضراب الميناء") and one.find(f".//{W}bookmarkStart") is not None
    ]
    assert heading.find(f"{W}pPr/{W}bidi") is not None
    assert heading.find(f".//{W}rPr/{W}rtl") is not None
    language = heading.find(f".//{W}rPr/{W}lang")
    assert language is not None
    assert language.attrib == {f"{W}bidi": "ar"}
    japanese = [one for one in root.iter(f"{W}lang") if one.get(f"{W}eastAsia") == "ja"]
    assert japanese


def test_numbered_lists_begin_with_their_own_numbers() -> None:
    clip = digest_clip(text="3. c\n4. d\n\ntext\n\n1. a\n   - deep\n\n     more\n", beginning="", extent="full")
    raw = written("docx", sample_issue([clip]))
    numbers = [
        (one.find(f"{W}numId").get(f"{W}val"), one.find(f"{W}ilvl").get(f"{W}val"))  # type: ignore[union-attr]
        for one in document(raw).iter(f"{W}numPr")
    ]
    assert numbers == [("2", "0"), ("2", "0"), ("3", "0"), ("1", "1")]
    starts = parsed(members(raw)["word/numbering.xml"]).findall(f"{W}num")
    overrides = [one.find(f"{W}lvlOverride/{W}startOverride") for one in starts]
    assert [None if one is None else one.get(f"{W}val") for one in overrides] == [None, "3", "1"]


@settings(max_examples=examples(40))
@given(line=LINES, body=TEXTS)
@example(line=" ".join(MARKUP), body="\n\n".join(MARKUP))
def test_a_hostile_clip_is_letters(line: str, body: str) -> None:
    issue = sample_issue([hostile_clip(line, body)], title=line, subtitle=line, summary=body)
    raw = written("docx", issue)
    assert raw == written("docx", issue)
    parts = {name: parsed(content) for name, content in members(raw).items()}
    root = parts["word/document.xml"]
    assert {one.tag for one in root.iter()} <= {f"{W}{name}" for name in OUR_TAGS}
    assert hostile.leaks(" ".join("".join(root.itertext()).split())) == []
    for relation in parts["word/_rels/document.xml.rels"]:
        external = relation.get("TargetMode") == "External"
        assert re.match(r"https?://", relation.get("Target", "")) if external else relation.get("Target") in PARTS
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        for element in parts[name].iter():
            check_order(element)


PARTS = {"styles.xml", "numbering.xml", "settings.xml", "footer.xml"}


def check_order(element: ET.Element) -> None:
    wanted = ORDER.get(element.tag.removeprefix(W))
    if wanted:
        places = [wanted.index(child.tag.removeprefix(W)) for child in element]
        assert places == sorted(places), [child.tag for child in element]
        assert len(places) == len({*places})


def test_the_properties_of_a_paragraph_are_in_the_order_of_the_schema() -> None:
    layout = Layout("Cell", is_rtl=True, depth=2, is_at_end=True, keeps_next=True).properties()
    assert re.findall(r"w:(\w+)", re.sub(r" [^>]*", "", layout)) == ["pStyle", "keepNext", "bidi", "ind", "jc"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://user:x@e.example/", ""])
def test_only_the_web_is_linked_to(address: str) -> None:
    writer = Writer()
    assert "hyperlink" not in writer.link(address, "words").lower()
    assert writer.links == {}
