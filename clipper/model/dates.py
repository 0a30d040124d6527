"""Dates of clippings: parsed as people write them, compared as days, never converted to another time zone."""

import re
from datetime import date
from typing import NamedTuple, Self

from clipper import text
from clipper.model.calendar_names import MONTHS, WEEKDAYS, month_name
from clipper.model.frozen import Frozen

_LAST_DAY = date.max.toordinal()
_MONTH_NUMBERS = range(1, 13)

_ISO_TIME = r"T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
_SEPARATORS = r"(?:[ .,/()°-]|\b(?:of|the|on|de|del|den|am|le|el|il)\b(?!$))+"
_DAY_MONTH_YEAR = r"(?:([0-9]{1,2})(?:st|nd|rd|th|er|e|o|a)? )?([^\W\d_]+) ([0-9]{4})"
_YEAR_FIRST = (
    r"(?P<year>[0-9]{4})(?:-?w(?P<week>[0-9]{2})"
    r"|(?P<mark>[-/.]|(?=[0-9]{4}$)) ?(?P<month>[0-9]{1,2})(?:(?P=mark) ?(?P<day>[0-9]{1,2}))?)?"
)
_YEAR_LAST = r"([0-9]{1,2})([-/.]) ?(?:([0-9]{1,2})\2 ?)?([0-9]{4})"
# Four digits without a colon are a time only after a `t`, so that `2025` in `19 may 2025` is a year. Few dates have a
# time, and the pattern takes long to compile: it stays a text that `re` compiles at the first search.
_TIME = r"""
    (?: (?<=[0-9])t | (?:^|[ ,]) (?:(?:at|um|a|as|las|om|alle|ore)[ ]){0,2} )
    (?P<hour> [01]?[0-9] | 2[0-3] | 24(?=:00(?::00)?\b) )
    (?: (?:[:h]|(?<=t[0-9]{2})|\.(?=[0-9]{2}[ ]?(?:[ap]\.?m|uhr|utc|gmt|bst))) (?P<minute>[0-5][0-9])
        (?: (?::|(?<=t[0-9]{4})) (?P<second>[0-5][0-9]|60) (?:[.,](?P<fraction>[0-9]+))? )?
      | (?<=t[0-9]{2}) | (?=[ ]?(?:[ap]\.?m|uhr|h)\b) )
    (?: [ ]?(?P<half>[ap])\.?m\b\.? )? (?: [ ]?(?:uhr|hrs|h)\b )?
    (?P<open> [ ]\((?=utc[ ]?[+-]) )?
    (?: [ ]?(?P<utc>z|utc|gmt) )?
    (?P<offset> (?:[ ]?[+-]HOUR:?[0-5][0-9] | [+-]HOUR | (?<=:[0-9]{2})[ ][+-](?:HOUR|[0-9])) )? (?(open)\))
    (?: [ ](?:[ecmp][sd]?t|[bijkm]st|ces?t|mes?z|[ew]es?t|ae[sd]t|nz[sd]t|hkt|sgt|msk
      |(?:eastern|central|mountain|pacific)[ ](?:(?:standard|daylight)[ ])?time) )? (?: [ ]\([a-z ]*\) )? (?![^ ,])
""".replace("HOUR", "(?:[01][0-9]|2[0-3])")


class Span(Frozen):
    """A range of days: the first, and the one after the last, as ordinals of `datetime.date`; None is an open end."""

    start: int | None
    end: int | None

    @classmethod
    def of_days(cls, start: int, count: int) -> Self:
        """Return the span of `count` days, cut off after the year 9999; ValueError if `start` is not a date."""
        if not 1 <= start <= _LAST_DAY:
            raise ValueError(start)
        return cls(start, min(start + count, _LAST_DAY + 1))

    @classmethod
    def of_months(cls, first: int, count: int) -> Self:
        """Return the span of `count` months; `first` is a number as in `first_day`; ValueError if it is not a month."""
        start = first_day(first)
        return cls.of_days(start, first_day(first + count) - start)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


class ParsedDate(NamedTuple):
    """The parts of a date as they are written: a year, month, day, week, or day with a time.

    The date need not exist: 30 February has a `flaw`. `time` is as in `T10:30:00.25`, `zone` is `Z` or as in `+02:00`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    week: int | None = None
    time: str = ""
    zone: str = ""

    @property
    def flaw(self) -> str:
        """Why the date does not exist, such as `is not a day: February 2025 has 28 days`; empty if it exists."""
        if not self.year:
            return "is not a date: years run from 1 to 9999"
        if self.week is not None:
            weeks = date(self.year, 12, 28).isocalendar().week
            return "" if 1 <= self.week <= weeks else f"is not a week: {self.year} has {weeks} weeks"
        if self.month is not None and self.month not in _MONTH_NUMBERS:
            return f"is not a {'month' if self.day is None else 'day'}: a year has 12 months"
        first = 12 * self.year + (self.month or 1) - 1
        days = first_day(first + 1) - first_day(first)
        if self.day is None or 1 <= self.day <= days:
            return ""
        return f"is not a day: {ParsedDate(self.year, self.month).in_words} has {days} days"

    @property
    def in_words(self) -> str:
        """The day or month in English words, such as `5 June 2025` or `June 2025`."""
        name = month_name(self.month or 1)
        return " ".join(filter(None, (str(self.day or ""), name, str(self.year))))

    @property
    def span(self) -> Span:
        """The days that the date covers; only if it has no flaw."""
        if self.week is not None:
            return Span.of_days(date.fromisocalendar(self.year, self.week, 1).toordinal(), 7)
        first = 12 * self.year + (self.month or 1) - 1
        if self.day is None:
            return Span.of_months(first, 12 if self.month is None else 1)
        return Span.of_days(first_day(first) + self.day - 1, 1)

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as exact as it is written; only if it has no flaw."""
        week = "" if self.week is None else f"-W{self.week:02}"
        month, day = ("" if part is None else f"-{part:02}" for part in (self.month, self.day))
        return f"{self.year:04}{week}{month}{day}{self.time}{self.zone}"


class AmbiguousDate(NamedTuple):
    """A date that can be read as two days, such as 05/06/2025: the text, and both days."""

    value: str
    readings: tuple[ParsedDate, ...]

    @property
    def message(self) -> str:
        """A sentence that names both days and how to write each of them without doubt."""
        words = " or ".join(reading.in_words for reading in self.readings)
        isos = " or ".join(reading.iso for reading in self.readings)
        return f"“{text.shorten(self.value, 40)}” can be {words}: write {isos}"


def span(value: str) -> Span | None:
    """Return the days that a date covers, or None if the text is not a date that exists, or can be read as two days."""
    if start := _iso_day(value):
        return Span(start, start + 1)
    parsed = _parse_real(value)
    return parsed.span if parsed else None


def sort_key(value: str) -> str:
    """Return a text that sorts dates by day and time, a month by its first day; the time zone is left out.

    The key is empty if the text is not a date that exists, or can be read as two days.
    """
    if _iso_day(value):
        return value[: len("2025-05-19T10:00:00")]
    parsed = _parse_real(value)
    if not parsed:
        return ""
    return date.fromordinal(parsed.span.start or 1).isoformat() + parsed.time


def iso(value: str) -> str:
    """Return a date in ISO 8601, as exact as it is written; empty if it does not exist, or can be read as two days."""
    if _iso_day(value):
        return value
    parsed = _parse_real(value)
    return parsed.iso if parsed else ""


def parse(value: str) -> ParsedDate | AmbiguousDate | None:
    """Parse a date as people write it, whether the date exists or not; None if the text is not a date at all."""
    from clipper.model.foreign_dates import rewrite  # most dates are in the form that clipper writes

    folded = rewrite(text.fold(text.one_line(value)))
    time = re.search(_TIME, folded, re.VERBOSE)
    if time:
        folded = f"{folded[: time.start()]} {folded[time.end() :]}".strip(" ,-")
    readings = _readings(folded)
    if not readings or (time and readings[0].day is None):
        return None
    if len(readings) > 1:
        return AmbiguousDate(value, readings)
    return _with_time(readings[0], time) if time else readings[0]


def first_day(month: int) -> int:
    """Return the ordinal of the first day of a month, which is numbered 12 * year + month - 1, up to January 10000."""
    if month == 12 * 10000:
        return _LAST_DAY + 1
    return date(month // 12, month % 12 + 1, 1).toordinal()


def _iso_day(value: str) -> int:
    """Return the ordinal of a day in the form that clipper writes, with or without a time, else 0: the fast path."""
    if not value[4:5] == "-" == value[7:8] or (value[10:] and not re.fullmatch(_ISO_TIME, value[10:])):
        return 0
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return 0


def _parse_real(value: str) -> ParsedDate | None:
    """Return the parts of a date that exists and is not ambiguous, else None."""
    parsed = parse(value)
    return parsed if isinstance(parsed, ParsedDate) and not parsed.flaw else None


def _readings(value: str) -> tuple[ParsedDate, ...]:
    """Return all ways to read a folded date without a time."""
    readings = _parse_numeric(value) or _parse_month_name(value)
    # A weekday is skipped only now: `mar` is a Tuesday in French and a month in Spanish. `Monday 2025` is not a date.
    first, _, rest = value.partition(" ")
    if readings or first.rstrip(".,").removesuffix("-feira") not in WEEKDAYS:
        return readings
    return tuple(reading for reading in _parse_numeric(rest) or _parse_month_name(rest) if reading.day is not None)


def _parse_numeric(value: str) -> tuple[ParsedDate, ...]:
    if match := re.fullmatch(_YEAR_FIRST, value):
        month, number, week = (int(part) if part else None for part in match.group("month", "day", "week"))
        return (ParsedDate(int(match["year"]), month, number, week),)
    if not (match := re.fullmatch(_YEAR_LAST, value)):
        return ()
    first, _, second, year = match.groups()
    if second is None:
        return (ParsedDate(int(year), int(first)),)
    day_first = ParsedDate(int(year), int(second), int(first))
    month_first = ParsedDate(int(year), int(first), int(second))
    real = tuple(reading for reading in dict.fromkeys((day_first, month_first)) if not reading.flaw)
    return real or (day_first,)


def _parse_month_name(value: str) -> tuple[ParsedDate, ...]:
    parts = [part for part in re.split(_SEPARATORS, value) if part]
    parts[:-1] = sorted(parts[:-1], key=MONTHS.__contains__)  # turns May 19 into 19 May
    match = re.fullmatch(_DAY_MONTH_YEAR, " ".join(parts))
    if not match or match[2] not in MONTHS:
        return ()
    month = ParsedDate(int(match[3]), MONTHS[match[2]], int(match[1]) if match[1] else None)
    # `24. listopada` is a day in November if it is Czech, and in October if it is Croatian; Polish has no dot.
    return (month, month._replace(month=10)) if re.match(r"[0-9]+\. ?listopada", value) else (month,)


def _with_time(day: ParsedDate, match: re.Match[str]) -> ParsedDate:
    """Return a day with the time that `_TIME` matched."""
    hour, half, minute, second, fraction = match.group("hour", "half", "minute", "second", "fraction")
    number = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    time = f"T{number:02}:{minute or '00'}" + (f":{second}" if second else "") + (f".{fraction}" if fraction else "")
    sign, digits = (match["offset"] or "").strip()[:1], (match["offset"] or "").strip()[1:].replace(":", "")
    zone = f"{sign}{digits[:2]:0>2}:{digits[2:] or '00'}" if sign else "Z" if match["utc"] else ""
    return day._replace(time=time, zone=zone)
