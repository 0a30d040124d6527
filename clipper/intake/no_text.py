"""Inputs that are plainly no text to clip, such as a table of a program or a document: what they are, and what to do.

To keep a clipping matters more than to refuse junk. So a form of text is recognised only if all of the input has it: a
clipping may begin with a brace, quote XML, or hold a table.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

_COPY = "Copy its text into `clipper add`."
_SAVE_AS = "Open it, and copy its text into `clipper add`, or save it as plain text there."
_ANEW = "Download or save it again; if it is a text, give it a name that ends in .txt."
_IMPORT = "If it is the export of a service, `clipper import FILE` may know it. To keep a part of it, copy that part."


class NoText(NamedTuple):
    """What an input is, such as `a PDF`, and what to do instead."""

    content: str
    advice: str


_SIGNATURES = (
    (rb"%PDF-", NoText("a PDF", _COPY)),
    (
        rb"\x89PNG|GIF8[79]a|\xff\xd8\xff|RIFF.{4}WEBP|II\*\0|MM\0\*|.{4}ftyp(?:heic|avif|mif1)",
        NoText("a picture", _COPY),
    ),
    (
        rb"ID3[\x02-\x04]|OggS\0|fLaC\0|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1aE\xdf\xa3",
        NoText("a recording", "Type what it says."),
    ),
    (rb"\{\\rtf\d", NoText("an RTF document", _SAVE_AS)),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NoText("an old Office document", _SAVE_AS)),
    (rb"%!PS-Adobe", NoText("PostScript", _COPY)),
    (
        rb"bplist00.{0,40}WebMainResource|<\?xml[^>]{0,100}>\s*<!DOCTYPE plist.{0,600}WebMainResource",
        NoText("a web archive of Safari", "Save the page as “Page Source”, or copy its text into `clipper add`."),
    ),
    (rb"bplist\d\d|SQLite format 3\0", NoText("a file of a program", "There is no text in it to keep.")),
    (
        rb"\x1f\x8b\x08|BZh\d1AY&SY|\xfd7zXZ\0|7z\xbc\xaf'\x1c|Rar!\x1a\x07|\(\xb5/\xfd",
        NoText("compressed", "Unpack it first."),
    ),
)
"""How files begin that hold no text that can be read."""

_ZIPS = (
    (b"mimetypeapplication/epub+zip", NoText("an EPUB book", _SAVE_AS)),
    (b"mimetypeapplication/vnd.oasis.opendocument", NoText("an OpenDocument file", _SAVE_AS)),
    (b"word/document.xml", NoText("a Word document", _SAVE_AS)),
    (b"xl/workbook.", NoText("an Excel file", _SAVE_AS)),
    (b"ppt/presentation.xml", NoText("a PowerPoint file", _SAVE_AS)),
    (b"Index/Document.iwa", NoText("a document of Pages, Numbers or Keynote", _SAVE_AS)),
)
"""What the members of a zip are called that is a document."""

_ZIP = NoText("a zip file", "`clipper import FILE` may know it; else unpack it first.")
_NAMED = {
    ".pdf": "PDF",
    ".docx": "Word document",
    ".odt": "OpenDocument file",
    ".epub": "EPUB book",
    ".xlsx": "Excel file",
    ".pptx": "PowerPoint file",
}
"""Documents whose names end so, and which never begin as a text does."""
_XML = rb"<\?xml\s[^>]{0,200}\?>|<(?:rss|feed|svg|opml|rdf:RDF)[\s>]"
_BOOKMARKS = rb"(?i)<!doctype netscape-bookmark"
_FEED = rb"<(?:rss|feed|rdf:RDF)[\s>]"
_SHORTCUT = rb"\[InternetShortcut\]\r?\n"
_CARD = rb"BEGIN:V(?:CARD|CALENDAR)\r?\n"
_COLUMN = r"[\"']?[^\W\d][\w .()/-]{0,40}[\"']?"
_COLUMNS = rf"{_COLUMN}(?:,(?! ){_COLUMN}){{2,60}}|{_COLUMN}(?:;(?! ){_COLUMN}){{2,60}}"
_MIN_ROWS = 4
_LINES_TRIED = 200
_HEAD = 4096


def find(raw: bytes) -> NoText | None:
    """Return what an input is if it holds no text that can be read, by its first bytes; else None."""
    if raw.startswith(b"PK\3\4"):
        return next((document for name, document in _ZIPS if name in raw), _ZIP)
    head = raw[:_HEAD]
    return next((content for pattern, content in _SIGNATURES if re.match(rb"(?s)" + pattern, head)), None)


def find_name(name: str) -> NoText | None:
    """Return what a file is that has the name of a document, though nothing in it tells that it is one."""
    named = next((document for ending, document in _NAMED.items() if name.lower().endswith(ending)), "")
    return NoText(f"no {named}, though it is named so: it is damaged or not complete", _ANEW) if named else None


def find_form(raw: bytes) -> NoText | None:
    """Return what an input is if all of it has a form that is made for programs; None for everything else."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").strip()
    return next((content for is_form, content in _FORMS if is_form(raw)), None)


def _is_feed(raw: bytes) -> bool:
    return _is_xml(raw) and re.search(_FEED, raw[:_HEAD]) is not None


def _is_xml(raw: bytes) -> bool:
    return re.match(_XML, raw[:_HEAD]) is not None and raw.endswith(b">")


def _is_json(raw: bytes) -> bool:
    """Tell whether it is JSON, or has JSON in each line; an object with the title of a clip is the clip's header."""
    if raw[:1] not in {b"{", b"["} or raw[-1:] not in {b"}", b"]"}:
        return False
    import json

    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        lines = raw.split(b"\n", _LINES_TRIED)[:_LINES_TRIED]
        return len(lines) > 1 and all(map(_is_object, lines))
    return isinstance(value, list | dict) and bool(value) and not (isinstance(value, dict) and "title" in value)


def _is_object(line: bytes) -> bool:
    import json

    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_table(raw: bytes) -> bool:
    """Tell whether it is a CSV file: names of columns, then rows with as many values, and nothing else."""
    first_line = raw[:_HEAD].partition(b"\n")[0].decode("utf-8", "replace").strip()
    if not re.fullmatch(_COLUMNS, first_line):
        return False
    import csv

    lines = raw.decode("utf-8", "replace").splitlines()
    try:
        rows = [*csv.reader(lines, delimiter=max(",;", key=first_line.count), strict=True)]
    except csv.Error:
        return False
    names, *others = rows
    return len({*names}) == len(names) and len(others) >= _MIN_ROWS and {len(row) for row in others} == {len(names)}


def _begins(pattern: bytes) -> Callable[[bytes], bool]:
    return lambda raw: re.match(pattern, raw) is not None


_FORMS = (
    (_begins(_BOOKMARKS), NoText("a list of bookmarks", "`clipper import FILE` takes it over.")),
    (
        _is_feed,
        NoText("a feed", "Put the addresses that you want into a file, and `clipper add --list FILE` keeps the pages."),
    ),
    (_is_xml, NoText("XML", _IMPORT)),
    (_is_json, NoText("JSON", _IMPORT)),
    (_is_table, NoText("a table (CSV)", _IMPORT)),
    (
        _begins(_SHORTCUT),
        NoText("a shortcut to a page", "`clipper add ADDRESS` keeps the page; the address is in the file."),
    ),
    (_begins(_CARD), NoText("a card or a calendar", _COPY)),
)
"""Forms of text that are made for programs."""
