"""What Word writes: headings, lists, tables, links and notes."""

import io
import zipfile

import pytest

from clipper.errors import UnreadableError
from clipper.intake.document import to_markdown
from clipper.intake.documents import docx
from tests.intake.documents import samples

STYLES = """
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Derived"><w:name w:val="My heading"/><w:basedOn w:val="H2"/></w:style>
<w:style w:styleId="Outlined"><w:name w:val="Section"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Bullets"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", numbering: tuple[int, int] | None = None) -> str:
    number = (
        f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>' if numbering else ""
    )
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{number}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def text(body: str, **parts: str) -> str:
    return to_markdown(docx.read(samples.docx(body, **parts)))


def test_styles_become_headings_by_their_names_their_bases_and_their_outline() -> None:
    body = "".join(paragraph(style, style) for style in ("Title", "H2", "Derived", "Outlined", "Unknown"))
    assert text(body, styles=STYLES) == "# Title\n\n## H2\n\n## Derived\n\n### Outlined\n\nUnknown\n"


def test_runs_keep_their_styles_and_a_word_that_is_divided_among_them_is_one() -> None:
    body = paragraph(run("Bud", "<w:b/>") + run("get", "<w:b/>") + run(" and ") + run("ferry", "<w:i/>") + run("."))
    body += paragraph(
        run("no", '<w:b w:val="0"/>') + run(" hidden", "<w:vanish/>") + run("2", '<w:vertAlign w:val="superscript"/>')
    )
    assert text(body) == "**Budget** and *ferry*.\n\nno²\n"


def test_lists_are_nested_and_numbered_as_their_definitions_say() -> None:
    body = "".join(paragraph(f"b{level}", numbering=(1, level)) for level in (0, 1, 1, 0))
    body += paragraph("by its style", "Bullets") + paragraph("one", numbering=(2, 0)) + paragraph("between")
    body += paragraph("two", numbering=(2, 0))
    assert text(body, styles=STYLES, numbering=NUMBERING) == (
        "- b0\n  1. b1\n  2. b1\n- b0\n- by its style\n\n1. one\n\nbetween\n\n2. two\n"
    )


def test_links_are_read_from_relations_and_from_fields() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    field += '<w:r><w:instrText> HYPERLINK "https://e.com/f" </w:instrText></w:r>'
    field += (
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("field")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(f'<w:hyperlink r:id="r1">{run("the report")}</w:hyperlink>{run(" and ")}{field}{run(".")}')
    body += paragraph(f"<w:fldSimple w:instr=' HYPERLINK \"javascript:x\" '>{run('script')}</w:fldSimple>")
    rels = '<Relationship Id="r1" Target="https://e.com/report"/>'
    assert text(body, rels=rels) == "[the report](https://e.com/report) and [field](https://e.com/f).\n\nscript\n"


def test_tables_and_what_only_places_a_text() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    assert text(table(("Year", "Votes"), ("2024", "9|6"))) == "| Year | Votes |\n| --- | --- |\n| 2024 | 9\\|6 |\n"
    assert text(table(("FOR RELEASE", "Contact"))) == "FOR RELEASE\n\nContact\n"


def test_notes_stand_at_the_end() -> None:
    body = paragraph(run("Nine votes") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" of ten."))
    notes = f'<w:footnote w:id="0">{paragraph("separator")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("By hand.")}</w:footnote>'
    assert text(body, footnotes=notes) == "Nine votes[^1] of ten.\n\n[^1]: By hand.\n"


def test_what_was_inserted_is_text_and_what_was_deleted_is_not() -> None:
    body = paragraph(f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
    body += f"<w:sdt><w:sdtContent>{paragraph('a field of a form')}</w:sdtContent></w:sdt>"
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{paragraph('Contact')}</w:txbxContent></mc:Choice>"
    box += (
        f"<mc:Fallback><w:txbxContent>{paragraph('Contact')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(body + f"<w:p>{box}</w:p>") == "new\n\na field of a form\n\nContact\n"


def test_the_properties_are_those_of_the_file() -> None:
    core = "<dc:title>Budget</dc:title><dc:creator>Jane Doe</dc:creator>"
    core += "<dcterms:created>2024-05-01T08:00:00Z</dcterms:created>"
    document = docx.read(samples.docx(paragraph("x"), core=core))
    assert (document.title, document.author, document.made) == ("Budget", "Jane Doe", "2024-05-01T08:00:00Z")


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><w:document/>', "declares a DTD"),
        ("<x/>".encode("utf-16"), "declares a DTD"),
        (b"<w:document", "is damaged"),
        (b"<document/>", "of a kind that clipper cannot read"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(member: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        docx.read(samples.zipped({"word/document.xml": member}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableError, match="would grow to more than 200 times its size"):
        docx.read(samples.zipped({"word/document.xml": b" " * 9_000_000}))


def test_the_text_may_be_in_a_part_of_another_name() -> None:
    relation = '<Relationship Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/>'
    whole = samples.docx(paragraph("text"))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        members = {name.replace("document.xml", "document2.xml"): packed.read(name) for name in packed.namelist()}
    raw = samples.zipped({**members, "_rels/.rels": f"<Relationships>{relation}</Relationships>"})
    assert docx.recognises(raw)
    assert to_markdown(docx.read(raw)) == "text\n"
