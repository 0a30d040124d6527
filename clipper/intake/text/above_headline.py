"""The lines above a headline: the line of print, the head of a release, and words such as `INTERVIEW`."""

import re
from collections.abc import Sequence

from clipper.intake import headline
from clipper.intake.text.press_release import read_masthead
from clipper.intake.text.print_line import PrintLine, parse_print_line
from clipper.intake.text.stated import Line, Opening, Stated, first_block, quote
from clipper.model.dates import AmbiguousDate

_MAX_PRINT_LINES = 3
"""Lines that may hold the outlet, the day and the page, one each."""
_MAX_OUTLET = 80
_SLUG = r"[A-Z0-9]+(?:[-/][A-Z0-9]+)+/?(?:\s*\([A-Z, ]+\))?"
_KICKER = r"""
    interview | opinion | comment | analysis | exclusive | feature | editorial | reportage | review | profile | obituary
  | breaking(?:[ ]news)? | kommentar | meinung | analyse | leitartikel | porträt | entretien | enquête | portrait
  | éditorial | opinión | análisis | entrevista | intervista | analisi | commento | opinião | análise | opinie
  | achtergrond | ledare | debatt | kronik | wywiad | komentarz | rozhovor
"""


def skip_slugs(lines: Sequence[Line], index: int) -> int:
    """Return the number of the first line that is no slug, as `PORT-STRIKE/`, and no kicker, as `INTERVIEW`."""
    while index < len(lines) - 1 and re.fullmatch(_SLUG, lines[index].words):
        index += 1
    is_above_headline = index < len(lines) - 2 and headline.parse_headline(lines[index + 1].words)
    if is_above_headline and re.fullmatch(_KICKER, lines[index].words.strip("*_|: "), re.IGNORECASE | re.VERBOSE):
        index += 1
    return index


def _count_print_lines(lines: Sequence[Line]) -> int:
    """Return how many lines above a headline hold the outlet, the day and the page, one each; 0 if they do not."""
    for count in range(_MAX_PRINT_LINES, 1, -1):
        block, below = lines[:count], lines[count : count + 2]
        if len(below) < 2 or not headline.parse_headline(below[0].words):  # noqa: PLR2004 - a headline and a text
            continue
        printed = None if any(len(line.words) > _MAX_OUTLET for line in block) else parse_print_line(_as_one(block))
        if isinstance(printed, PrintLine) and printed.is_whole and printed.stated[0].value == block[0].words:
            return count
    return 0


def _as_one(lines: Sequence[Line]) -> str:
    return " | ".join(line.words for line in lines)


def read_head(opening: Opening, lines: Sequence[Line]) -> int:
    """Read the lines above the headline, and return how many they are: a line of print, or the head of a release."""
    printed, count = parse_print_line(lines[0].words), 1
    if not printed and (count := _count_print_lines(lines)):
        printed = parse_print_line(_as_one(lines[:count]))
    if isinstance(printed, AmbiguousDate):
        opening.ambiguous = printed
        return 0
    if printed:
        opening.add(printed.stated)
        if printed.is_whole:
            opening.body_start = lines[count - 1].end
        opening.title_start = lines[count - 1].end
        return count
    masthead = read_masthead(lines)
    if not masthead:
        return 0
    opening.add(masthead.stated)
    below = lines[masthead.line_count :]
    block = first_block(below)
    if masthead.name and len(below) > len(block) and all(_is_headline(block, index) for index in range(len(block))):
        opening.add([Stated("source", masthead.name, quote(masthead.name))])
    elif masthead.name:
        opening.title = headline.parse_headline(masthead.name)
    opening.title_start = lines[masthead.line_count - 1].end
    return masthead.line_count


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    return bool(headline.parse_headline(lines[index].words))
