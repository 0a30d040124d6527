"""A document becomes a clip: the text states its fields, the properties of the file the rest."""

import pytest

from clipper.errors import ClipperError, RefusedError
from clipper.intake import document_reading, page
from clipper.intake.documents import docx, recognise
from clipper.intake.overrides import Overrides
from clipper.model.candidate import Candidate
from tests.conftest import NOW
from tests.intake.documents import samples
from tests.intake.documents.test_docx import STYLES, paragraph

RELEASE = "".join(
    map(
        paragraph,
        (
            "FOR IMMEDIATE RELEASE",
            "May 14, 2024",
            "Harbour opens its new pier",
            "HAMBURG, May 14, 2024 -- The harbour opened its new pier on Tuesday, two years later than planned.",
            "“We waited long for this day, and it was worth it,” the mayor said to the crowd.",
        ),
    )
)
CORE = (
    "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dcterms:created>2024-06-01T08:00:00Z</dcterms:created>"
    "<dc:language>en-GB</dc:language>"
)


def read(body: str, *, title: str = "", author: str = "", **overrides: str) -> Candidate:
    raw = samples.docx(body, core=CORE.format(title, author), styles=STYLES)
    return document_reading.read_document(raw, Overrides(**overrides), clipped=NOW.isoformat())  # type: ignore[arg-type]


def test_a_press_release_states_its_fields_in_its_text_and_loses_nothing_of_it() -> None:
    candidate = read(RELEASE, title="Microsoft Word - pier.docx", author="Jane Doe")
    clip = candidate.clip
    assert (clip.title, clip.date, clip.language) == ("Harbour opens its new pier", "2024-05-14", "en-GB")
    assert clip.author == ("Jane Doe",)
    assert clip.body.startswith("FOR IMMEDIATE RELEASE\n\nMay 14, 2024\n\nHarbour opens")
    assert not candidate.notices


def test_without_a_day_in_the_text_that_of_the_file_is_only_likely() -> None:
    candidate = read(paragraph("A text about the harbour, and about its pier and the ferry, without a day."))
    assert candidate.clip.date == ""
    assert [(entry.field, entry.value) for entry in candidate.likely] == [("date", "2024-06-01")]
    given = read(paragraph("A text about the harbour, without a day."), date="2024-06-02", source="Mine")
    assert (given.clip.date, given.clip.source, given.likely) == ("2024-06-02", "Mine", ())


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        (paragraph("The heading", "Title") + paragraph("Text."), "Another title", "The heading"),
        (paragraph("The first sentence of a text. And one more."), "Harbour opens", "Harbour opens"),
        (paragraph("The first sentence of a text. And one more."), "Document1", "The first sentence of a text."),
        (paragraph("The first sentence of a text. And one more."), "pier_final.docx", "The first sentence of a text."),
    ],
)
def test_the_title_is_the_heading_before_the_property(body: str, title: str, expected: str) -> None:
    assert read(body, title=title).clip.title == expected


def test_the_author_and_the_day_of_a_template_are_not_taken() -> None:
    candidate = read(paragraph("A text about the harbour, without a day."), author="python-docx")
    assert (candidate.clip.author, candidate.likely) == ((), ())


def test_a_download_of_several_documents_is_no_clip() -> None:
    with pytest.raises(RefusedError, match="it holds several documents of Nexis") as refused:
        read("".join(map(paragraph, ("Job Number: 00000001", "Documents (10)", "1. Harbour opens", "2. Pier opens"))))
    assert "clipper import FILE" in refused.value.hint


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(ClipperError, match="there is no text in it"):
        read("")


def test_a_reader_that_fails_or_takes_too_much_harms_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(docx, "read", fail)
    with pytest.raises(RefusedError, match=r"it is damaged, or not read as a document \(DOCX\)"):
        read("")

    def overrun(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(docx, "read", overrun)
    with pytest.raises(RefusedError, match="it takes too much time or memory to be read"):
        read("")


@pytest.mark.parametrize(
    ("missing", "raw", "extra"), [("pypdfium2", b"%PDF-1.7", "pdf-in"), ("lxml", b"{\\rtf1 x}", "web")]
)
def test_without_the_extra_the_error_says_what_to_install(
    missing: str, raw: bytes, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "is_installed", lambda library: library != missing)
    with pytest.raises(RefusedError, match="what reads it is not installed") as refused:
        document_reading.read_document(raw, Overrides(), clipped=NOW.isoformat())
    assert f"[{extra}]" in refused.value.hint


def test_each_format_is_recognised_by_its_content() -> None:
    samples_by_name = {
        "DOCX": samples.docx(""),
        "ODT": samples.odt(""),
        "RTF": b"{\\rtf1 x}",
        "PDF": samples.pdf([]),
        "": samples.zipped({"a": "word/document"}),
    }
    assert {name: recognise(raw) for name, raw in samples_by_name.items()} == {name: name for name in samples_by_name}
