"""What LibreOffice writes: headings, lists, tables, links and notes."""

import pytest

from clipper.errors import UnreadableError
from clipper.intake.document import to_markdown
from clipper.intake.documents import odt
from tests.intake.documents import samples

STYLES = """
<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:parent-style-name="T1"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="Title"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>
<text:list-level-style-bullet text:level="2"/></text:list-style>
"""


def text(body: str) -> str:
    return to_markdown(odt.read(samples.odt(body, styles=STYLES)))


def test_headings_and_the_title_have_their_levels() -> None:
    body = '<text:p text:style-name="P1">Title</text:p><text:h text:outline-level="2">Two</text:h><text:p>Text</text:p>'
    assert text(body) == "# Title\n\n## Two\n\nText\n"


def test_spans_have_the_styles_of_their_styles() -> None:
    body = '<text:p>A <text:span text:style-name="T1">bold</text:span> and '
    body += '<text:span text:style-name="T2">both</text:span>'
    body += '<text:s text:c="3"/>word<text:line-break/>line<text:tab/>tab</text:p>'
    assert text(body) == "A **bold** and ***both*** word\\\nline tab\n"


def test_lists_are_nested_and_numbered() -> None:
    inner = "<text:list><text:list-item><text:p>in it</text:p></text:list-item></text:list>"
    items = f"<text:list-item><text:p>one</text:p>{inner}</text:list-item>"
    items += "<text:list-item><text:p>two</text:p></text:list-item>"
    assert text(f'<text:list text:style-name="L1">{items}</text:list>') == "1. one\n   - in it\n2. two\n"


def test_links_tables_and_notes() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation>"
    note += "<text:note-body><text:p>Note.</text:p></text:note-body></text:note>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    table = row.format(cell.format("a") + cell.format("b")) + row.format(
        cell.format("c") + "<table:covered-table-cell/>"
    )
    body = f'<text:p><text:a xlink:href="https://e.com/">link</text:a>{note}</text:p><table:table>{table}</table:table>'
    assert text(body) == "[link](https://e.com/)[^1]\n\n| a | b |\n| --- | --- |\n| c |  |\n\n[^1]: Note.\n"


def test_what_was_deleted_and_comments_are_no_text_and_boxes_are() -> None:
    body = "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
    body += "<text:p>new<office:annotation><text:p>a comment</text:p></office:annotation></text:p>"
    box = "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
    body += f"<text:section><text:p>{box}</text:p></text:section>"
    assert text(body) == "new\n\nbox\n"


def test_the_properties_are_those_of_the_file() -> None:
    meta = "<dc:title>Budget</dc:title><meta:initial-creator>Jane Doe</meta:initial-creator>"
    meta += "<meta:creation-date>2024-05-01T08:00:00.5</meta:creation-date><dc:language>en-GB</dc:language>"
    document = odt.read(samples.odt("<text:p>x</text:p>", meta=meta))
    assert (document.title, document.author, document.language) == ("Budget", "Jane Doe", "en-GB")
    assert document.made == "2024-05-01T08:00:00.5"


def test_a_document_without_a_text_is_refused() -> None:
    raw = samples.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "meta.xml": "<x/>"})
    assert odt.recognises(raw)
    with pytest.raises(UnreadableError, match="it has no text"):
        odt.read(raw)


def test_a_packed_mimetype_and_another_kind() -> None:
    assert odt.recognises(samples.zipped({"a": "", "content.xml": "", "META-INF/manifest.xml": ""}))
    assert not odt.recognises(samples.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
    assert not odt.recognises(samples.zipped({"a": ""}))
    assert not odt.recognises(b"text")
