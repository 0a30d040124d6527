"""A day may be typed by its name, seen from today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.calendar_names import MONTHS, WEEKDAYS
from clipper.model.dates import AmbiguousDate, ParsedDate
from clipper.model.typed_dates import is_day_name, parse_typed

FRIDAY = date(2026, 11, 27)


def iso(written: str, today: date = FRIDAY) -> str:
    parsed = parse_typed(written, today)
    return parsed.iso if isinstance(parsed, ParsedDate) else ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("today", "2026-11-27"),
        ("Heute", "2026-11-27"),
        ("aujourd’hui", "2026-11-27"),
        ("yesterday", "2026-11-26"),
        ("вчера", "2026-11-26"),
        ("昨日", "2026-11-26"),
        ("friday", "2026-11-27"),
        (" Tuesday ", "2026-11-24"),
        ("samstag", "2026-11-21"),
        ("19 May 2025", "2025-05-19"),
    ],
)
def test_a_day_by_its_name_or_its_date(written: str, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize("written", ["tomorrow", "mar", "last week", "someday", ""])
def test_other_words_are_no_day(written: str) -> None:
    assert parse_typed(written, FRIDAY) is None
    assert not is_day_name(written)


def test_a_date_with_two_readings_stays_one() -> None:
    assert isinstance(parse_typed("05/06/2025", FRIDAY), AmbiguousDate)


@given(st.dates(min_value=date(1, 1, 8)), st.sampled_from([name for name in WEEKDAYS if name not in MONTHS]))
def test_a_weekday_is_one_of_the_last_seven_days(today: date, name: str) -> None:
    day = date.fromisoformat(iso(name, today))
    assert 0 <= (today - day).days < 7
    assert day.weekday() == WEEKDAYS[name]


def test_before_the_first_day_of_the_calendar_there_is_none() -> None:
    assert parse_typed("yesterday", date(1, 1, 1)) is None
