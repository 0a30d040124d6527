"""The dateline of wire copy, such as `GENEVA, Nov 26 (Reuters) -`: the place, the day and the agency."""

import re
from collections.abc import Iterator
from datetime import date

from clipper.intake import people
from clipper.intake.text.stated import Stated, quote
from clipper.model import dates
from clipper.model.agencies import find_agency
from clipper.model.dates import ParsedDate

_MAX = 160
"""Characters at the beginning of a paragraph in which a dateline is looked for."""
_DASH = r"(?:\s*(?:[-\u2013\u2014]{1,2}|\.\s?[-\u2013\u2014]{1,2})(?=\s|[(\u201c\"\u00ab]|$)|-{2})"
_PLACE = r"(?P<place>[^\W\d_][^\d_\n(){}\[\]:;!?<>|/@#]{1,50}?(?:/[^\W\d_][^\d_\n(){}\[\]:;!?<>|/@#]{1,30}?)?)"
_MONTH = r"[^\W\d_]{3,12}\.?"
_YEAR = "[0-9]{4}"
_DAY = (
    rf"(?P<day>(?:le |den |il )?(?:[0-9]{{1,2}}\.? (?:de )?{_MONTH}|{_MONTH} [0-9]{{1,2}})"
    rf"(?:,? (?:de )?{_YEAR})?(?: г\.| r\.)?|{_YEAR}\. {_MONTH} [0-9]{{1,2}}\.?)(?:, ?[^\W\d_]{{3,12}})?"
)
_AGENCY = r"(?:\((?P<brackets>[^()\n]{2,40})\)|/(?P<slashes>[^/\n]{2,40})/)"

# Each form but the last has a place. The agency stands behind it, before it (Italian, Chinese), or is the end of it
# (Japanese, Korean).
_AGENCY_LAST = rf"{_PLACE}(?:,\s*{_DAY})?,?\s*(?:--?)?\s*{_AGENCY}(?:\s*\.?{_DASH}|\s*\.\s)"
_CZECH = rf"{_PLACE} (?P<day>[0-9]{{1,2}}\. {_MONTH}(?: {_YEAR})?) {_AGENCY}{_DASH}"
_INDIAN = (
    rf"{_PLACE},\s*{_DAY},? \((?P<brackets>[A-Z][^()\n]{{1,30}})\)(?P<slashes>):?\s+(?=[\"'\u201c\u2018]?[^\W\d_])"
)
_AGENCY_FIRST = rf"\((?P<brackets>[^()\n]{{2,30}})\)(?P<slashes>)\s*[-\u2013\u2014]\s*{_PLACE}(?:,\s*{_DAY})?{_DASH}"
_WITHOUT_AGENCY = rf"{_PLACE},\s*{_DAY}{_DASH}(?P<brackets>)(?P<slashes>)"
_JAPANESE = (
    r"【(?P<place>[^【】]{1,20}?)[\s=＝]?(?P<brackets>共同|時事|ロイター|AFP時事|AFP|AP|新華社)(?P<slashes>)(?P<day>)】"
)
_AUSTRALIAN = rf"{_PLACE},\s*{_DAY},? (?P<brackets>[A-Z][\w ]{{1,20}}?)(?P<slashes>){_DASH}"
_CHINESE = (
    r"(?P<brackets>新华社|新華社)(?P<slashes>)(?P<place>[^\W\d_]{1,12}?)(?P<day>(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日)电"
    r"\s*(?:[（(]记者\s*(?P<names>[^（）()]{2,40})[）)])?"
)
_KOREAN = (
    r"\((?P<place>[^\W\d_]{1,12})=(?P<brackets>연합뉴스)(?P<slashes>)\)(?P<day>) ?(?P<names>"
    r"(?:[^\W\d_]{2,5} ){0,4}?)(?:기자|특파원) ?= ?"
)
_AGENCY_ONLY = (
    r"\((?P<brackets>[^()\n]{2,30})\)(?P<slashes>)(?P<place>)(?P<day>)\s+(?:[-\u2013\u2014]\s+)?"
    r"(?=[\"'\u201c\u2018\u00ab]?[^\W\d_])"
)
_FORMS = (
    _JAPANESE,
    _CHINESE,
    _KOREAN,
    _AGENCY_LAST,
    _AGENCY_FIRST,
    _CZECH,
    _INDIAN,
    _AUSTRALIAN,
    _WITHOUT_AGENCY,
    _AGENCY_ONLY,
)
_NEEDS_AGENCY = frozenset({_CZECH, _INDIAN, _AUSTRALIAN, _AGENCY_ONLY})
"""Forms that prose with brackets has too: only the name of an agency that is known makes them a dateline."""
_MAX_WORDS = 6
_PARTICLES = frozenset(
    {"aan", "al", "am", "an", "bei", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "im", "la"}
    | {"le", "les", "of", "op", "sur", "the", "upon", "von", "y"}
)


def parse_dateline(paragraph: str, today: date) -> tuple[list[Stated], int]:
    """Return what the dateline at the beginning of a paragraph states, and its length; nothing and 0 without one.

    A day without a year is likely to be the last such day before `today`.
    """
    beginning = paragraph[:_MAX]
    for form in _FORMS:
        match = re.match(form, beginning)
        stated = [*_read(match, today, needs_agency=form in _NEEDS_AGENCY)] if match else []
        if match and stated:
            return stated, match.end()
    return [], 0


def _read(match: re.Match[str], today: date, *, needs_agency: bool) -> Iterator[Stated]:
    """Yield what a match states; nothing if it is prose with a dash in it."""
    origin = quote(match[0].strip())
    written = (match["brackets"] or match["slashes"] or "").strip()
    agency = find_agency(written)
    day, is_likely = _read_day(match["day"] or "", today)
    place = match["place"].strip(" ,")
    if written and not agency and (needs_agency or not (day and _is_capital(place))):
        return
    if (not written and (not day or is_likely)) or not _is_place(place):
        return
    if place:
        yield Stated("place", _in_title_case(place), origin)
    for name in people.parse_bylines([match.groupdict().get("names") or ""]).people:
        yield Stated("author", name, origin)
    if agency or written:
        yield Stated("agency", agency or written, origin, is_likely=not agency)
    if day:
        yield Stated("date", day, origin, is_likely)


def _read_day(written: str, today: date) -> tuple[str, bool]:
    """Return a day in ISO 8601, and whether its year is only likely; empty if it is not a day."""
    if not written:
        return "", False
    written = re.sub(r"^(?:le|den|il) ", "", written)
    has_year = bool(re.search(_YEAR, written))
    is_chinese = written.endswith("日")
    for year in (today.year, today.year - 1):
        with_year = f"{year}年{written}" if is_chinese else f"{written.rstrip('.')} {year}"
        parsed = dates.parse(written if has_year else with_year)
        if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw and (has_year or parsed.iso <= str(today)):
            return parsed.iso, not has_year
    return "", False


def _is_capital(place: str) -> bool:
    """Tell whether a place is in capital letters up to its first comma, or in a script that has none."""
    city = place.partition(",")[0]
    return city == city.upper()


def _is_place(place: str) -> bool:
    """Tell whether words may name a place: each begins with a capital letter, but for particles."""
    words = [word for word in re.split(r"[\s/,.-]+", place) if word]
    return len(words) <= _MAX_WORDS and all(not word[0].islower() or word in _PARTICLES for word in words)


def _in_title_case(place: str) -> str:
    """Return a place with capital letters at the beginnings of words only, if it is in capitals up to a comma."""
    city, comma, region = place.partition(",")
    if city == city.upper() and len(city) > len("UK"):
        city = "".join(part.capitalize() if part.isalpha() else part for part in re.split(r"(\W)", city))
    return f"{city}{comma}{region}"
