"""The lines below a headline, which name authors, days, the outlet and the agency, and the last line of a text."""

from collections.abc import Sequence
from datetime import date

from clipper.intake import bylines, headline
from clipper.intake.text import byline
from clipper.intake.text.agency_line import parse_agency_at_end, parse_agency_line
from clipper.intake.text.page_furniture import is_furniture
from clipper.intake.text.press_release import parse_paper_line
from clipper.intake.text.print_line import PrintLine, may_be_outlet, names_outlet, parse_print_line
from clipper.intake.text.stated import Line, Opening, Stated, quote
from clipper.model.dates import AmbiguousDate

_MAX_BELOW_HEADLINE = 8
"""Lines between a headline and the first paragraph."""
_MAX_LAST_LINE = 400
_MAX_OUTLET = 80


def read_below(opening: Opening, lines: Sequence[Line], index: int, today: date, *, below_print: bool) -> int:
    """Read the lines below a headline, and return the number of the line after the last one that states something."""
    start = after = index
    for number in range(start, min(start + _MAX_BELOW_HEADLINE, len(lines) - 1)):
        words = lines[number].words
        published = byline.parse_published(words, today)
        if isinstance(published, AmbiguousDate):
            opening.ambiguous = published
            break
        stated = [published] if published else _read_line(lines, number, start, today, below_print=below_print)
        opening.add(stated)
        if stated:
            after = number + 1
        elif not is_furniture(words) and not _is_aside(lines, number, start, after, today):
            break
    return after


def _is_aside(lines: Sequence[Line], index: int, start: int, after: int, today: date) -> bool:
    """Tell whether a line is the role of the author above it, or a second headline with the day directly below it."""
    words = lines[index].words
    if after > start and byline.is_role(words):
        return True
    is_above_day = index == start and _is_dated(lines, index + 1, today) and not lines[index + 1].is_blank_above
    return is_above_day and bool(headline.parse_headline(words))


def skip_furniture(lines: Sequence[Line], index: int) -> int:
    """Return the number of the first line from `index` on that is no button and no counter."""
    while index < len(lines) and is_furniture(lines[index].words):
        index += 1
    return index


def read_last_line(opening: Opening, text: str, lines: Sequence[Line], end: int) -> None:
    """Read what the last line states, which stays there: `The Courier, 24 November 2026, p. 1`, `(Reporting by …)`."""
    start = max(lines[0].start, end - _MAX_LAST_LINE)
    above, _, last = text[start:end].rstrip().replace("\r", "\n").rpartition("\n")
    printed = parse_print_line(last, may_be_broadcast=False) if len(lines) > 1 else None
    if isinstance(printed, PrintLine) and any(item.field == "page" for item in printed.stated):
        opening.add(printed.stated)
    opening.add(byline.parse_sign_off(last.strip()))
    opening.add(parse_agency_at_end(last.strip()))
    if above and not above.rpartition("\n")[2].strip():
        opening.add(byline.parse_signature(last.strip()))


def _read_line(lines: Sequence[Line], index: int, start: int, today: date, *, below_print: bool) -> list[Stated]:
    words = lines[index].words
    is_dated = _is_dated(lines, index + 1, today)
    if index == start and is_dated and (outlet := _read_outlet(words)):
        return outlet
    printed = parse_print_line(words, may_be_broadcast=False)
    if isinstance(printed, PrintLine) and printed.is_whole:
        return printed.stated
    if stated := parse_agency_line(words) or parse_paper_line(words):
        return stated
    has_role = index + 1 < len(lines) and byline.is_role(lines[index + 1].words)
    beside = below_print or index > start or is_dated or has_role or _is_stated_below(lines, index + 1)
    stated = byline.parse_byline(words, is_beside_others=beside)
    return [item._replace(is_likely=False) for item in stated] if has_role else stated


def _read_outlet(words: str) -> list[Stated]:
    """Return the outlet that a line above a day is, with the writer in front of it: `Nell Ward, Example Weekly`."""
    name, comma, outlet = words.partition(", ")
    if not comma:
        name, outlet = "", words
    if len(words) > _MAX_OUTLET or not names_outlet(outlet) or not may_be_outlet(outlet):
        return []
    if name and not bylines.is_person(name):
        return []
    return [Stated("author", name, quote(words))] * bool(name) + [Stated("source", outlet, quote(words))]


def _is_stated_below(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line says where a text appeared, or what paper it is."""
    if index >= len(lines):
        return False
    printed = parse_print_line(lines[index].words, may_be_broadcast=False)
    return isinstance(printed, PrintLine) or bool(parse_paper_line(lines[index].words))


def _is_dated(lines: Sequence[Line], index: int, today: date) -> bool:
    return index < len(lines) and isinstance(byline.parse_published(lines[index].words, today), Stated)
