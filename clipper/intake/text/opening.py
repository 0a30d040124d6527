"""The opening of a text: what its first lines state without labels, as a dateline or the head of a mail does."""

import re
from collections.abc import Sequence
from datetime import date

from clipper.intake import headline
from clipper.intake.text import messages
from clipper.intake.text.above_headline import read_head, skip_slugs
from clipper.intake.text.below_headline import read_below, read_last_line, skip_furniture
from clipper.intake.text.database import parse_database_head
from clipper.intake.text.dateline import parse_dateline
from clipper.intake.text.mail import parse_mail
from clipper.intake.text.stated import Line, Opening, first_lines, quote

_WIRE_MARK = r"^(?:(?:update|wrapup|refile|corrected|rpt|lead|exclusive)(?: [0-9]{1,2})?(?:-| - |: ))+"


def read_opening(text: str, start: int, end: int, today: date, *, below_heading: bool) -> Opening:
    """Return what the lines from an offset on state; `below_heading` tells that labelled lines are above them."""
    opening = Opening(start, start)
    lines = first_lines(text, start, end)
    if not lines:
        return opening
    if not below_heading and _read_message(opening, lines):
        return opening
    index = 0 if below_heading else read_head(opening, lines)
    is_print = index > 0
    if not below_heading and not is_print:
        read_last_line(opening, text, lines, end)
    index = skip_slugs(lines, index)
    _read_headline(opening, text, lines, index, end, today, below_print=is_print)
    agencies = [item for item in opening.stated if item.field == "agency" and not item.is_likely]
    opening.add([agency._replace(field="source") for agency in agencies[:1]])
    return opening


def _read_message(opening: Opening, lines: Sequence[Line]) -> bool:
    """Read a mail, a post, a chat or a transcript, whose body stays whole; return whether the text is one."""
    post, words = messages.parse_post(lines)
    stated = (
        parse_mail(lines)
        or post
        or messages.parse_chat(lines)
        or messages.parse_channel(lines)
        or messages.parse_transcript(lines[0].words)
        or parse_database_head(lines)
    )
    titles = [item.value for item in stated if item.field == "title"]
    if titles:
        opening.title = titles[0]
    elif words:
        opening.title = headline.find_title(words)
    opening.add([item for item in stated if item.field != "title"])
    return bool(stated)


def _read_headline(
    opening: Opening, text: str, lines: Sequence[Line], index: int, end: int, today: date, *, below_print: bool
) -> None:
    """Read the headline, the lines below it that name authors and days, and the dateline of the first paragraph."""
    if index >= len(lines):
        return
    first = lines[index]
    stated, length = parse_dateline(first.words, today)
    if not stated and not opening.title and len(lines) > index + 1 and headline.parse_headline(lines[index].words):
        title = re.sub(_WIRE_MARK, "", headline.parse_headline(first.words), flags=re.IGNORECASE)
        below = read_below(opening, lines, index + 1, today, below_print=below_print)
        paragraph = skip_furniture(lines, below)
        stated, length = parse_dateline(lines[paragraph].words, today) if paragraph < len(lines) else ([], 0)
        if below > index + 1 or stated or below_print or index:
            opening.title = title
        if below > index + 1 and _is_carried(
            opening, [line for line in lines[:below] if line.start >= opening.body_start]
        ):
            opening.body_start = lines[below - 1].end
        first = lines[paragraph] if paragraph < len(lines) else first
    elif not stated and opening.title:
        below = read_below(opening, lines, index, today, below_print=True)
        stated, length = parse_dateline(lines[below].words, today) if below < len(lines) else ([], 0)
        first = lines[below] if below < len(lines) else first
    if stated:
        opening.add(stated)
        if not opening.title:
            beginning = text[first.start : min(end, first.start + 4000)]
            opening.title = headline.find_title(_without(beginning, first.words[:length]))


def _is_carried(opening: Opening, lines: Sequence[Line]) -> bool:
    """Tell whether the lines hold no words but those of the title and of sure values, so that the body needs none."""
    kept = " ".join([opening.title, *(item.value for item in opening.stated if not item.is_likely)]).casefold()
    names = {word.strip(".,") for word in kept.split()}
    for line in lines:
        if any(
            item.field == "date" and not item.is_likely and item.origin == quote(line.words) for item in opening.stated
        ):
            continue
        words = [word.strip(".,:=").casefold() for word in line.words.split()]
        if any(word and word not in names and word not in _BYLINE_WORDS for word in words):
            return False
    return True


_BYLINE_WORDS = frozenset(
    {"&", "and", "af", "author", "autor", "av", "by", "di", "door", "e", "et", "haber", "och", "par", "por", "text"}
    | {"und", "von", "y", "текст"}
)


def _without(paragraph: str, dateline: str) -> str:
    """Return a paragraph without the words of its dateline, however its blanks are."""
    rest = paragraph.lstrip()
    for word in dateline.split():
        rest = rest.removeprefix(word).lstrip()
    return rest
