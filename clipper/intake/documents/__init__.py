"""The formats of documents, one module for each: a press release as a word processor writes it, an article as a PDF.

A document is recognised by its content, not by its name. Its module returns what the file states, and the text as HTML;
`document_task` runs it in a subprocess with limits; `document_reading` makes a clip of it, `manuscript` a draft.
"""

from typing import Protocol

from clipper.intake.document import Document
from clipper.intake.documents import docx, odt, pdf, rtf


class Format(Protocol):
    """The interface of each of these modules."""

    def recognises(self, raw: bytes) -> bool:
        """Tell whether bytes are a document of this format, by as little as possible."""

    def read(self, raw: bytes) -> Document:
        """Read a document; raise ClipperError with the reason if it cannot be read."""


FORMATS: dict[str, Format] = {"DOCX": docx, "ODT": odt, "RTF": rtf, "PDF": pdf}
"""The formats by their names, in the order in which they are tried."""


def recognise(raw: bytes) -> str:
    """Return the name of the format of a document; empty if it is of none."""
    return next((name for name, one in FORMATS.items() if one.recognises(raw)), "")
