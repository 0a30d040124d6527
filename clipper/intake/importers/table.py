"""A CSV table that names its columns itself, as a spreadsheet or a monitoring service writes one."""

import re
from collections.abc import Iterator, Mapping

from clipper.intake.exports import Entry, Export, ExportRow
from clipper.intake.exports.csv_rows import CsvRow, read_header, read_rows
from clipper.model import authors
from clipper.model.keys import FIELDS

_OTHER_NAMES = {
    "title": "article title|titel|überschrift|schlagzeile|titre|título|titular|titolo|kop",
    "date": "publication date|date published|published at|publish date|day|datum|erscheinungsdatum|fecha|data",
    "source": "outlet|medium|media|media outlet|media name|publication|newspaper|quelle|média|fuente|medio|fonte|bron",
    "author": "journalist|reporter|autor|autorin|auteur|autore|journaliste|periodista",
    "url": "address|web address|article url|lien|adresse|enlace",
    "tags": "label|labels|topic|topics|category|categories|schlagworte|schlagwörter|mots-clés|etiquetas",
    "clipped": "date added|saved at",
    "description": "teaser|abstract|zusammenfassung|résumé|resumen",
    "section": "ressort|rubrique|sección|sezione",
    "page": "pages|seite|pagina|página",
    "place": "location|ort|lieu|lugar",
    "language": "sprache|langue|idioma",
    "text": "body|content|full text|article|article text|inhalt|volltext|texte|texto|testo",
    "note": "notes|comment|comments|remark|notiz|notizen|bemerkung|commentaire|nota|notas",
}
_FIELDS_OF = {
    name: field
    for field in (*FIELDS, "text", "note")
    for name in (
        field,
        *(alias.casefold() for alias in (FIELDS[field].aliases if field in FIELDS else ())),
        *_OTHER_NAMES.get(field, "").split("|"),
    )
    if name
}
"""The fields by the names of their columns."""

_OWN = ("handle", "words", "path")
"""Columns of clipper's own lists that belong to the archive and not to the clip."""
_SEPARATORS = re.compile(r"[,;|]")
_FURTHER = ("section", "page", "edition", "place", "agency", "language", "rights")


def recognises(export: Export) -> bool:
    """Tell whether it is one CSV file that has titles, and addresses, dates, outlets or texts.

    A table among other files may be a list of these, as in an export of Notion.
    """
    tables = export.members_ending(".csv")
    return len(export.members) == 1 and any(_is_table(_columns(export, member)) for member in tables)


def read(export: Export) -> Iterator[ExportRow]:
    """Yield every row."""
    for member in export.members_ending(".csv"):
        columns = _columns(export, member)
        for row in read_rows(export, member, columns.values(), _OWN):
            yield _entry(row, columns) if isinstance(row, CsvRow) else row


def _is_table(columns: Mapping[str, str]) -> bool:
    return "title" in columns and not {"url", "date", "source", "text"}.isdisjoint(columns)


def _columns(export: Export, member: str) -> dict[str, str]:
    """Return the columns of a table by the fields that they hold; of two for one field, the first."""
    columns: dict[str, str] = {}
    for column in read_header(export, member):
        if field := _FIELDS_OF.get(re.sub(r"[\s_]+", " ", column)) or _FIELDS_OF.get(column):
            columns.setdefault(field, column)
    return columns


def _entry(row: CsvRow, columns: Mapping[str, str]) -> Entry:
    def cell(field: str) -> str:
        return row.cells[columns[field]].strip() if field in columns else ""

    return Entry(
        row.place,
        title=cell("title"),
        url=cell("url"),
        date=cell("date"),
        saved=cell("clipped"),
        source=cell("source"),
        author=tuple(authors.split(cell("author"))),
        tags=tuple(_SEPARATORS.split(cell("tags"))),
        description=cell("description"),
        note=cell("note"),
        text=cell("text"),
        fields={field: cell(field) for field in _FURTHER if cell(field)},
        extra=dict(row.others),
    )
