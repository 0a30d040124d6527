"""The head of an article from a press database: `Byline: …`, `Section: …`, `512 words` and `Copyright 2026 …`."""

import re
from collections.abc import Iterator, Sequence

from clipper.intake import headline, people
from clipper.intake.text.print_line import may_be_outlet
from clipper.intake.text.stated import Line, Stated, quote
from clipper.model import dates
from clipper.model.dates import ParsedDate

_MIN_MARKS = 2
_BYLINE = r"(?:byline|by-line|author|autor(?:in)?|auteur|autore)\s?:\s*(?:by )?(?P<names>\S.*)|by (?P<by>\S.*)"
_SECTION = r"(?:section|rubrik|ressort|rubrique|sección|sezione)\s?:\s*(?P<section>[^;]+?)(?:\s*;\s*(?P<rest>.*))?"
_PAGE = r"(?:pg\.?|page|pages|p\.|s\.|seite|pag\.|pág\.)[ :]*(?P<page>[A-Z]?[0-9]{1,4}[A-Z]?)\b.{0,20}"
_LENGTH = (
    r"(?:length|länge|longueur|longitud|lunghezza)\s?:.*|[0-9][0-9,. ]{0,6} (?:words|wörter|wörtern|mots"
    r"|palabras|parole)"
)
_COPYRIGHT = r"(?:copyright|©|\(c\))\s.*|all rights reserved\.?|alle rechte vorbehalten\.?|tous droits réservés\.?"
_MARK = rf"{_LENGTH}|{_COPYRIGHT}|load-date\s?:.*|(?:byline|section)\s?:.*"
"""What only the head of a database has, or hardly any other text."""
_OTHER = (
    r"(?:language|publication-type|document-type|journal code|graphic|dateline|highlight|body|classification"
    r"|subject|country|acc-no|document|sprache|edition|distribution)\s?:.*"
    r"|body|text|english|german|deutsch|french|français|spanish|español|italian|italiano|document [a-z0-9]{10,40}"
)


def parse_database_head(lines: Sequence[Line]) -> list[Stated]:
    """Return what the head of a database's article states; nothing if fewer than two lines are such as only it has.

    The title, the outlet and the day have no labels: the outlet is above the day, or below it if a mark is above.
    """
    marks = sum(1 for line in lines if re.fullmatch(_MARK, line.words, re.IGNORECASE))
    if marks < _MIN_MARKS:
        return []
    plain = [_is_plain(line.words) for line in lines]
    day_index = next((index for index, line in enumerate(lines) if _read_day(line.words)), -1)
    outlet = next(
        (
            index
            for index in (day_index - 1, day_index + 1)
            if day_index >= 0 and 0 <= index < len(lines) and plain[index] and may_be_outlet(lines[index].words)
        ),
        -1,
    )
    if outlet < 0:
        return []
    stated = [Stated("date", _read_day(lines[day_index].words), quote(lines[day_index].words))]
    stated.append(Stated("source", lines[outlet].words, quote(lines[outlet].words)))
    for index, line in enumerate(lines):
        if plain[index] and index not in {outlet, day_index} and headline.parse_headline(line.words):
            stated.append(Stated("title", headline.parse_headline(line.words), "the headline of the article"))
            break
    return [*stated, *_read_labelled(lines)]


def _read_labelled(lines: Sequence[Line]) -> Iterator[Stated]:
    for line in lines:
        if match := re.fullmatch(_BYLINE, line.words, re.IGNORECASE):
            for name in people.parse_bylines([match["names"] or match["by"]]).people:
                yield Stated("author", name, quote(line.words))
        elif match := re.fullmatch(_SECTION, line.words, re.IGNORECASE):
            yield Stated("section", match["section"], quote(line.words))
            if page := re.fullmatch(_PAGE, match["rest"] or "", re.IGNORECASE):
                yield Stated("page", page["page"], quote(line.words))
        elif match := re.fullmatch(_PAGE, line.words, re.IGNORECASE):
            yield Stated("page", match["page"], quote(line.words))


def _is_plain(words: str) -> bool:
    """Tell whether a line has none of the forms of a database."""
    return not any(
        (
            re.fullmatch(_BYLINE, words, re.IGNORECASE),
            re.fullmatch(_SECTION, words, re.IGNORECASE),
            re.fullmatch(_PAGE, words, re.IGNORECASE),
            re.fullmatch(_MARK, words, re.IGNORECASE),
            re.fullmatch(_OTHER, words, re.IGNORECASE),
        )
    )


def _read_day(words: str) -> str:
    parsed = dates.parse(words)
    return parsed.iso if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw else ""
