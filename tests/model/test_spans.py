"""What a reader may ask of time, seen from one day, and the sentences that answer what has no meaning."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.model import calendar_names, dates
from clipper.model.dates import Span
from clipper.model.spans import InvalidSpan, parse_span
from tests.effort import examples

WEDNESDAY = date(2025, 5, 21)
ASKED = [
    "2025",
    "2025-05",
    "2025-W21",
    "2025-05-19",
    "may 2025",
    "q2 2025",
    "today",
    "last week",
    "30d",
    "last 2 years",
]
PIECES = [*"0123456789dwmyq-./ W", "..", "2025", "999999999", "this", "last", "next", "past", "week", "months", "year"]
PIECES += ["quarter", "today", "tomorrow", "monday", "may", "march", "19", "05", "10:00"]


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)


def refusal(asked: str, today: date = WEDNESDAY) -> str:
    invalid = parse_span(asked, today)
    assert isinstance(invalid, InvalidSpan)
    return invalid.message


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-05", "2025-05-01", "2025-05-31"),
        ("2025-W21", "2025-05-19", "2025-05-25"),
        ("2025-05-19", "2025-05-19", "2025-05-19"),
        ("2025-05-19T23:00-11:00", "2025-05-19", "2025-05-19"),
        ("May 2025", "2025-05-01", "2025-05-31"),
        ("19 may 2025", "2025-05-19", "2025-05-19"),
        ("19. Mai 2025", "2025-05-19", "2025-05-19"),
        ("25/12/2024", "2024-12-25", "2024-12-25"),
        ("q2 2025", "2025-04-01", "2025-06-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("today", "2025-05-21", "2025-05-21"),
        ("  YESTERDAY ", "2025-05-20", "2025-05-20"),
        ("tomorrow", "2025-05-22", "2025-05-22"),
        ("wednesday", "2025-05-21", "2025-05-21"),
        ("thursday", "2025-05-15", "2025-05-15"),
        ("Montag", "2025-05-19", "2025-05-19"),
        ("this week", "2025-05-19", "2025-05-25"),
        ("last week", "2025-05-12", "2025-05-18"),
        ("next  week", "2025-05-26", "2025-06-01"),
        ("this month", "2025-05-01", "2025-05-31"),
        ("last month", "2025-04-01", "2025-04-30"),
        ("next month", "2025-06-01", "2025-06-30"),
        ("this quarter", "2025-04-01", "2025-06-30"),
        ("last quarter", "2025-01-01", "2025-03-31"),
        ("next quarter", "2025-07-01", "2025-09-30"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("next year", "2026-01-01", "2026-12-31"),
        ("last 1 day", "2025-05-21", "2025-05-21"),
        ("last 7 days", "2025-05-15", "2025-05-21"),
        ("past 2 weeks", "2025-05-08", "2025-05-21"),
        ("last 3 months", "2025-02-22", "2025-05-21"),
        ("last 2 years", "2023-05-22", "2025-05-21"),
        ("30d", "2025-04-22", "2025-05-21"),
        ("2W", "2025-05-08", "2025-05-21"),
        ("6m", "2024-11-22", "2025-05-21"),
        ("1y", "2024-05-22", "2025-05-21"),
        ("2025-05..2025-07", "2025-05-01", "2025-07-31"),
        ("2025-05-19..2025-05-19", "2025-05-19", "2025-05-19"),
        ("last month .. today", "2025-04-01", "2025-05-21"),
        ("2025.05.19..may 2025", "2025-05-19", "2025-05-31"),
    ],
)
def test_a_span_is_the_days_that_a_reader_means(asked: str, first: str, last: str) -> None:
    assert parse_span(asked, WEDNESDAY) == days(first, last)


@pytest.mark.parametrize(
    ("today", "asked", "first", "last"),
    [
        ("2025-01-01", "yesterday", "2024-12-31", "2024-12-31"),
        ("2025-01-01", "this week", "2024-12-30", "2025-01-05"),
        ("2025-01-01", "last month", "2024-12-01", "2024-12-31"),
        ("2025-01-01", "last quarter", "2024-10-01", "2024-12-31"),
        ("2025-01-01", "1m", "2024-12-02", "2025-01-01"),
        ("2024-02-29", "last year", "2023-01-01", "2023-12-31"),
        ("2024-02-29", "1y", "2023-03-01", "2024-02-29"),
        ("2024-02-29", "4y", "2020-03-01", "2024-02-29"),
        ("2025-03-31", "last month", "2025-02-01", "2025-02-28"),
        ("2025-03-31", "1m", "2025-03-01", "2025-03-31"),
        ("2024-03-30", "1m", "2024-03-01", "2024-03-30"),
        ("2025-03-31", "4m", "2024-12-01", "2025-03-31"),
        ("2025-12-31", "next month", "2026-01-01", "2026-01-31"),
        ("2025-05-25", "this week", "2025-05-19", "2025-05-25"),  # a Sunday
        ("2025-05-25", "monday", "2025-05-19", "2025-05-19"),
        ("2025-05-25", "sunday", "2025-05-25", "2025-05-25"),
        ("2025-05-26", "this week", "2025-05-26", "2025-06-01"),  # a Monday
        ("2025-05-26", "monday", "2025-05-26", "2025-05-26"),
        ("2025-05-26", "sunday", "2025-05-25", "2025-05-25"),
        ("0001-02-28", "1m", "0001-01-29", "0001-02-28"),
        ("9999-12-31", "this week", "9999-12-27", "9999-12-31"),
        ("9999-12-31", "this year", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_span_is_seen_from_today(today: str, asked: str, first: str, last: str) -> None:
    assert parse_span(asked, date.fromisoformat(today)) == days(first, last)


def test_a_span_can_be_open_at_one_end() -> None:
    may, july = days("2025-05-01", "2025-05-31"), days("2025-07-01", "2025-07-31")
    assert parse_span("2025-05..", WEDNESDAY) == Span(may.start, None)
    assert parse_span(" .. july 2025", WEDNESDAY) == Span(None, july.end)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("05/06/2025", "“05/06/2025” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06"),
        ("2025..05/06/2025", "“05/06/2025” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06"),
        ("2025-02-30", "“2025-02-30” is not a day: February 2025 has 28 days"),
        ("30 février 2024", "“30 février 2024” is not a day: February 2024 has 29 days"),
        ("9999-12-32", "“9999-12-32” is not a day: December 9999 has 31 days"),
        ("31/02/2025", "“31/02/2025” is not a day: February 2025 has 28 days"),
        ("2025-13", "“2025-13” is not a month: a year has 12 months"),
        ("2025-13-01", "“2025-13-01” is not a day: a year has 12 months"),
        ("2021-W53", "“2021-W53” is not a week: 2021 has 52 weeks"),
        ("0000-05", "“0000-05” is not a date: years run from 1 to 9999"),
        ("0000-q1", "“0000-q1” lies outside the years 1 to 9999"),
        ("999999999d", "“999999999d” lies outside the years 1 to 9999"),
        ("999999999y", "“999999999y” lies outside the years 1 to 9999"),
        ("last 2025 years", "“last 2025 years” lies outside the years 1 to 9999"),
        ("2025-07..2025-05", "“2025-07..2025-05” ends before it begins: write 2025-05..2025-07"),
    ],
)
def test_what_has_no_meaning_is_refused_with_the_reason(asked: str, sentence: str) -> None:
    assert refusal(asked) == sentence


@pytest.mark.parametrize(
    ("asked", "start"),
    [
        ("smarch 2025", "“smarch 2025” is not a span of time"),
        ("", "“” is not a span of time"),
        ("mar", "“mar” is not a span of time"),
        ("q5 2025", "“q5 2025” is not a span of time"),
        ("0d", "“0d” is not a span of time"),
        ("1999 years", "“1999 years” is not a span of time"),
        ("today..soon", "“soon” is not a span of time"),
        ("1" * 5000, "“" + "1" * 39 + "…” is not a span of time"),
        ("x " * 5000, "“" + "x " * 19 + "x…” is not a span of time"),
        ("..", "“..” has no beginning and no end"),
        ("2024..2025..2026", "“2024..2025..2026” has more than two ends"),
    ],
)
def test_what_is_not_understood_is_refused_with_examples(asked: str, start: str) -> None:
    assert refusal(asked) == start + ': try 2025, 2025-05, "last month" or 2025-05..2025-07'


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        *((date.max, asked) for asked in ("tomorrow", "next week", "next month", "next quarter", "next year")),
        *((date.min, asked) for asked in ("yesterday", "last week", "last month", "last quarter", "last year")),
        *((date.min, asked) for asked in ("sunday", "2d", "2w", "1m", "1y")),
    ],
)
def test_time_ends_at_both_ends(today: date, asked: str) -> None:
    assert refusal(asked, today) == f"“{asked}” lies outside the years 1 to 9999"


@given(st.dates(), st.dates())
def test_a_day_is_asked_for_as_it_is_written(day: date, today: date) -> None:
    assert parse_span(day.isoformat(), today) == dates.span(day.isoformat())


@given(st.sampled_from(ASKED), st.sampled_from(ASKED), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_two_spans_with_dots_between_them_reach_from_the_first_to_the_last(first: str, last: str, today: date) -> None:
    begin, finish = parse_span(first, today), parse_span(last, today)
    assert isinstance(begin, Span)
    assert isinstance(finish, Span)
    start, end = begin.start or 0, finish.end or 0
    asked = f"{first}..{last}"
    if start < end:
        assert parse_span(asked, today) == Span(start, end)
    else:
        assert "ends before it begins" in refusal(asked, today)


@given(st.sampled_from(sorted(calendar_names.WEEKDAYS.keys() - calendar_names.MONTHS.keys())), st.dates(date(1, 1, 7)))
def test_a_weekday_is_the_latest_that_is_not_after_today(name: str, today: date) -> None:
    week = [today - timedelta(days=back) for back in range(7)]
    day = next(day for day in week if day.weekday() == calendar_names.WEEKDAYS[name])
    assert parse_span(name, today) == Span(day.toordinal(), day.toordinal() + 1)


@given(
    st.text()
    | st.lists(st.sampled_from(PIECES)).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
    st.dates() | st.sampled_from([date.min, date.max]),
)
@settings(max_examples=examples(200))
def test_any_text_is_a_span_or_is_refused(asked: str, today: date) -> None:
    span = parse_span(asked, today)
    if isinstance(span, InvalidSpan):
        assert span.message
        return
    assert span.start is None or 1 <= span.start <= date.max.toordinal()
    assert span.end is None or span.end <= date.max.toordinal() + 1
    assert span.start is None or span.end is None or span.start < span.end
