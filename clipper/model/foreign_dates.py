"""Dates in the notations of programs and of East Asia, rewritten to forms that `dates.parse` knows."""

import re
from datetime import UTC, datetime

from clipper.model.calendar_names import WEEKDAYS

_UNIX_SECONDS = range(631_152_000, 4_133_980_800)
"""The Unix times of the years 1990 to 2100. A number outside may count something else."""
_UNIX_DIGITS = {10: 1, 13: 1000}
"""The numbers of digits of a Unix time, each with how many of its units make a second."""

# `10/oct/2000:13:55:36 +0300`, as web servers log it.
_LOG = r"([0-9]{1,2}/[a-z]{3,4}/[0-9]{4}):(?=[0-9]{2}:)"

# `24 grudnia 2026 r.`
_POLISH_YEAR = r"(?<=[a-z] [0-9]{4}) ?r\.?$"

# `2026. november 25., szerda` is Hungarian, and so is `2026. 11. 25.`
_HUNGARIAN = (
    r"(?P<year>[0-9]{4})\. (?P<month>[a-z]{3,10}\.?|[0-9]{1,2}\.) (?P<day>[0-9]{1,2})\.?"
    r"(?:,? (?P<weekday>[a-z]{4,9}))?(?P<time>,? [0-9]{1,2}:.*)?"
)

# `November 24, 2026 Tuesday` and `24 November 2026 (Tuesday)`.
_WEEKDAY_LAST = r"(?P<day>.{6,40}[0-9]{4}),? \(?(?P<weekday>[a-z]{6,12})\)?"

# `kl. 14.05`, `klo 14.05`, `om 14.05 uur`: no month, as in `14.05`, but a time.
_TIME_WITH_DOT = r"\b(?:kl\.?|klo|om) ?([0-9]{1,2})[.:]([0-9]{2})\b(?: uur)?"

# `2006年3月11日(土) 午前10時30分`, `2026년 5월 18일 월요일 오후 3:04`, `2006年3月11日 星期六`; folded.
_EAST_ASIAN = r"""
    (?P<year>[0-9]{4}) [ ]?[年년]
    (?: [ ]?(?P<month>[0-9]{1,2}) [ ]?[月월] (?: [ ]?(?P<day>[0-9]{1,2}) [ ]?[日号號일] )? )?
    (?: [ ,]* [(]?
        (?: [月火水木金土日](?:曜日?)? | (?:星期|周|週|礼拜|禮拜)[一二三四五六日天] | [월화수목금토일](?:요일)? )
        [)]? )?
    (?: [ ,]* (?P<half>午前|午后|午後|上午|下午|오전|오후)? [ ]?
        (?P<hour>[0-9]{1,2}) (?: : | [ ]?[時时点點시][ ]? )
        (?: (?P<minute>[0-9]{1,2}) [ ]?[分분]? [ ]? (?: :?(?P<second>[0-9]{1,2}) [ ]?[秒초]? )? )? )?
    (?P<zone> [ ]* (?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})? (?:[jk]st)? )
"""
_AFTERNOON = frozenset({"午后", "午後", "下午", "오후"})


def rewrite(folded: str) -> str:
    """Return a folded date in a form that `dates.parse` knows; any other text as it is."""
    if folded.isascii():
        return _from_unix(folded) or _from_latin(folded)
    match = re.fullmatch(_EAST_ASIAN, folded, re.VERBOSE)
    if not match:
        from clipper.model import foreign_months

        return foreign_months.translate(folded)
    day = "-".join(filter(None, match.group("year", "month", "day")))
    if not match["hour"]:
        return day
    minute, second = match["minute"] or "0", match["second"]
    clock = f"{match['hour']}:{minute:0>2}" + (f":{second:0>2}" if second else "")
    half = f" {'pm' if match['half'] in _AFTERNOON else 'am'}" if match["half"] else ""
    zone = match["zone"].strip().removesuffix("jst").removesuffix("kst")
    return f"{day} {clock}{half} {zone}".strip()


def _from_unix(written: str) -> str:
    """Return the time that a number of seconds or milliseconds means, which is always in UTC; empty for any other."""
    units = _UNIX_DIGITS.get(len(written))
    if not units or not written.isdecimal() or int(written) // units not in _UNIX_SECONDS:
        return ""
    seconds, rest = divmod(int(written), units)
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dt%H:%M:%S")
    return f"{moment}.{rest:03}z" if rest else f"{moment}z"


def _from_latin(folded: str) -> str:
    """Return a date in the Latin alphabet without what only some languages or programs write."""
    if not folded[-1:].isdecimal():
        folded = _without_weekday(re.sub(_POLISH_YEAR, "", folded))
    if match := re.fullmatch(_HUNGARIAN, folded):
        weekday = match["weekday"]
        month = match["month"].rstrip(".")
        if not weekday or weekday in WEEKDAYS:
            year, day = match["year"], match["day"]
            return (f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}") + (match["time"] or "")
    folded = re.sub(_TIME_WITH_DOT, r"\1:\2", folded, count=1) if "k" in folded or "om" in folded else folded
    return re.sub(_LOG, r"\1 ", folded, count=1)


def _without_weekday(folded: str) -> str:
    match = re.fullmatch(_WEEKDAY_LAST, folded)
    return match["day"] if match and match["weekday"] in WEEKDAYS else folded
