"""Press releases and papers: the line that says what a text is, and the lines about its sender below it."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from clipper.intake.text.stated import Line, Stated, quote
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


class Masthead(NamedTuple):
    """The head of a release or a paper: its day, the other line in it, and how many lines it has.

    The other line is the name of the sender if a headline is below the head, else it is the headline itself.
    """

    stated: list[Stated]
    name: str
    line_count: int


def read_masthead(lines: Sequence[Line]) -> Masthead | None:
    """Return the head of a press release or a paper, the first block of its lines; None for another text."""
    block = [*takewhile(lambda line: line is lines[0] or not line.is_blank_above, lines)]
    if not any(_is_kind(part) for line in block for part in re.split(_BULLET, line.words)):
        return None
    stated: list[Stated] = []
    name = ""
    for line in block:
        for part in re.split(_BULLET, line.words):
            parsed = None if _is_kind(part) else dates.parse(re.sub(_PUBLISHED, "", part, flags=re.IGNORECASE))
            if isinstance(parsed, ParsedDate) and parsed.month and not parsed.flaw:
                stated.append(Stated("date", parsed.iso, quote(line.words)))
            elif not _is_kind(part):
                if name or len(part) > _MAX_LINE:
                    return None
                name = part
    return Masthead(stated, name, len(block))


def _is_kind(words: str) -> bool:
    """Tell whether words say that the text is a press release or a paper."""
    words = words.strip("*_#[]() :")
    return bool(
        len(words) <= _MAX_LINE
        and (re.fullmatch(_RELEASE, words, re.IGNORECASE | re.VERBOSE) or re.fullmatch(_PAPER, words, re.IGNORECASE))
    )
