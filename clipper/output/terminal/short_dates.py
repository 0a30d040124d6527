"""The dates of a narrow table: a day and a month below the year that several rows share, or else a year and a month."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clipper.model.calendar_names import month_name

_ISO = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_MONTH = len("2025-05")
_ROWS_OF_A_YEAR = 4
"""The years stand above the rows only if a year has as many rows as this on the average."""


class ShortDates(NamedTuple):
    """For each row the short date, and the year that is to stand above it; empty where that is the one before."""

    dates: list[str]
    years: list[str]


def shorten(days: Sequence[str]) -> ShortDates:
    """Return the dates of the rows of a table, which are as `dates.day` writes them, in a short form.

    `2025-05-19` becomes `19 May` if most rows have the year of the row above, else `2025-05`. What is no such date
    stays.
    """
    parts = [re.fullmatch(_ISO, day) for day in days]
    years, previous = [], ""
    for match in parts:
        years.append(match[1] if match and match[1] != previous else "")
        previous = match[1] if match else previous
    if sum(map(bool, years)) > 1 + len(days) // _ROWS_OF_A_YEAR:
        return ShortDates(
            [day[:_MONTH] if match else day for day, match in zip(days, parts, strict=True)], [""] * len(days)
        )
    return ShortDates([_below_year(match) if match else day for day, match in zip(days, parts, strict=True)], years)


def _below_year(match: re.Match[str]) -> str:
    month, day = match[2], match[3]
    if month is None or not 1 <= int(month) <= 12:  # noqa: PLR2004 - months
        return match[0]
    return f"{int(day) if day else '':>2} {month_name(int(month))[:3]}"
