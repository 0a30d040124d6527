"""The text of a PDF: headings, paragraphs and columns; no headers, footers and page numbers, no broken words."""

import pytest

from clipper.errors import RefusedError
from clipper.intake.document import to_markdown
from clipper.intake.documents import pdf
from tests.intake.documents import samples

Line = tuple[float, float, float, str]


def column(left: float, top: float, *lines: str) -> list[Line]:
    return [(left, top - 12 * number, 10, line) for number, line in enumerate(lines)]


def text(*pages: list[Line]) -> str:
    return to_markdown(pdf.read(samples.pdf(pages)))


FIRST = ("The council voted on Monday after a de-", "bate of nine hours, and the mayor went home", "without a word.")
SECOND = ("Nobody in the hall had read the whole of it,", "she said later.")


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    headline = (50, 720, 24, "Budget passed at midnight")
    page = [headline, *column(50, 680, *FIRST), *column(50, 624, *SECOND)]
    assert text(page) == (
        "# Budget passed at midnight\n\nThe council voted on Monday after a debate of nine hours, and the mayor went "
        "home without a word.\n\nNobody in the hall had read the whole of it, she said later.\n"
    )


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left = column(50, 680, "The ferry was late again on Tuesday, as it", "had been on each day of the week that the")
    right = column(320, 680, "harbour was under repair, and those who", "waited for it on the pier had to stand in")
    following = column(50, 680, "the rain.")
    assert text(left + right, following) == (
        "The ferry was late again on Tuesday, as it had been on each day of the week that the harbour was under "
        "repair, and those who waited for it on the pier had to stand in the rain.\n"
    )


def test_headers_footers_and_page_numbers_go() -> None:
    pages = [
        [(50, 770, 9, f"The Courier, {number} May 2024"), *column(50, 680, *FIRST), (290, 30, 9, f"- {number} -")]
        for number in (1, 2)
    ]
    assert "Courier" not in text(*pages)
    assert "- 1 -" not in text(*pages)
    assert text(*pages).count("The council voted") == 2
    assert "The Courier" in text(pages[0])  # on one page it may be the only place that names the outlet


def test_items_are_a_list() -> None:
    points = column(50, 680, "\u2022 one of the points of the day", "\u2022 two")
    assert text(points) == "- one of the points of the day\n- two\n"


def test_the_properties_are_those_of_the_file() -> None:
    info = "/Title (Budget passed) /Author (Jane Doe) /CreationDate (D:20240501093000+02'00')"
    document = pdf.read(samples.pdf([column(50, 680, *FIRST)], info=info))
    assert (document.title, document.author, document.made) == ("Budget passed", "Jane Doe", "2024-05-01")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (samples.pdf([[]]), "it holds no text: its pages are pictures"),
        (samples.pdf([column(50, 30, "1")]), "it holds hardly any text: its pages are pictures"),
        (b"%PDF-1.7 and no more", "it is a damaged PDF, or none"),
        (samples.pdf([[]] * 401), "it has 401 pages, more than 400"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    assert pdf.recognises(raw)
    with pytest.raises(RefusedError, match=reason) as refused:
        pdf.read(raw)
    assert refused.value.hint or "damaged" in reason


def test_a_locked_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2

    def locked(_: bytes) -> None:
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", locked)
    with pytest.raises(RefusedError, match="it is locked with a password"):
        pdf.read(b"%PDF-1.7")
