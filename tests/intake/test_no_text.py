"""What is plainly no text to clip is told apart from every clipping, however odd it looks."""

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.intake import no_text

CSV = "name,year,words\nOne,2001,10\nTwo,2002,20\nThree,2003,30\nFour,2004,40\n"


def zipped(*names: str, first: str = "") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"RIFF\n\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture"),
        (b"\0\0\0\x18ftypmp42", "a recording"),
        (b"ID3\x03\0", "a recording"),
        (b"{\\rtf1\\ansi A text.}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "a web archive of Safari"),
        (b"bplist00\xd1", "a file of a program"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zipped("xl/workbook.xml"), "an Excel file"),
        (zipped("ppt/presentation.xml"), "a PowerPoint file"),
        (zipped("content.xml", first="application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (zipped("a.xhtml", first="application/epub+zip"), "an EPUB book"),
        (zipped("a.csv"), "a zip file"),
    ],
)
def test_a_file_without_a_readable_text_is_named(raw: bytes, content: str) -> None:
    found = no_text.find(raw)
    assert found is not None
    assert found.content == content
    assert found.advice


def test_a_name_tells_a_document_that_nothing_in_it_tells() -> None:
    found = no_text.find_name("Mails/Report.PDF")
    assert found is not None
    assert found.content == "no PDF, though it is named so: it is damaged or not complete"
    assert no_text.find_name("report.docx")
    assert no_text.find_name("letter.odt")
    assert not any(map(no_text.find_name, ("-", "a.txt", "a.md", "pdf", "a.pdf.txt", "notes")))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('{"items": [1, 2]}', "JSON"),
        ('[{"a": 1},\n {"a": 2}]\n', "JSON"),
        ('{"a": 1}\n{"a": 2}\n', "JSON"),
        ('\ufeff{"name": "clipper", "version": 1}', "JSON"),
        ("<?xml version='1.0'?>\n<a><b/></a>\n", "XML"),
        ("<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "a feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "a feed"),
        ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL></DL>", "a list of bookmarks"),
        (CSV, "a table (CSV)"),
        (CSV.replace(",", ";"), "a table (CSV)"),
        (CSV.replace("One", '"One, and ""more"""').replace("\n", "\r\n"), "a table (CSV)"),
        ("[InternetShortcut]\r\nURL=https://e.example/a\r\n", "a shortcut to a page"),
        ("BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", "a card or a calendar"),
    ],
)
def test_a_form_that_is_made_for_programs_is_named(text: str, content: str) -> None:
    found = no_text.find_form(text.encode())
    assert found is not None
    assert found.content == content
    assert found.advice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A text.\n",
        "{sic} The minister said so.\n",
        '{"a": 1} is how the file begins, says the report.\n',
        "[1] The first note.\n[2] The second note]\n",
        "[Applause]",
        "{}",
        '{"title": "A clip with a header in JSON", "date": "2025-05-19"}\n',
        '{\n  "title": "A"\n}\n\nThe text.\n',
        "The table:\n\n" + CSV,
        CSV + "\nSo says the league.\n",
        "date 2025-05-19 [Source: League]\n\n" + CSV,
        CSV.replace(",", "\t"),
        CSV.replace(",", ", "),
        "Faith,hope,love\nThe greatest of these is love.\nSo it is said.\nAnd so on.\nAnd on.\n",
        "name,year,words\nOne,2001,10\n",
        "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n" * 3,
        "Paris, 3 May, Reuters\n\nThe talks, the first in years, begin.\n",
        "<?xml version='1.0'?> is the first line of such a file, and it means nothing.\n",
        "<p>A piece of a page</p>",
        "<b>Bold</b> words\n",
        "From: The Paper\nSubject: Your morning briefing\nDate: 26 November 2026\n\nGood morning.\n",
        "Title: A\nURL: https://e.example/a\n\nText.\n",
        "ID cards for all\n",
        "MM* is no magazine.\n",
        "RIFFRAFF, a memoir\n",
        "PK is a name.\n",
        "BZh1 said nothing.\n",
        "%PD-files\n",
    ],
)
def test_a_clipping_is_a_clipping_however_it_begins(text: str) -> None:
    assert no_text.find(text.encode()) is None
    assert no_text.find_form(text.encode()) is None


@given(st.text(alphabet='ab{}[]",;<>?:\\ \n', max_size=60))
def test_prose_around_it_makes_anything_a_clipping(text: str) -> None:
    clipping = f"The report says:\n\n{text}\n\nSo it says.\n".encode()
    assert no_text.find(clipping) is None
    assert no_text.find_form(clipping) is None


@given(st.recursive(st.integers() | st.text(max_size=5), lambda values: st.lists(values, max_size=3), max_leaves=9))
def test_every_list_in_json_is_json(value: object) -> None:
    found = no_text.find_form(json.dumps([value]).encode())
    assert found is not None
    assert found.content == "JSON"
