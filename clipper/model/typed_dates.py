"""Dates as a person types them today: a date, or a day by its name, such as `yesterday` or `tuesday`."""

from datetime import date

from clipper import text
from clipper.model import dates
from clipper.model.calendar_names import MONTHS, WEEKDAYS
from clipper.model.dates import AmbiguousDate, ParsedDate

_DAYS_AGO = (
    (
        "today heute aujourd'hui hoy oggi hoje vandaag idag dzisiaj dzis dnes bugun сегодня сьогодні"
        " 今日 今天 오늘 اليوم आज"
    ),
    "yesterday gestern hier ayer ieri ontem gisteren igar wczoraj vcera dun вчера вчора 昨日 昨天 어제 أمس कल",
)


def parse_typed(value: str, today: date) -> ParsedDate | AmbiguousDate | None:
    """Parse a date, or the name of a day on or before `today`; None if the text is neither.

    The name of a weekday is the last such day, today included.
    """
    if parsed := dates.parse(value):
        return parsed
    ago = _days_ago(_folded(value), today)
    if ago is None or ago >= today.toordinal():
        return None
    day = date.fromordinal(today.toordinal() - ago)
    return ParsedDate(day.year, day.month, day.day)


def is_day_name(value: str) -> bool:
    """Tell whether a text is the name of a day that depends on today, such as `yesterday`."""
    return _days_ago(_folded(value), date(2000, 1, 1)) is not None


def _folded(value: str) -> str:
    return text.fold(text.one_line(value).replace("\u2019", "'"))


def _days_ago(folded: str, today: date) -> int | None:
    for ago, names in enumerate(_DAYS_AGO):
        if folded in text.fold(names).split():
            return ago
    # `mar` is a Tuesday in French and a month in Spanish.
    if folded in WEEKDAYS and folded not in MONTHS:
        return (today.weekday() - WEEKDAYS[folded]) % 7
    return None
