"""Pieces of a press database: what its downloads state of each, and how they write days, pages, names and languages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from clipper.errors import UnreadableError
from clipper.intake import bylines, people
from clipper.intake.exports.export import Export
from clipper.intake.exports.rows import Entry, ExportRow, UnreadableRow
from clipper.model import dates
from clipper.model.calendar_names import WEEKDAYS
from clipper.text import fold, one_line

MAX_SIZE = 50_000_000
"""Bytes of a download; the databases give a few hundred pieces at a time."""

_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = re.compile(
    rf"(?<![\w.])(?:{_MONTH} [0-9]{{1,2}},? [0-9]{{4}}|[0-9]{{1,2}}\.? (?:de )?{_MONTH},? (?:de |del )?[0-9]{{4}}"
    rf"|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}[./][0-9]{{1,2}}[./][0-9]{{4}}|{_MONTH},? [0-9]{{4}})(?!\w)"
)
_TIME = re.compile(r"\b[0-9]{1,2}[:.][0-9]{2}\b.{0,30}")
_PAGE = re.compile(
    r"(?i)(?:pg|page|pages|p|s|seite|pag|pág|bl)\b\.?:? ?"
    r"(?P<page>[A-Z]{0,4}[0-9]{1,4}[A-Z]?(?:[-/,+] ?[A-Z]{0,3}[0-9]{1,4})*)"
)
_NO_SECTION = re.compile(r"(?i)(?:column|version|col\.?|part|ver):? ?[0-9.]{1,4}")
_MAX_LINE = 1_000
_LANGUAGES = {
    "english": "en", "anglais": "en", "englisch": "en", "inglés": "en", "inglese": "en",
    "german": "de", "deutsch": "de", "allemand": "de", "alemán": "de", "tedesco": "de",
    "french": "fr", "français": "fr", "französisch": "fr", "francés": "fr", "francese": "fr",
    "spanish": "es", "español": "es", "spanisch": "es", "espagnol": "es", "spagnolo": "es",
    "italian": "it", "italiano": "it", "italienisch": "it", "italien": "it",
    "dutch": "nl", "nederlands": "nl", "niederländisch": "nl", "néerlandais": "nl",
    "portuguese": "pt", "português": "pt", "portugiesisch": "pt", "portugais": "pt",
    "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "no", "norsk": "no",
    "finnish": "fi", "suomi": "fi", "polish": "pl", "polski": "pl", "russian": "ru", "русский": "ru",
    "chinese": "zh", "japanese": "ja", "arabic": "ar", "turkish": "tr", "czech": "cs", "hungarian": "hu",
}  # fmt: skip
"""The codes of languages by their names."""


@dataclass(slots=True)
class Piece:
    """One piece of a download, its values as the database writes them, and its text as paragraphs."""

    title: str = ""
    source: str = ""
    day: str = ""
    section: str = ""
    page: str = ""
    edition: str = ""
    byline: str = ""
    place: str = ""
    language: str = ""
    description: str = ""
    rights: str = ""
    url: str = ""
    paragraphs: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)


def find_day(words: str) -> tuple[str, str, str]:
    """Return what stands before a day, the day in ISO 8601, and what stands behind it, both without names of days."""
    for match in _DAY.finditer(words[:_MAX_LINE]):
        if day := dates.iso(match[0]):
            before, after = words[: match.start()], _TIME.sub("", words[match.end() :])
            return _without_weekday(before, -1), day, _without_weekday(after, 0)
    return words, "", ""


def split_page(written: str) -> tuple[str, str]:
    """Return the section and the page of a value such as `NEWS; Pg. 4`."""
    parts = [part.strip() for part in re.split(r"[;,]", one_line(written)[:_MAX_LINE]) if part.strip()]
    page = next((match["page"] for part in parts if (match := _PAGE.fullmatch(part))), "")
    section = [part for part in parts if not _PAGE.fullmatch(part) and not _NO_SECTION.fullmatch(part)]
    return "; ".join(section), page


def language_code(written: str) -> str:
    """Return the code of a language by its name; the name itself if it is not known."""
    name = re.split(r"[;,(]", written)[0].strip()
    return _LANGUAGES.get(name.casefold(), name)


def read_pieces(
    export: Export, member: str, raw: bytes | UnreadableRow, work: Callable[[bytes], Sequence[Piece]]
) -> "list[ExportRow]":
    """Read the pieces of a download in a subprocess with limits, and return a row for each.

    Of a download that could not be read, return the row that says why.
    """
    if isinstance(raw, UnreadableRow):
        return [raw]
    import json

    from clipper.intake import page
    from clipper.intake.page.sandbox import FailedError, OverrunError, Task
    from clipper.system.extras import install_command

    place = export.place(member)
    if not page.is_installed():
        return [UnreadableRow(place, f"what reads HTML is not installed; `{install_command('web')}` installs it")]
    with Task(partial(_as_json, raw, work)) as task:
        try:
            answer: list[dict[str, Any]] = json.loads(task.result())
        except OverrunError:
            return [
                UnreadableRow(place, "it takes too much time or memory to be read: download fewer pieces at a time")
            ]
        except FailedError:
            return [UnreadableRow(place, "it is damaged")]
    return [to_row(f"{place}, piece {number}", Piece(**values)) for number, values in enumerate(answer, 1)]


def _as_json(raw: bytes, work: Callable[[bytes], Sequence[Piece]]) -> bytes:
    import json

    return json.dumps([asdict(piece) for piece in work(raw)]).encode()


def to_row(place: str, piece: Piece) -> ExportRow:
    """Return the row of a piece; one without a headline and a text is none that can be read."""
    paragraphs = [paragraph for paragraph in piece.paragraphs if paragraph.strip()]
    if not piece.title and not paragraphs:
        return UnreadableRow(place, "it has neither a headline nor a text")
    byline, _, written_in = piece.byline[:_MAX_LINE].rpartition(" in ")
    if not byline or not bylines.is_person(byline) or not written_in[:1].isupper():
        byline, written_in = piece.byline[:_MAX_LINE], ""
    names = people.parse_bylines([byline]).people or [byline]
    fields = {name: getattr(piece, name) for name in ("section", "page", "edition", "rights")}
    return Entry(
        place,
        title=piece.title,
        url=piece.url,
        date=piece.day,
        source=piece.source,
        author=tuple(filter(None, names)),
        description=piece.description,
        text="\n\n".join(paragraphs),
        fields={**fields, "place": piece.place or written_in, "language": language_code(piece.language)},
        extra={name: value for name, value in piece.extra.items() if value},
    )


def read_download(export: Export, member: str) -> bytes | UnreadableRow:
    """Return the bytes of a download, or why it cannot be read."""
    try:
        return export.read_bytes(member, MAX_SIZE)
    except UnreadableError as error:
        return UnreadableRow(export.place(member), str(error))


def _without_weekday(words: str, place: int) -> str:
    """Return words without the name of a day at their beginning or their end, and without separators there."""
    tokens = words.strip(" ,;").split()
    if tokens and fold(tokens[place].strip(".,;()")) in WEEKDAYS:
        del tokens[place]
    return " ".join(tokens).strip(" ,;")
