"""When a page was published: days and times as pages state them, never shifted by a time zone."""

import datetime as dt
import re

from clipper import text
from clipper.errors import UsageError
from clipper.model import dates

_LONGEST = 120
_EARLIEST, _LATEST = 1700, 2200
_UNIX = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+")
_ZONE_NAME = re.compile(r"\[[A-Za-z_/+-]+\]$")
_DAY_WITH_ZONE = re.compile(r"(\d{4}-\d\d-\d\d)[+-]\d\d:\d\d")
_EAST = (
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?"
    r"(?:[^\d\n]{0,8}?(\d{1,2})\s*(?:[:：]|[時时시点])\s*(\d{2})(?:\s*[分분])?)?"
)
_SLAVIC = (
    *("январ ianvar янв", "феврал лютого фев", "март березн мар", "апрел квітн апр", "ма[йя] травн", "июн червн"),
    *(
        "июл липн",
        "август серпн авг",
        "сентябр вересн сен",
        "октябр жовтн окт",
        "ноябр листопад ноя",
        "декабр грудн дек",
    ),
)
_ARABIC = (
    *("يناير كانون الثاني", "فبراير شباط", "مارس آذار", "أبريل إبريل نيسان", "مايو أيار ماي", "يونيو حزيران"),
    *("يوليو تموز", "أغسطس آب", "سبتمبر أيلول", "أكتوبر تشرين الأول", "نوفمبر تشرين الثاني", "ديسمبر كانون الأول"),
)
# The patterns of visible dates take long to compile, and few pages need them: `re` does so when one is searched for.
# A day inside a line of text, surely one: with its year, and no more than a time beside it.
_DATE = (
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
    r"|\d{4}[/.]\d{1,2}[/.]\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)? ?(?:de |of )?[^\W\d_]{3,12}\.?,? ?(?:de |del )?\d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}"
)
_TIME = (
    r"(?:,? ?(?:at |um |à |a las |alle |om |às |kl\.? |[-–—|•·] ?|\()?"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?uhr| ?h\b)?(?: ?(?:UTC|GMT|Z))?(?: ?[+-]\d{2}:?\d{2})?\)?)?"
)
_FOUND = rf"(?<![\w/.-])(?P<date>{_DATE})(?P<time>{_TIME})(?![\w/])"
_CHANGED = (
    r"\b(?:updated|modified|edited|corrected|amended|last|aktualisiert|geändert|mis à jour|modifié|actualizado"
    r"|aggiornato|atualizado|bijgewerkt|oppdatert|uppdaterad|opdateret)\b|обновлен|更新|修正|수정|تحديث"
)


def parse_date(value: str, language: str = "") -> str:
    """Return a value of metadata as a day or a day with its time, in ISO 8601; empty when it is none for sure."""
    value = text.one_line(value)
    if not value or len(value) > _LONGEST:
        return ""
    if unix := _UNIX.fullmatch(value):
        return dt.datetime.fromtimestamp(int(unix[1]), dt.UTC).isoformat().replace("+00:00", "Z")
    value = _ZONE_NAME.sub("", value)
    if day := _DAY_WITH_ZONE.fullmatch(value):
        value = day[1]
    found = _parse_day(value, language)
    return found if found and _EARLIEST <= int(found[:4]) <= _LATEST and len(found) >= len("2025-05") else ""


def find_date(line: str, language: str = "") -> str:
    """Return the day, with its time if that stands beside it, which a short line of text names; empty without one.

    A line that says when something was changed names no day, unless another one stands before those words.
    """
    line = text.one_line(line)
    if changed := re.search(_CHANGED, line, re.IGNORECASE):
        line = line[: changed.start()]
    if east := re.search(_EAST, line):
        year, month, day, hour, minute = east.groups()
        clock = f"T{int(hour):02}:{minute}" if hour else ""
        return parse_date(f"{year}-{int(month):02}-{int(day):02}{clock}")
    found = re.search(_FOUND, line, re.IGNORECASE)
    if not found:
        return ""
    day, clock = found["date"], (found["time"] or "").strip(" ,-–—|•·()")
    return parse_date(f"{day} {clock}", language) or parse_date(day, language)


def date_in_url(url: str) -> str:
    """Return the day that stands in the path of an address, as `/2024/01/31/` or `20240131`; empty without one."""
    path = re.sub(r"^\w+://[^/]*", "", url).partition("?")[0]
    found = re.search(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", path)
    if not found or (not found[2] and len(found[0]) != len("20240131")):
        return ""
    return parse_date(f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}")


def _parse_day(value: str, language: str) -> str:
    try:
        found = dates.day(value)
    except UsageError:
        # Two readings: outside of America the day comes first.
        if not language or language.lower() in {"en", "en-us"}:
            if language.lower() != "en-us":
                return ""
            value = re.sub(r"(\d{1,2})([./-])(\d{1,2})", r"\3\2\1", value, count=1)
        found = _parse_day_first(value)
    if found is None and not value.isascii():
        found = _parse_month_name(value)
    return _FRACTION.sub("", found or "")


def _parse_day_first(value: str) -> str | None:
    parts = re.match(r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(.*)", value, re.DOTALL)
    if not parts:
        return None
    return dates.day(f"{parts[4]}-{int(parts[3]):02}-{int(parts[1]):02}{parts[5]}")


def _parse_month_name(value: str) -> str | None:
    """Read a day whose month is named in Russian, Ukrainian or Arabic."""
    if east := re.search(_EAST, value):
        return find_date(east[0])
    found = re.fullmatch(
        r"(\d{1,2})\s+([^\W\d_]+(?: [^\W\d_]+)?)\.?,?\s+(\d{4})(?: ?г(?:\.|ода)?| ?р(?:\.|оку)?)?(.*)", value
    )
    if not found:
        return None
    name = found[2].casefold()
    for number, (slavic, arabic) in enumerate(zip(_SLAVIC, _ARABIC, strict=True), 1):
        if any(re.match(stem, name) for stem in slavic.split()) or name in arabic:
            return dates.day(f"{found[3]}-{number:02}-{int(found[1]):02}{found[4]}")
    return None
