"""Evernote: ENEX, an XML file with a note in each `<note>`, its text as HTML of its own kind, and its files."""

import re
from collections.abc import Iterator

from clipper.errors import UnreadableError
from clipper.intake.exports import Entry, Export, ExportRow, Notice, SkippedRow, UnreadableRow
from clipper.intake.exports.xml_records import XmlRecord, read_xml

_SUFFIX = ".enex"
_SIGN = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!DOCTYPE en-export[^<>]{0,300}>\s*)?<en-export\b")
_READ = (
    *("title", "created", "tag", "content", "note-attributes/source-url", "note-attributes/author"),
    *("resource/resource-attributes/file-name", "note-attributes/place-name"),
)
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_NOTE = re.compile(r"<en-note\b[^<>]{0,2000}>")
_MEDIA = re.compile(r"<(?:en-media|en-crypt)\b[^<>]{0,2000}>")
_CHECKED = re.compile(r"<en-todo\b[^<>]{0,100}\bchecked=[\"']true[\"'][^<>]{0,100}>", re.IGNORECASE)
_UNCHECKED = re.compile(r"<en-todo\b[^<>]{0,200}>", re.IGNORECASE)


def recognises(export: Export) -> bool:
    """Tell whether a file in it begins as the export of Evernote does."""
    return any(_SIGN.match(export.head(member).removeprefix("\ufeff")) for member in export.members_ending(_SUFFIX))


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every note; its files are not kept, and are named."""
    for member in export.members_ending(_SUFFIX):
        try:
            with export.open(member) as stream:
                for record in read_xml(stream, "note", _READ):
                    place = export.place(member, record.line)
                    yield _entry(place, record)
                    if names := record.texts("resource/resource-attributes/file-name"):
                        yield Notice(place, f"its files are not kept: {', '.join(names)}")
        except UnreadableError as error:
            yield UnreadableRow(export.place(member, error.line), str(error))


def _entry(place: str, record: XmlRecord) -> Entry | SkippedRow:
    page = _html(record.text("content"))
    if not page and not record.text("note-attributes/source-url"):
        return SkippedRow(place, "it is empty")
    author = record.text("note-attributes/author")
    files = record.texts("resource/resource-attributes/file-name")
    return Entry(
        place,
        title=record.text("title"),
        url=record.text("note-attributes/source-url"),
        saved=_TIME.sub(r"\1-\2-\3T\4:\5:\6+00:00", record.text("created")),
        author=(author,) if author else (),
        tags=tuple(record.texts("tag")),
        html=page,
        fields={"place": record.text("note-attributes/place-name")},
        extra={"attachments": [*files]} if files else {},
    )


def _html(content: str) -> str:
    """Return the text of a note as HTML; a box to tick is written as Markdown writes it."""
    start = _NOTE.search(content)
    body = content[start.end() :].replace("</en-note>", "") if start else content
    body = _UNCHECKED.sub("[ ] ", _CHECKED.sub("[x] ", _MEDIA.sub("", body)))
    return f"<body>{body}</body>" if body.strip() else ""
