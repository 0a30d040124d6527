"""The opening of a text: what its first lines state without labels, as a dateline or the head of a mail does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from clipper.intake import headline
from clipper.intake.text import byline, messages
from clipper.intake.text.dateline import parse_dateline
from clipper.intake.text.mail import parse_mail
from clipper.intake.text.press_release import read_masthead
from clipper.intake.text.print_line import parse_print_line
from clipper.intake.text.stated import Line, Stated, first_lines, quote
from clipper.model.dates import AmbiguousDate

_MAX_BELOW_HEADLINE = 4
"""Lines between a headline and the first paragraph that may name authors and days."""
_SLUG = r"[A-Z0-9]+(?:[-/][A-Z0-9]+)+/?(?:\s*\([A-Z, ]+\))?"
_WIRE_MARK = r"^(?:(?:update|wrapup|refile|corrected|rpt|lead|exclusive)(?: [0-9]{1,2})?(?:-| - |: ))+"


@dataclass
class Opening:
    """What the opening states; its `title` is empty if the text has no headline.

    The body begins at `body_start`: the lines above it are in the values, word for word. `title_start` is the offset
    from which a title is looked for if there is no headline. `ambiguous` is a day that can be read in two ways.
    """

    body_start: int
    title_start: int
    title: str = ""
    stated: list[Stated] = field(default_factory=list)
    ambiguous: AmbiguousDate | None = None

    def add(self, stated: Sequence[Stated]) -> None:
        """Add values; for each field the first line that states it counts, and a sure value before a likely one."""
        sure = {item.field for item in self.stated if not item.is_likely}
        for item in stated:
            if item.field not in sure:
                self.stated = [
                    old for old in self.stated if old.field != item.field or not old.is_likely or item.is_likely
                ]
                self.stated.append(item)


def read_opening(text: str, start: int, end: int, today: date, *, below_heading: bool) -> Opening:
    """Return what the lines from an offset on state; `below_heading` tells that labelled lines are above them."""
    opening = Opening(start, start)
    lines = first_lines(text, start, end)
    if not lines:
        return opening
    if not below_heading and _read_message(opening, lines):
        return opening
    index = 0 if below_heading else _read_head(opening, lines)
    is_print = index > 0
    if not below_heading and not is_print:
        _read_last_line(opening, text, lines, end)
    index = _skip_slugs(lines, index)
    _read_headline(opening, text, lines, index, end, today, below_print=is_print)
    if any(item.field == "agency" and not item.is_likely for item in opening.stated):
        agency = next(item for item in opening.stated if item.field == "agency")
        opening.add([agency._replace(field="source")])
    return opening


def _read_message(opening: Opening, lines: Sequence[Line]) -> bool:
    """Read a mail, a post, a chat or a transcript, whose body stays whole; return whether the text is one."""
    post, words = messages.parse_post(lines)
    stated = parse_mail(lines) or post or messages.parse_chat(lines) or messages.parse_transcript(lines[0].words)
    titles = [item.value for item in stated if item.field == "title"]
    if titles:
        opening.title = titles[0]
    elif words:
        opening.title = headline.find_title(words)
    opening.add([item for item in stated if item.field != "title"])
    return bool(stated)


def _read_head(opening: Opening, lines: Sequence[Line]) -> int:
    """Read the lines above the headline, and return how many they are: a line of print, or the head of a release."""
    printed = parse_print_line(lines[0].words)
    if isinstance(printed, AmbiguousDate):
        opening.ambiguous = printed
        return 0
    if printed:
        opening.add(printed.stated)
        if printed.is_whole:
            opening.body_start = lines[0].end
        opening.title_start = lines[0].end
        return 1
    masthead = read_masthead(lines)
    if not masthead:
        return 0
    opening.add(masthead.stated)
    below = lines[masthead.line_count :]
    block = [*takewhile(lambda line: line is below[0] or not line.is_blank_above, below)]
    if masthead.name and len(below) > len(block) and all(_is_headline(block, index) for index in range(len(block))):
        opening.add([Stated("source", masthead.name, quote(masthead.name))])
    elif masthead.name:
        opening.title = headline.parse_headline(masthead.name)
    opening.title_start = lines[masthead.line_count - 1].end
    return masthead.line_count


def _read_last_line(opening: Opening, text: str, lines: Sequence[Line], end: int) -> None:
    """Read what the last line states, which stays there: `The Courier, 24 November 2026, p. 1`, `(Reporting by …)`."""
    last = text[max(lines[0].start, end - 400) : end].rstrip().replace("\r", "\n").rpartition("\n")[2]
    printed = parse_print_line(last, may_be_broadcast=False) if len(lines) > 1 else None
    if printed and not isinstance(printed, AmbiguousDate) and any(item.field == "page" for item in printed.stated):
        opening.add(printed.stated)
    opening.add(byline.parse_sign_off(last.strip()))


def _skip_slugs(lines: Sequence[Line], index: int) -> int:
    while index < len(lines) - 1 and re.fullmatch(_SLUG, lines[index].words):
        index += 1
    return index


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    return bool(headline.parse_headline(lines[index].words))


def _read_headline(
    opening: Opening, text: str, lines: Sequence[Line], index: int, end: int, today: date, *, below_print: bool
) -> None:
    """Read the headline, the lines below it that name authors and days, and the dateline of the first paragraph."""
    if index >= len(lines):
        return
    first = lines[index]
    stated, length = parse_dateline(first.words, today)
    if not stated and not opening.title and len(lines) > index + 1 and _is_headline(lines, index):
        title = re.sub(_WIRE_MARK, "", headline.parse_headline(first.words), flags=re.IGNORECASE)
        below = _read_below(opening, lines, index + 1, today, below_print=below_print)
        stated, length = parse_dateline(lines[below].words, today) if below < len(lines) else ([], 0)
        if below > index + 1 or stated or below_print or index:
            opening.title = title
        if below > index + 1 and _is_carried(
            opening, [line for line in lines[:below] if line.start >= opening.body_start]
        ):
            opening.body_start = lines[below - 1].end
        first = lines[below] if below < len(lines) else first
    elif not stated and opening.title:
        below = _read_below(opening, lines, index, today, below_print=True)
        stated, length = parse_dateline(lines[below].words, today) if below < len(lines) else ([], 0)
        first = lines[below] if below < len(lines) else first
    if stated:
        opening.add(stated)
        if not opening.title:
            paragraph = text[first.start : min(end, first.start + 4000)]
            opening.title = headline.find_title(_without(paragraph, first.words[:length]))


def _read_below(opening: Opening, lines: Sequence[Line], index: int, today: date, *, below_print: bool) -> int:
    """Read the lines below a headline, and return the number of the first line that is something else."""
    start = index
    for line in lines[start : start + _MAX_BELOW_HEADLINE]:
        published = byline.parse_published(line.words, today)
        if isinstance(published, AmbiguousDate):
            opening.ambiguous = published
            break
        beside = below_print or index > start or _is_dated(lines, index + 1, today)
        stated = [published] if published else byline.parse_byline(line.words, is_beside_others=beside)
        is_followed = index + 1 < len(lines)
        if not stated or not is_followed:
            break
        opening.add(stated)
        index += 1
    return index


def _is_dated(lines: Sequence[Line], index: int, today: date) -> bool:
    return index < len(lines) and isinstance(byline.parse_published(lines[index].words, today), Stated)


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
