"""Press releases and papers: the line that says what a text is, and the lines about its sender below it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clipper.intake.text.stated import Line, Stated, first_block, quote
from clipper.model import dates
from clipper.model.dates import ParsedDate

_RELEASE = r"""
    (?: for[ ]immediate[ ]release | (?:news|press|media)[ ]release | pressemitteilung | pressemeldung | medienmitteilung
      | presseinformation | communiqué[ ]de[ ]presse | nota[ ]de[ ]prensa | comunicado[ ]de[ ]prensa
      | comunicado[ ]de[ ]imprensa | nota[ ]à[ ]imprensa | comunicato[ ]stampa | persbericht | pressmeddelande
      | pressemeddelelse | pressemelding | informacja[ ]prasowa | tisková[ ]zpráva | basın[ ]bülteni | lehdistötiedote
      | пресс-релиз | прес-реліз | プレスリリース | 报道资料 | 新闻稿 | 新聞稿 | 보도자료 | بيان[ ]صحفي )
    (?: [ ]? [:|\u2013-]? [ ]? (?:nr|no|n°)?[.]? [ ]? [0-9/-]{0,10} )
  | (?: embargoed | under[ ]embargo | embargo | sperrfrist | sous[ ]embargo )
    (?: [ ] (?:until|till|bis|jusqu'au|to) | :)? [ ].{0,60}
"""
_PAPER = (
    r"(?:.* )?(?:policy (?:brief|paper)|(?:working|discussion|briefing|research|occasional) paper)"
    r"(?: (?:no|nr|series)\.? ?[0-9/-]{0,10})?"
)
_BULLET = r"\s*[·•|]\s*"
_MAX_LINE = 100
_PUBLISHED = r"^(?:published|issued|released|date)(?: on)?:? "


_CONTACT = (
    r"(?:(?:press|media) )?contacts?|(?:presse|medien)?kontakt|rückfragen|contact presse|contacto(?: de"
    r" prensa)?|contatt[oi](?: stampa)?"
)
_WITH_DAY = (
    r"(?P<kind>[^\W\d_][^:|]{4,40})(?:\s*[:|,\u2013-])?\s+(?:vom |du |del |of |van )?(?P<day>"
    r"(?:[^\W\d_]{3,12}\.? )?[0-9].{5,40})"
)
_JOINING = r" (?:vom|du|del|of|van)$"
_EMBARGO = r"[^\W\d_]{0,5} ?(?:embargo|sperrfrist)"
"""The day of an embargo is not that of the release."""
_OTHER_KINDS = (
    r"transcript|speech|statement|briefing|minutes|abschrift|rede|protokoll|transcription|discours|discurso|discorso"
)


class Masthead(NamedTuple):
    """The head of a release or a paper: its day, the other line in it, and how many lines it has.

    The other line is the name of the sender if a headline is below the head, else it is the headline itself.
    """

    stated: list[Stated]
    name: str
    line_count: int


def read_masthead(lines: Sequence[Line]) -> Masthead | None:
    """Return the head of a press release or a paper, the first block of its lines; None for another text."""
    block = first_block(lines)
    parts = [part for line in block for part in re.split(_BULLET, line.words)]
    if not any(_is_kind(part) or (_read_day(part) and not dates.parse(part)) for part in parts):
        return None
    stated: list[Stated] = []
    name = ""
    for line in block:
        for part in re.split(_BULLET, line.words):
            if day := _read_day(part):
                stated.append(Stated("date", day, quote(line.words)))
            elif not _is_kind(part):
                if name or len(part) > _MAX_LINE:
                    return None
                name = part
    count = len(block)
    while count < len(lines) and re.match(rf"(?:{_CONTACT})\s?:", lines[count].words, re.IGNORECASE):
        count += len(first_block(lines[count:]))
    return Masthead(stated, name, count)


def parse_paper_line(line: str) -> list[Stated]:
    """Return the day in a line that says what a text is, as in `Transcript, 3 May 2026`."""
    if len(line) > _MAX_LINE:
        return []
    kind, comma, day = line.partition(", ")
    if not comma or not (_is_kind(kind) or re.fullmatch(_OTHER_KINDS, kind, re.IGNORECASE)):
        return []
    return [Stated("date", written, quote(line))] if (written := _read_day(day)) else []


def _read_day(words: str) -> str:
    """Return the day or the month that words are, with or without what kind of text it is the day of; else nothing."""
    words = re.sub(_PUBLISHED, "", words, flags=re.IGNORECASE)
    match = re.fullmatch(_WITH_DAY, words)
    if match and _is_kind(re.sub(_JOINING, "", match["kind"])) and not re.match(_EMBARGO, words, re.IGNORECASE):
        words = match["day"]
    parsed = dates.parse(words)
    return parsed.iso if isinstance(parsed, ParsedDate) and parsed.month and not parsed.flaw else ""


def _is_kind(words: str) -> bool:
    """Tell whether words say that the text is a press release or a paper."""
    words = words.strip("*_#[]() :")
    return bool(
        len(words) <= _MAX_LINE
        and (re.fullmatch(_RELEASE, words, re.IGNORECASE | re.VERBOSE) or re.fullmatch(_PAPER, words, re.IGNORECASE))
    )
