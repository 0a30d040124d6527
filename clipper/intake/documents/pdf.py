"""PDF: the lines of the pages as PDFium finds them; what belongs together is decided in `pdf_layout`."""

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clipper.errors import RefusedError
from clipper.intake import pdf_layout
from clipper.intake.document import Document
from clipper.intake.pdf_layout import Line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MAX_PAGES = 400
_MIN_LETTERS = 20
_MOST_UNKNOWN = 0.3
_MOST_DOUBTFUL = 0.5
"""The parts of the characters that may have no code: a font that was cut down can lack the table of its letters."""
_BOLD = 600
_LINE_BREAKS = frozenset("\r\n")
_HYPHEN = "\x02"
"""What PDFium writes for a hyphen at the end of a line."""
_DAY = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


def recognises(raw: bytes) -> bool:
    """Tell whether it begins as a PDF does; some have a few bytes before."""
    return b"%PDF-" in raw[:1024] and not raw[:1].isalpha()


def read(raw: bytes) -> Document:
    """Read a document; raise RefusedError with the reason if it has no text or is locked."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            hint = "Open it with the password, and save or print it without one."
            raise RefusedError("it is locked with a password", hint=hint) from error
        raise RefusedError("it is a damaged PDF, or none") from error
    if len(pdf) > _MAX_PAGES:
        raise RefusedError(f"it has {len(pdf)} pages, more than {_MAX_PAGES}", hint="Save the pages that you want.")
    pages, notice = _read_pages(pdf)
    properties = pdf.get_metadata_dict()
    article = pdf_layout.lay_out(pages)
    day = _DAY.match(properties.get("CreationDate", ""))
    return Document(
        article,
        title=properties.get("Title", ""),
        author=properties.get("Author", ""),
        made="-".join(filter(None, day.groups())) if day else "",
        notices=(notice,) if notice else (),
    )


def _read_pages(pdf: "PdfDocument") -> tuple[list[pdf_layout.Page], str]:
    """Return the pages, and a notice if their letters may be wrong; raise RefusedError if there is no text."""
    import pypdfium2.raw as pdfium

    pages = []
    letters = doubtful = unknown = 0
    for page in pdf:
        text_page = page.get_textpage()
        count = text_page.count_chars()
        text = _characters(text_page, count)
        letters += count
        doubtful += sum(pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1 for index in range(count))
        unknown += sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in text)
        width, height = page.get_size()
        pages.append(pdf_layout.Page(width, height, list(_read_lines(text_page, text))))
        text_page.close()
        page.close()
    if letters < _MIN_LETTERS * len(pages):
        amount = "hardly any" if letters else "no"
        hint = "Have the text recognised first, as with `ocrmypdf IN OUT`, or type it."
        raise RefusedError(f"it holds {amount} text: its pages are pictures, as a scanner makes them", hint=hint)
    if unknown > letters * _MOST_UNKNOWN:
        hint = "Have the text recognised, as with `ocrmypdf --force-ocr IN OUT`, or type it."
        raise RefusedError("its letters have no codes, only shapes", hint=hint)
    is_doubtful = doubtful > letters * _MOST_DOUBTFUL
    return pages, "it does not say which letters its shapes are: compare the text" if is_doubtful else ""


def _read_lines(text_page: "PdfTextPage", text: list[str]) -> Iterator[Line]:
    """Yield the lines of a page in the order of the file."""
    import pypdfium2.raw as pdfium

    count = len(text)
    box = [ctypes.c_double() for _ in range(4)]
    begin = 0
    while begin < count:
        end = begin
        while end < count and text[end] not in _LINE_BREAKS and (end == begin or text[end - 1] != _HYPHEN):
            end += 1
        boxes, sizes, weights = [], [], []
        for index in range(begin, end):
            if not text[index].isspace() and pdfium.FPDFText_GetCharBox(text_page, index, *box):
                boxes.append(tuple(edge.value for edge in box))  # left, right, bottom, top
                sizes.append(pdfium.FPDFText_GetFontSize(text_page, index))
                weights.append(pdfium.FPDFText_GetFontWeight(text_page, index))
        if boxes:
            left, bottom = min(one[0] for one in boxes), min(one[2] for one in boxes)
            right, top = max(one[1] for one in boxes), max(one[3] for one in boxes)
            is_bold = sum(weight >= _BOLD for weight in weights) > len(weights) / 2
            content = "".join(text[begin:end])
            yield Line(content.replace(_HYPHEN, ""), left, right, bottom, top, max(sizes), is_bold, _HYPHEN in content)
        begin = max(end, begin + 1)


def _characters(text_page: "PdfTextPage", count: int) -> list[str]:
    import pypdfium2.raw as pdfium

    codes = [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    return [chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes]  # noqa: PLR2004
