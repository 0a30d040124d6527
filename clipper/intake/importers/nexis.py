"""Nexis: downloads of documents as text, HTML or Word, as LexisNexis Academic and Nexis Uni write them.

All three are read as paragraphs, in which the order and the labels say what is what.
"""

import re
from collections.abc import Iterator, Sequence

from clipper.errors import UnreadableError
from clipper.intake.exports import Export, ExportRow, UnreadableRow
from clipper.intake.exports.html_lines import paragraphs, parse
from clipper.intake.exports.nexis_documents import is_rights, split
from clipper.intake.exports.press import MAX_SIZE, Piece, read_download, read_pieces, to_row
from clipper.intake.exports.text_lines import TextLine, read_lines

_TEXTS = (".txt",)
_PAGES = (".html", ".htm")
_DOCUMENTS = (".docx",)
_COUNT = r"\d{1,6} (?:of|von|de|di|sur|av|van) \d{1,6} (?:documents?|dokumenten?|documentos?|documenti|documenten)"
_COUNTED = re.compile(rf"(?im)^[ \t>]*+{_COUNT}[ \t\r]*$")
_COUNTED_IN_HTML = re.compile(rf"(?i)<DOCFULL>|>{_COUNT}<")
_MAIN_PART = "word/document.xml"
_IN_WORD = re.compile(r"(?s)\bJob Number\b.{0,3000}\bDocuments?\s*\(|\bEnd of Document\b|\d{1,6} of \d{1,6} DOCUMENTS")
_XML_TAG = re.compile(r"<[^<>]*>")
_HEAD = 400_000
_MAX_LINES = 100_000
"""Lines of one document."""


def recognises(export: Export) -> bool:
    """Tell whether a file in it is a download of Nexis: documents that it counts, or its list of them."""
    return bool(_texts(export) or _pages(export) or _words(export))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every document."""
    pages, words = _pages(export), _words(export)
    for member in [*pages, *words]:
        raw = _whole(export) if member == _MAIN_PART else read_download(export, member)
        yield from read_pieces(export, member, raw, _from_html if member in pages else _from_word)
    for member in _texts(export) or (() if pages or words else export.members_ending(*_TEXTS)):
        yield from _from_text(export, member)


def _texts(export: Export) -> list[str]:
    return [member for member in export.members_ending(*_TEXTS) if _COUNTED.search(export.head(member))]


def _pages(export: Export) -> list[str]:
    heads = ((member, export.head(member)) for member in export.members_ending(*_PAGES))
    return [member for member, head in heads if "<" in head and _COUNTED_IN_HTML.search(head)]


def _words(export: Export) -> list[str]:
    """Return the Word documents with documents of Nexis; a file by itself is a zip whose main part is named."""
    if _MAIN_PART in export.members:
        try:
            beginning = _XML_TAG.sub(" ", export.read_bytes(_MAIN_PART)[:_HEAD].decode("utf-8", "replace"))
        except UnreadableError:
            return []
        return [_MAIN_PART] if _IN_WORD.search(beginning) else []
    return [member for member in export.members_ending(*_DOCUMENTS) if member.lower().endswith(_DOCUMENTS)]


def _whole(export: Export) -> bytes | UnreadableRow:
    """Return the bytes of a Word document that is the export itself."""
    with export.path.open("rb") as file:
        raw = file.read(MAX_SIZE + 1)
    return raw if len(raw) <= MAX_SIZE else UnreadableRow(export.name, "it is too large for a download of Nexis")


def _from_text(export: Export, member: str) -> Iterator[ExportRow]:
    """Yield the documents of a text, of which only the current one is in memory."""
    place = export.place(member)
    lines: list[str] = []
    number = 0
    for line in read_lines(export, member):
        if not isinstance(line, TextLine):
            yield line
            continue
        if _COUNTED.fullmatch(line.words):
            for piece in split(_join_lines(lines)):
                number += 1
                yield to_row(f"{place}, piece {number}", piece)
            lines = []
        if len(lines) < _MAX_LINES:
            lines.append(line.words)
    for piece in split(_join_lines(lines)):
        number += 1
        yield to_row(f"{place}, piece {number}", piece)


def _join_lines(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of a text whose lines are wrapped.

    A line that is indented a little begins a paragraph too; a centred copyright is one by itself, as the count is.
    """
    found: list[list[str]] = [[]]
    for line in lines:
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        is_alone = _COUNTED.fullmatch(line) is not None or (indent > _MAX_INDENT and is_rights(words))
        if not words or is_alone or (_MIN_INDENT <= indent <= _MAX_INDENT and found[-1]):
            found.append([])
        if words:
            found[-1].append(words)
        if is_alone:
            found.append([])
    return [" ".join(paragraph) for paragraph in found if paragraph]


_MIN_INDENT, _MAX_INDENT = 2, 8


def _from_html(raw: bytes) -> list[Piece]:
    tree = parse(raw)
    return split(paragraphs(tree)) if tree is not None else []


def _from_word(raw: bytes) -> list[Piece]:
    from clipper.intake.documents import docx

    return _from_html(f"<body>{docx.read(raw).html}</body>".encode("utf-8", "replace"))
