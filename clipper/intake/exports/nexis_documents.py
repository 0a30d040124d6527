"""The documents in a download of Nexis, from its paragraphs.

LexisNexis Academic writes `1 of 9 DOCUMENTS`, the outlet, the day, the headline, labels in capitals, and the text.
Nexis Uni writes the headline, the outlet, the day, labels, `Body`, the text, and `End of Document`.
"""

import re
from collections.abc import Sequence

from clipper.intake.exports.press import Piece, find_day, split_page
from clipper.text import one_line

_COUNTED = re.compile(
    r"\d{1,6} (?:of|von|de|di|sur|av|van) \d{1,6} (?:documents?|dokumenten?|documentos?|documenti|documenten)",
    re.IGNORECASE,
)
_END = {"end of document", "ende des dokuments", "dokument-ende", "fin du document", "fin del documento"}
_BODY = {"body", "text", "haupttext", "corps", "corps de l'article", "cuerpo"}
_LABEL = re.compile(
    r"(?P<name>[^\W\d_][^\W\d_' -]{0,3}(?:[^\W\d_]|[' -](?=[^\W\d_])){1,30}) ?:\s*(?P<value>.*)", re.DOTALL
)
_HEAD_LABELS = {
    "byline": "byline", "by-line": "byline", "auteur": "byline", "autor": "byline", "autore": "byline", "von": "byline",
    "section": "section", "rubrique": "section", "rubrik": "section", "sección": "section", "sezione": "section",
    "ressort": "section", "length": "length", "longueur": "length", "länge": "length", "longitud": "length",
    "lunghezza": "length", "dateline": "place", "highlight": "description", "encart": "description",
    "series": "series", "edition": "edition", "url": "url", "link to image": "", "source": "", "copyright": "rights",
}  # fmt: skip
"""The fields of the labels above a text; an empty one is passed over."""
_TAIL_LABELS = {
    "graphic": "graphic", "grafik": "graphic", "illustration": "graphic", "correction": "correction", "notes": "notes",
    "language": "language", "langue": "language", "sprache": "language", "idioma": "language", "lingua": "language",
    "publication-type": "", "publication type": "", "type-publication": "", "publicationtype": "", "load-date": "",
    "date-chargement": "", "update": "", "lade-datum": "", "journal-code": "", "journal code": "", "code-revue": "",
    "zeitungs-code": "", "subject": "", "sujet": "", "person": "", "people": "", "personne": "", "company": "",
    "societe": "", "société": "", "organization": "", "ticker": "", "symbole-boursier": "", "industry": "",
    "secteur-activite": "", "geographic": "", "localisation-geo": "", "city": "", "state": "", "country": "",
    "document-type": "", "correction-date": "", "issn": "", "acc-no": "", "pub-type": "", "category": "", "dist": "",
    "classification": "",
}  # fmt: skip
"""The fields of the labels below a text; an empty one is a key to the index of Nexis, and is passed over."""
_ALONE = {"graphic", "classification", "notes", "correction"}
"""Labels that Nexis Uni writes without a colon."""
_RIGHTS = re.compile(r"(?i)(?:copyright\b|©|\(c\) )")
_RIGHTS_END = re.compile(
    r"(?i)(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados)\W*"
)
_MAX_HEAD = 14
_MAX_ABOVE_DAY = 6


def split(lines: Sequence[str]) -> list[Piece]:
    """Return the documents in the paragraphs of a download, in their order."""
    starts = [number for number, line in enumerate(lines) if _COUNTED.fullmatch(line.strip())]
    if starts:
        ends = [*starts[1:], len(lines)]
        return [_counted(lines[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]
    ends = [number for number, line in enumerate(lines) if line.strip().casefold() in _END]
    begins = [0, *(end + 1 for end in ends)]
    return [_ended(lines[begin:end], is_first=begin == 0) for begin, end in zip(begins, ends, strict=False)]


def is_rights(line: str) -> bool:
    """Tell whether a line states who has the rights in a document."""
    return bool(_RIGHTS.match(line) or _RIGHTS_END.fullmatch(line))


def _counted(lines: Sequence[str]) -> Piece:
    """Return a document of LexisNexis Academic."""
    piece = Piece()
    while lines and is_rights(lines[0]):
        _add_rights(piece, lines[0])
        lines = lines[1:]
    day = _find_day(lines[:_MAX_ABOVE_DAY])
    piece.source = one_line(lines[max(0, day - 1)]) if lines else ""
    _read_day(piece, lines[day] if day >= 0 else "")
    rest = lines[day + 1 :] if day >= 0 else lines[1:]
    number = next((number for number, line in enumerate(rest[:_MAX_HEAD]) if _label(line) not in _KNOWN_HEAD), -1)
    if number >= 0 and not _label(rest[number]):
        piece.title = one_line(rest[number])
        rest = [*rest[:number], *rest[number + 1 :]]
    _read_rest(piece, rest)
    return piece


def _ended(lines: Sequence[str], *, is_first: bool) -> Piece:
    """Return a document of Nexis Uni; above the first one is the list of all."""
    piece = Piece()
    body = next((number for number, line in enumerate(lines) if line.strip().casefold() in _BODY), len(lines))
    labels = [number for number, line in enumerate(lines[:body]) if _HEAD_LABELS.get(_label(line)) == "length"]
    end = labels[-1] if labels else body
    days = [number for number, line in enumerate(lines[:end]) if _is_day(line)]
    if not days:
        piece.paragraphs = [] if is_first and body == len(lines) else list(lines)
        return piece
    day = days[-1] if is_first else days[0]
    piece.source = one_line(lines[day - 1]) if day else ""
    piece.title = one_line(" ".join(lines[max(0, day - 2) if is_first else 0 : max(0, day - 1)]))
    _read_day(piece, lines[day])
    _read_rest(piece, lines[day + 1 :])
    return piece


def _read_rest(piece: Piece, lines: Sequence[str]) -> None:
    """Read the labels, the text and the labels below it."""
    marks = [number for number, line in enumerate(lines[:_MAX_HEAD]) if _ends_head(line)]
    head_end = marks[-1] + 1 if marks else 0
    text_end = next((n for n, line in enumerate(lines) if n >= head_end and _label(line) in _BELOW), len(lines))
    while text_end > head_end and is_rights(lines[text_end - 1]):
        text_end -= 1
    number = 0
    while number < text_end and (number < head_end or _label(lines[number]) in _HEAD_LABELS):
        _read_head_line(piece, lines[number])
        number += 1
    piece.paragraphs = [*lines[number:text_end]]
    last = ""
    for line in lines[text_end:]:
        name = _label(line)
        if name in _BELOW:
            last = _TAIL_LABELS[name]
            _set(piece, last, _value(line))
        elif _RIGHTS.match(line):
            _add_rights(piece, line)
            last = ""
        elif last and not _RIGHTS_END.fullmatch(line):
            _set(piece, last, f"{piece.extra.get(last, '')} {line}")


def _ends_head(line: str) -> bool:
    return line.strip().casefold() in _BODY or _HEAD_LABELS.get(_label(line)) == "length"


def _read_head_line(piece: Piece, line: str) -> None:
    name = _label(line)
    if name in _HEAD_LABELS:
        _set(piece, _HEAD_LABELS[name], _value(line))
    elif _RIGHTS.match(line):
        _add_rights(piece, line)
    elif not _ends_head(line) and not _RIGHTS_END.fullmatch(line):
        piece.description = one_line(f"{piece.description} {line}")


def _label(line: str) -> str:
    """Return the label with which a line begins, in lower case; empty if it is none that is known."""
    match = _LABEL.match(line[:_MAX_LABEL])
    name = match["name"].strip().casefold() if match else line.strip().casefold()
    return name if (match and name in _KNOWN_LABELS) or (not match and name in _ALONE) else ""


_MAX_LABEL = 200
_KNOWN_LABELS = {*_HEAD_LABELS, *_TAIL_LABELS}
_KNOWN_HEAD = {*_HEAD_LABELS}
_BELOW = {*_TAIL_LABELS}


def _value(line: str) -> str:
    return one_line(line.partition(":")[2])


def _set(piece: Piece, name: str, value: str) -> None:
    if not name or not value.strip():
        return
    if name == "section":
        piece.section, piece.page = split_page(value)
    elif name == "byline":
        piece.byline = f"{piece.byline}; {value}" if piece.byline else value
    elif name in {"place", "description", "edition", "url", "language", "rights"}:
        setattr(piece, name, getattr(piece, name) or value)
    else:
        piece.extra[name] = one_line(value)


def _add_rights(piece: Piece, line: str) -> None:
    piece.rights = piece.rights or one_line(line)


def _find_day(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines) if _is_day(line)), -1)


def _is_day(line: str) -> bool:
    before, day, _ = find_day(one_line(line))
    return bool(day) and not before


def _read_day(piece: Piece, line: str) -> None:
    _, piece.day, edition = find_day(one_line(line))
    piece.edition = edition
