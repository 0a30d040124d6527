"""A draft that a person is writing, as paragraphs: plain text, Markdown, HTML or a document."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.intake import no_text
from clipper.intake.decoding import decode
from clipper.intake.inputs import read_file_or_stdin
from clipper.intake.page.saved import is_page
from clipper.model.paragraph import Paragraph
from clipper.text import one_line
from clipper.text.markup import without_markup

if TYPE_CHECKING:
    from clipper.intake.document import Document

MAX_SIZE = 20 << 20
"""The bytes of the largest draft that is read."""

_SAVE_AS = "Save it as text, Markdown or HTML."
_FENCE = re.compile(r" {0,3}(```|~~~)")
_QUOTE_MARK = re.compile(r" {0,3}(?:>[ \t]?)+")
_HEADER_FENCE = re.compile(r"---[ \t]*")
_MOST_HEADER_LINES = 200


def read_manuscript(name: str, folder: Path) -> list[Paragraph]:
    """Return the paragraphs of a draft in a file, its path relative to a folder, or on stdin for `-`.

    The place of a paragraph of a document, such as a DOCX, is its number instead of a line. Raise UnreadableError for
    what is no text, and RefusedError for a file of more than 20 MB or a document that cannot be read.
    """
    shown, raw = read_file_or_stdin(name, folder, MAX_SIZE)
    if len(raw) > MAX_SIZE:
        raise RefusedError(f"{shown} is larger than {MAX_SIZE >> 20} MB", hint="Split it, or save it without pictures.")
    if is_page(raw):
        from clipper.intake.html_paragraphs import html_paragraphs

        return list(html_paragraphs(decode(raw).text))
    if found := no_text.find(raw) or no_text.find_name(name):
        return _read_packed(raw, shown, found.content)
    return list(markdown_paragraphs(decode(raw).text))


def _read_packed(raw: bytes, shown: str, content: str) -> list[Paragraph]:
    """Return the paragraphs of a document; raise UnreadableError for any other file that is no plain text."""
    from clipper.intake import document_task, documents

    if not documents.recognise(raw):
        raise UnreadableError(f"{shown} is {content}", hint=_SAVE_AS)
    try:
        found = document_task.run(raw, _document_paragraphs, hint=_SAVE_AS)
    except ClipperError as error:
        raise error.with_prefix(shown) from error
    return [Paragraph(number, text, is_block_quote) for number, (text, is_block_quote) in enumerate(found, 1)]


def _document_paragraphs(document: "Document") -> list[tuple[str, bool]]:
    """Return the paragraphs of a document that have text, each on one line; this runs in the subprocess."""
    from clipper.intake.document import to_plain_html
    from clipper.intake.html_paragraphs import html_paragraphs

    return [(one_line(found.text), found.is_block_quote) for found in html_paragraphs(to_plain_html(document))]


def markdown_paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a Markdown or plain text; its header and blocks of code are left out."""
    lines: list[str] = []
    first, fence, is_block_quote = 1, "", False
    start, all_lines = _after_header(text.splitlines())
    for number, line in enumerate([*all_lines, ""], start):
        marks = _FENCE.match(line)
        quote = None if fence or marks else _QUOTE_MARK.match(line)
        content = "" if fence or marks else line[quote.end() :] if quote else line
        if lines and (not content.strip() or bool(quote) > is_block_quote):
            yield _paragraph(first, lines, is_block_quote=is_block_quote)
            lines = []
        if marks:
            fence = "" if fence == marks[1] else fence or marks[1]
        if content.strip():
            if not lines:
                first, is_block_quote = number, bool(quote)
            lines.append(content)


def _paragraph(first: int, lines: list[str], *, is_block_quote: bool) -> Paragraph:
    """Return a paragraph whose lines stay lines, so that each of its quotations has a line."""
    return Paragraph(first, "\n".join(map(without_markup, lines)), is_block_quote)


def _after_header(lines: list[str]) -> tuple[int, list[str]]:
    """Return the lines below a header between `---`, and the number of the first of them."""
    if lines and _HEADER_FENCE.fullmatch(lines[0]):
        for number, line in enumerate(lines[1:_MOST_HEADER_LINES], 2):
            if _HEADER_FENCE.fullmatch(line):
                return number + 1, lines[number:]
    return 1, lines
