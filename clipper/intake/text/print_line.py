"""The line that says where a text appeared: `The Courier, 24 November 2026, page 3`, also of a broadcast."""

import re
from typing import NamedTuple

from clipper import text
from clipper.intake import bylines
from clipper.intake.text.stated import Stated, quote
from clipper.model import dates
from clipper.model.calendar_names import MONTHS, WEEKDAYS
from clipper.model.dates import AmbiguousDate

_MAX_LINE = 160
_MAX_OUTLET_WORDS = 8
_MAX_PARTS = 8
_SEPARATOR = r"\s*[,|·•،、，]\s*|\s+[\u2013\u2014-]{1,2}\s+|\s*\t\s*"
_LABEL = (
    r"^(?:(?:source|quelle|fuente|fonte|källa|kilde|bron|źródło|zdroj|lähde|источник|出典|来源) ?[:\uff1a]"
    r"|(?:first )?(?:published|appeared) in:?|erschienen in:?|zuerst in:?|paru dans:?|publicado en:?)\s*"
)
_ISSUE = r"(?:issue|no|nr|number|nº|n°|ausgabe|heft|numéro|número|numero|nummer|vol|volume|№)[.:]? ?[0-9]{1,5}"
_PROGRAMME = (
    r".*\b(?:journal de|[0-9]{1,2} (?:heures|uhr|o'clock|horas)|news at|evening news|tagesschau"
    r"|tagesthemen|abendschau|heute journal"
    r"|telediario|telegiornale|telejornal|journaal|morning edition)\b.*"
)
# `Journal of Harbours 12 (2026) 33-48`, as papers in journals are quoted.
_CITATION = (
    r"(?P<source>[^\W\d_][^\d()]{3,70}?),? (?:vol\. ?)?[0-9]{1,4}(?:[.:(/] ?[0-9]{1,3}\)?)? \("
    r"(?:[^\W\d_]{3,12} )?(?P<date>[0-9]{4})\),?:?"
    r" (?:pp?\.? ?)?(?P<page>[0-9]{1,5}[-\u2013][0-9]{1,5})"
)
# A day behind a name without a comma: `Kurier 24.11.2026`, `Anzeiger vom 24. November`, `The Courier Nov 24, 2026`.
_BEFORE_DAY = r"\s+(?=[0-9]|(?P<month>[^\W\d_]{3,12})\.? [0-9])"
_NO_OUTLET = (
    r"(?:on|at|in|by|from|before|until|till|since|after|am|im|bis|seit|vor|nach|à|en|dès|desde|hasta|dal|på)\b.*"
)
_JOINING = (
    r"(?:\s+(?:vom|du|del|dello|della|van|från|från den|fra|den|of|od|z|z dnia|ze|ze dne|от|за|for|le|de"
    r"|do dia|dated))+$"
)
_EAST_ASIAN_DAY = r"[0-9]{4} ?[年년] ?[0-9]{1,2} ?[月월]"

_PAGE = r"""
    (?: pages? | pp? | pg | seiten? | ss? | p[áa]g(?:ina)?s? | p[áa]gg?
      | pagg? | blz | bladzijde | side | sida
      | str(?:ana)? | σ(?:ελ)? | стр | с | ص | صفحة | sayfa )
    [.]? [ ]? (?P<page> [A-Z]?[0-9]{1,4}[A-Z]? (?: [ ]?[-\u2013][ ]? [A-Z]?[0-9]{1,4} )? )
  | 第? (?P<cjk_page> [0-9]{1,3} ) [ ]? (?: 面 | 版 | ページ | 頁 | 页 | 면 )
"""
_EDITION = r"""
    朝刊 | 夕刊 | 早版 | 晩刊
  | (?: (?:[^\W\d_]+[ ]){0,2} (?: edition | ausgabe | édition | edición | edizione | edição | editie | utgave
      | utgåva ) )
  | (?: édition | edición | edizione | edição ) [ ] (?: [^\W\d_]+[ ]? ){1,3}
"""
_TIME = r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9](?: ?(?:uhr|h|am|pm|a\.m\.|p\.m\.|gmt|bst|cet))?"
# An outlet calls itself by such a word. Without a page or a time beside it, a line such as `Paris, 24 November 2026` is
# the head of a letter.
_OUTLET_WORD = r"""
    \b (?: times | post | herald | tribune | gazette | chronicle | courier | guardian | telegraph
      | independent | observer
      | mirror | express | mail | star | sun | globe | standard | examiner | journal | daily | weekly
      | monthly | magazine
      | news | review | economist | bulletin | press | radio | tv | bbc | cnn | npr | sampler | zeitung
      | kurier | anzeiger
      | nachrichten | tageblatt | spiegel
      | stern | rundschau
      | presse | allgemeine
      | morgenpost | abendblatt | tagblatt
      | deutschlandfunk | rundfunk | monde | figaro | libération | parisien | humanité | hebdo
      | quotidien | diario
      | periódico | país | mundo
      | vanguardia | noticias | gaceta | corriere | repubblica | stampa | giornale | gazzetta
      | messaggero | jornal | folha | estado | público | notícias
      | correio | krant | dagblad | volkskrant | telegraaf
      | trouw | nieuwsblad | bladet
      | dagbladet | tidningen | tidende | avisen | posten | gazeta
      | rzeczpospolita | dziennik
      | газета | известия | коммерсантъ | новости | ведомости | правда | gazetesi | haber ) \b
  | \w*(?:zeitung|kurier|anzeiger|nachrichten|tageblatt|blatt|post|bladet|tidning|krant|dagblad)\b
  | 新聞 | 新闻 | 日報 | 日报 | 晚报 | 時報 | 时报 | 通信 | 일보 | 신문 | 타임스 | 뉴스 | صحيفة | جريدة
"""


class PrintLine(NamedTuple):
    """What such a line states, and whether every word of it is in one of the values."""

    stated: list[Stated]
    is_whole: bool


def parse_print_line(line: str, *, may_be_broadcast: bool = True) -> PrintLine | AmbiguousDate | None:
    """Return the outlet, the day, the page and the edition that a line states; None if it is something else.

    A day that can be read in two ways is returned as it is, for the person to decide.
    """
    line = re.sub(_LABEL, "", text.one_line(line).strip("*_[]() "), flags=re.IGNORECASE)
    if len(line) > _MAX_LINE or not any(character.isdecimal() for character in line):
        return None
    if citation := re.fullmatch(_CITATION, line, re.IGNORECASE):
        return PrintLine([Stated(name, citation[name], quote(line)) for name in ("source", "date", "page")], False)
    parts = _split_before_day([part for part in re.split(_SEPARATOR, line) if part])
    if re.search(_EAST_ASIAN_DAY, line):
        parts = [word for part in parts for word in _split_east_asian(part)]
    if not 1 < len(parts) <= _MAX_PARTS:
        return None
    found = _Parts(parts)
    if isinstance(found.day, AmbiguousDate):
        return found.day if found.page and found.outlet else None
    if not found.day or not found.outlet or not _is_print_line(found, may_be_broadcast=may_be_broadcast):
        return None
    origin = quote(line)
    values = {"source": found.outlet, "date": found.day, "page": found.page, "edition": found.edition}
    return PrintLine([Stated(field, value, origin) for field, value in values.items() if value], not found.others)


def _is_print_line(found: "_Parts", *, may_be_broadcast: bool) -> bool:
    if may_be_broadcast and any(re.fullmatch(_PROGRAMME, other, re.IGNORECASE) for other in found.others):
        return len(found.others) == 1
    if found.page or found.has_issue:
        return len(found.others) <= 1
    if not names_outlet(found.outlet):
        return False
    return not found.others or (may_be_broadcast and found.has_time and len(found.others) == 1)


def names_outlet(words: str) -> bool:
    """Tell whether words hold one by which outlets call themselves, such as `Gazette`."""
    return bool(re.search(_OUTLET_WORD, words, re.IGNORECASE | re.VERBOSE))


def _split_before_day(parts: list[str]) -> list[str]:
    """Split the first part, or the second of a line such as `Paris edition, Courier 24 May 2026`, before its day."""
    for index, part in enumerate(parts[:2]):
        for gap in re.finditer(_BEFORE_DAY, part):
            if gap["month"] and text.fold(gap["month"]) not in MONTHS:
                continue
            following = [", ".join([part[gap.end() :], *parts[index + 1 : index + 1 + more]]) for more in (0, 1)]
            outlet = re.sub(_JOINING, "", part[: gap.start()])
            outlet = _without_weekday(outlet)
            is_outlet = may_be_outlet(outlet) and not re.fullmatch(_NO_OUTLET, outlet, re.IGNORECASE)
            if is_outlet and not _read_day(outlet) and any(map(_read_day, following)):
                return [*parts[:index], outlet, part[gap.end() :], *parts[index + 1 :]]
    return parts


def _without_weekday(outlet: str) -> str:
    """Return the words before a weekday; in `Welt am Sonntag` the word belongs to the name."""
    before, _, last = outlet.rpartition(" ")
    is_weekday = len(last) > len("Sun.") and text.fold(last).rstrip(".,") in WEEKDAYS
    return before if is_weekday and not before.rpartition(" ")[2].islower() else outlet


def _split_east_asian(part: str) -> list[str]:
    """Split at blanks, but not within a date such as `2026년 11월 24일`."""
    joined = re.sub(r"(?<=[년월年月]) (?=[0-9]{1,2} ?[월일月日])", "", part)
    return joined.split()


class _Parts:
    """The parts of a line, each with its meaning; `others` are those that have none."""

    def __init__(self, parts: list[str]) -> None:
        self.outlet = self.page = self.edition = ""
        self.day: str | AmbiguousDate = ""
        self.has_time = self.has_issue = False
        self.others: list[str] = []
        index = 0
        while index < len(parts):
            index += self._take(parts, index)

    def _take(self, parts: list[str], index: int) -> int:
        """Give the part at an index its meaning, and return how many parts it spans: a date may contain a comma."""
        part = parts[index]
        if not self.day:
            for count in (2, 1):
                if day := _read_day(", ".join(parts[index : index + count])):
                    self.day = day
                    self.has_time = "T" in day
                    return count
        if page := re.fullmatch(_PAGE, part, re.IGNORECASE | re.VERBOSE):
            self.page = self.page or page["page"] or page["cjk_page"]
        elif re.fullmatch(_EDITION, part, re.IGNORECASE | re.VERBOSE):
            self.edition = part
        elif re.fullmatch(_ISSUE, part, re.IGNORECASE):
            self.has_issue = True
            self.others += [] if self.others else [part]
        elif re.fullmatch(_TIME, part, re.IGNORECASE):
            self.has_time = True
            self.others += [] if self.day else [part]
        elif text.fold(part).rstrip(".") in WEEKDAYS:
            pass
        elif not self.outlet and may_be_outlet(part) and (index == 0 or self.day):
            self.outlet = part
        else:
            self.others.append(part)
        return 1


def _read_day(written: str) -> str | AmbiguousDate:
    """Return a day or a month in ISO 8601, or its readings; empty if the text is neither."""
    parsed = dates.parse(written)
    if isinstance(parsed, AmbiguousDate):
        return parsed
    return parsed.iso if parsed and parsed.month and not parsed.flaw and not parsed.week else ""


def may_be_outlet(part: str) -> bool:
    """Tell whether a part of a line may be the name of an outlet, by its length and its capital letters."""
    words = part.split()
    return 0 < len(words) <= _MAX_OUTLET_WORDS and not part.endswith((".", "!", "?", ":")) and bylines.is_outlet(words)
