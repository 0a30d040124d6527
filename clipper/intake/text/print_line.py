"""The line that says where a text appeared: `The Courier, 24 November 2026, page 3`, also of a broadcast."""

import re
from typing import NamedTuple

from clipper import text
from clipper.intake import bylines
from clipper.intake.text.stated import Stated, quote
from clipper.model import dates
from clipper.model.calendar_names import WEEKDAYS
from clipper.model.dates import AmbiguousDate

_MAX_LINE = 160
_MAX_OUTLET_WORDS = 8
_MAX_PARTS = 8
_SEPARATOR = r"\s*[,|·•،、，]\s*|\s+[\u2013\u2014-]{1,2}\s+|\s*\t\s*"
_EAST_ASIAN_DAY = r"[0-9]{4} ?[年년] ?[0-9]{1,2} ?[月월]"

_PAGE = r"""
    (?: pages? | pp? | pg | seiten? | ss? | p[áa]g(?:ina)?s? | p[áa]gg?
      | pagg? | blz | bladzijde | side | sida
      | str(?:ana)? | стр | с | ص | صفحة | sayfa )
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
    line = text.one_line(line).strip("*_[]() ")
    if len(line) > _MAX_LINE or not any(character.isdecimal() for character in line):
        return None
    parts = [part for part in re.split(_SEPARATOR, line) if part]
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
    if found.page:
        return len(found.others) <= 1
    if not re.search(_OUTLET_WORD, found.outlet, re.IGNORECASE | re.VERBOSE):
        return False
    return not found.others or (may_be_broadcast and found.has_time and len(found.others) == 1)


def _split_east_asian(part: str) -> list[str]:
    """Split at blanks, but not within a date such as `2026년 11월 24일`."""
    joined = re.sub(r"(?<=[년월年月]) (?=[0-9]{1,2} ?[월일月日])", "", part)
    return joined.split()


class _Parts:
    """The parts of a line, each with its meaning; `others` are those that have none."""

    def __init__(self, parts: list[str]) -> None:
        self.outlet = self.page = self.edition = ""
        self.day: str | AmbiguousDate = ""
        self.has_time = False
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
        elif re.fullmatch(_TIME, part, re.IGNORECASE):
            self.has_time = True
            self.others += [] if self.day else [part]
        elif text.fold(part).rstrip(".") in WEEKDAYS:
            pass
        elif not self.outlet and _is_outlet(part) and (index == 0 or self.day):
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


def _is_outlet(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= _MAX_OUTLET_WORDS and not part.endswith((".", "!", "?", ":")) and bylines.is_outlet(words)
