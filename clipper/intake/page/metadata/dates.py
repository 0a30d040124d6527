"""Dates of pages: parse days and times as pages write them; no time is converted to another time zone."""

import datetime as dt
import re

from clipper import text
from clipper.model import dates

_MAX_LENGTH = 120
_MIN_YEAR, _MAX_YEAR = 1700, 2200
_UNIX_TIME = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_FRACTION_OF_SECOND = re.compile(r"(?<=:\d\d)[.,]\d+")
_ZONE_NAME = re.compile(r"\[[A-Za-z_/+-]+\]$")
_DATE_WITH_OFFSET = re.compile(r"(\d{4}-\d\d-\d\d)[+-]\d\d:\d\d")
_BROKEN_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)\D.*", re.DOTALL)
"""A time as programs write it, with something after it that is neither a fraction nor a zone."""
_EAST_ASIAN_DATE = (
    r"(?:(\d{4})|(令和|平成)(\d{1,2}|元))\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?"
    r"(?:[^\d\n]{0,8}?(\d{1,2})\s*(?:[:：]|[時时시点])\s*(\d{2})(?:\s*[分분])?)?"
)
_ERAS = {"令和": 2018, "平成": 1988}
"""The year before the first one of each Japanese era."""
# The patterns of visible dates are strings: they are slow to compile and few pages need them; `re` compiles and caches
# them at the first search. A date in a line of text must have a year; nothing but a time may touch it.
_WORD = r"[^\W\d_][^\s\d.,;:/|()\[\]-]{1,14}"
"""The name of a month; vowel signs, as in Hindi, are no letters to `re`."""
_DATE = (
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
    r"|\d{4}[/.]\d{1,2}[/.]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º|ª)?(?:[ ’'-]|(?<=\.))?(?:de |d’|d'|of )?{_WORD}\.?,?[ -]?(?:de |del )?\d{{4}}"
    rf"|{_WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{4}}\. {_WORD} \d{{1,2}}\.?"
    r"|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}"
)
_TIME = (
    r"(?:,? ?(?:at |um |à |a las |alle |om |às |kl\.? |[-–—|•·] ?|\()?"
    r"\d{1,2}(?: ?[:.h] ?)\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?uhr| ?h\b)?(?: ?(?:UTC|GMT|Z))?"
    r"(?: ?[+-]\d{2}:?\d{2})?\)?)?"
)
_DATE_IN_TEXT = rf"(?<![\w/.-])(?P<date>{_DATE})(?P<time>{_TIME})(?![\w/])"
_VERSION = r"\b(?:version|release|firmware|v)\.? ?\d+(?:\.\d+)+"
_SHORT_DATE = r"(?<![\w/.-])(\d{1,2})\. ?(\d{1,2})\. ?(\d{2})(?![\w/.-])"
"""A day with two digits for the year, which only a short line has: `Kultur, 2.11.22`."""
_MAX_SHORT_LINE = 40
_VIETNAMESE_DATE = r"(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})"
_TWO_NAMES = r"([\u0620-\u064a]{1,12}) ?/ ?[\u0620-\u064a]{1,12}(?: [\u0620-\u064a]{1,12})?(?= \d)"
"""A month by both its Arabic names: `مايو/أيار`."""
_TWO_WORDS = r"\b(كانون|تشرين) (?=[اأ]لأ?و?ل|الثان)"
_BUDDHIST_YEARS = range(2443, 2700)
"""Years as Thailand counts them, 543 more than elsewhere."""
_UPDATED = (
    r"\b(?:updated?|modified|edited|corrected|amended|last|revised|aktualisiert|aktualisierung|geändert|mis à jour"
    r"|mise à jour|modifié|actualizado|actualización|aggiornato|aggiornamento|atualizado|bijgewerkt|oppdatert"
    r"|uppdaterad|opdateret|güncelle\w+|ενημέρωση)\b|обновлен|оновлен|更新|修正|수정|تحديث|अपडेट"
)


def parse_date(value: str, language: str = "") -> str:
    """Return a value of metadata as an ISO 8601 date, with its time if it has one; empty if it is not surely a date.

    `language` settles which of day and month comes first in `05/06/2025`.
    """
    value = text.one_line(value)
    if not value or len(value) > _MAX_LENGTH:
        return ""
    if unix_time := _UNIX_TIME.fullmatch(value):
        return dt.datetime.fromtimestamp(int(unix_time[1]), dt.UTC).isoformat().replace("+00:00", "Z")
    value = _ZONE_NAME.sub("", value)
    if not re.search(r"\d", value):
        return ""
    if date_with_offset := _DATE_WITH_OFFSET.fullmatch(value):
        value = date_with_offset[1]
    date = _parse_day(value, language)
    if not date and (broken := _BROKEN_TIME.fullmatch(value)):
        date = _parse_day(broken[1], language)
    if date[:4].isdecimal() and int(date[:4]) in _BUDDHIST_YEARS:
        date = f"{int(date[:4]) - 543}{date[4:]}"
    return date if date and _MIN_YEAR <= int(date[:4]) <= _MAX_YEAR and len(date) >= len("2025-05") else ""


def find_date(line: str, language: str = "") -> str:
    """Return the date in a short line of text, with the time beside it; empty if there is none.

    Whatever follows `updated` and its like is ignored: it is not the date of publication.
    """
    line = text.one_line(line)
    if not re.search(r"\d", line):
        return ""
    line = re.sub(_VERSION, "", line, flags=re.IGNORECASE)
    if updated := re.search(_UPDATED, line, re.IGNORECASE):
        line = line[: updated.start()]
    if east_asian := re.search(_EAST_ASIAN_DATE, line):
        return _parse_east_asian(east_asian)
    if not line.isascii():
        line = re.sub(_TWO_WORDS, r"\1_", re.sub(_TWO_NAMES, r"\1", line))
        line = re.sub(_VIETNAMESE_DATE, r"\3/\2/\1", line)
    match = re.search(_DATE_IN_TEXT, line, re.IGNORECASE)
    if not match:
        return _find_short_date(line)
    day, clock = match["date"].replace("_", " "), (match["time"] or "").strip(" ,-–—|•·()")
    return parse_date(f"{day} {clock}", language) or parse_date(day, language)


def _find_short_date(line: str) -> str:
    match = re.search(_SHORT_DATE, line) if len(line) <= _MAX_SHORT_LINE else None
    return parse_date(f"20{match[3]}-{int(match[2]):02}-{int(match[1]):02}") if match else ""


def _parse_east_asian(match: re.Match[str]) -> str:
    year, era, year_of_era, month, day, hour, minute = match.groups()
    if era:
        year = str(_ERAS[era] + (1 if year_of_era == "元" else int(year_of_era)))
    clock = f"T{int(hour):02}:{minute}" if hour else ""
    return parse_date(f"{year}-{int(month):02}-{int(day):02}{clock}")


def is_update(words: str) -> bool:
    """Tell whether the words before a date say that it is not the date of publication."""
    return bool(re.search(_UPDATED, words, re.IGNORECASE))


def date_in_url(url: str) -> str:
    """Return the date in the path of an address, such as `/2024/01/31/` or `20240131`; empty if there is none."""
    path = re.sub(r"^\w+://[^/]*", "", url).partition("?")[0]
    match = re.search(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", path)
    if not match or (not match[2] and len(match[0]) != len("20240131")):
        return ""
    return parse_date(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}")


def _parse_day(value: str, language: str) -> str:
    date = dates.iso(value)
    if not date and isinstance(dates.parse(value), dates.AmbiguousDate):
        # Day and month are ambiguous. Outside of America the day comes first, and so it does everywhere before a dot.
        if not re.match(r"\d{1,2}\. ?\d", value) and (not language or language.lower() in {"en", "en-us"}):
            if language.lower() != "en-us":
                return ""
            value = re.sub(r"(\d{1,2})([./-])(\d{1,2})", r"\3\2\1", value, count=1)
        date = _parse_day_first(value)
    if not date and (east_asian := re.search(_EAST_ASIAN_DATE, value)):
        date = _parse_east_asian(east_asian)
    return _FRACTION_OF_SECOND.sub("", date)


def _parse_day_first(value: str) -> str:
    parts = re.match(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(.*)", value, re.DOTALL)
    if not parts:
        return ""
    return dates.iso(f"{parts[4]}-{int(parts[3]):02}-{int(parts[1]):02}{parts[5]}")
