"""Days as the styles write them; a day is a year, a year and a month, or all three."""

from typing import TypeAlias

Day: TypeAlias = tuple[int, ...]
"""(), (year,), (year, month) or (year, month, day)."""

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
"""The names of the months by language."""

_DAY = 3


def month_first(day: Day) -> str:
    """Return a day as `March 7, 2019`, `March 2019` or `2019`."""
    if len(day) < _DAY:
        return day_first(day)
    return f"{month_and_day(day)}, {day[0]}"


def month_and_day(day: Day) -> str:
    """Return a day without its year, as `March 7` or `March`; empty for a year alone."""
    return " ".join((MONTHS["en"][day[1] - 1], *map(str, day[2:]))) if len(day) > 1 else ""


def day_first(day: Day, months: tuple[str, ...] = MONTHS["en"], *, stop: str = "") -> str:
    """Return a day as `7 March 2019`, `March 2019` or `2019`; `stop` is what stands behind the number of the day."""
    return f"{day_and_month(day, months, stop=stop)} {day[0]}".strip() if day else ""


def day_and_month(day: Day, months: tuple[str, ...] = MONTHS["en"], *, stop: str = "") -> str:
    """Return a day without its year, as `7 March` or `March`; empty for a year alone."""
    month = months[day[1] - 1] if len(day) > 1 else ""
    return f"{day[2]}{stop} {month}" if len(day) == _DAY else month
