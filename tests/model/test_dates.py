"""What a date covers as it stands in a clip, how it sorts, and how it is read from the way that people write."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper import text
from clipper.model import dates
from clipper.model.calendar_names import MONTHS, WEEKDAYS
from clipper.model.dates import Span
from tests.effort import examples

PIECES = [*"0123456789-./,: TWZ", "2025", "05", "19", "10:00", "May", "mar", "Mai", "of", "at", "pm", "Mon", "+02:00"]


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)


def every_way_to_write(day: date, month: str, weekday: str) -> list[str]:
    number, year = day.day, f"{day.year:04}"
    return [
        day.isoformat(),
        f"{year}/{day.month:02}/{number:02}",
        f"{year}.{day.month}.{number}",
        f"{number} {month} {year}",
        f"{number}. {month.title()} {year}",
        f"{month.upper()} {number}, {year}",
        f"{weekday}, {number} {month}. {year}",
        f"{day.isoformat()}T23:59:59.9-11:00",
        f"{weekday.title()} {number} {month} {year} 00:30 +1300",
    ]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-05-19", "2025-05-19", "2025-05-19"),
        (" 2025-05-19\n", "2025-05-19", "2025-05-19"),
        ("2025-05", "2025-05-01", "2025-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2025-W21", "2025-05-19", "2025-05-25"),
        ("2025W01", "2024-12-30", "2025-01-05"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2025-05-19T10:00:00+02:00", "2025-05-19", "2025-05-19"),
        ("2025-05-19T23:30:00-11:00", "2025-05-19", "2025-05-19"),
        ("2025-05-19 00:30:00 +1400", "2025-05-19", "2025-05-19"),
        ("2025-05-19T24:00", "2025-05-19", "2025-05-19"),
        ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"),
        ("2025-05-19T10:00:00." + "123456789" * 30 + "Z", "2025-05-19", "2025-05-19"),
        ("20250519T100000Z", "2025-05-19", "2025-05-19"),
        ("2025/05/19", "2025-05-19", "2025-05-19"),
        ("2025.05.19", "2025-05-19", "2025-05-19"),
        ("19 May 2025", "2025-05-19", "2025-05-19"),
        ("May 19, 2025", "2025-05-19", "2025-05-19"),
        ("juin 2025", "2025-06-01", "2025-06-30"),
    ],
)
def test_a_date_covers_the_days_that_it_states(written: str, first: str, last: str) -> None:
    assert dates.span(written) == days(first, last)


def test_the_last_days_that_there_are_end_where_they_end() -> None:
    after = date.max.toordinal() + 1
    assert [dates.span(written) for written in ("9999-12-31", "9999-12", "9999", "9999-W52")] == [
        Span(after - 1, after),
        Span(after - 31, after),
        Span(after - 365, after),
        Span(after - 5, after),
    ]


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "-", "soon", "10:00", "0000", "0000-01-01", "0000-W01", "2024-02-30", "2023-02-29", "2025-00"),
        *(
            "2025-13",
            "2025-13-01",
            "2025-05-00",
            "2025-05-32",
            "2021-W53",
            "2025-W00",
            "2025-05-19T",
            "2025-05-19T25:00",
        ),
        *(
            "2025-05-19T10:60",
            "2025-05-19T10:00 (UTC +02:00",
            "2025-05-19T10:00 UTC +02:00)",
            "2025-05-19T10:00:00+99:00",
            "2025-05-19 2025",
            "2025-05/19",
            "31 June 2025",
            "May 2025 10:00",
        ),
        *(
            "20255",
            "1" * 5000,
            "19 May 25",
            "19.05.25",
            "Monday",
            "Monday 2025",
            "Monday May 2025",
            "May",
        ),
    ],
)
def test_what_is_no_real_date_covers_nothing_and_is_no_day(written: str) -> None:
    assert (dates.span(written), dates.sort_key(written), dates.iso(written)) == (None, "", "")


@pytest.mark.parametrize(
    "written",
    [
        "2025 may",
        "may 2025 5",
        "may 2025 the",
        "2025 the",
        "19 may 2025 resign",
        "in may 2025",
        "may be 2025",
        "2025 3 d",
    ],
)
def test_words_around_a_date_are_no_part_of_it(written: str) -> None:
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-05-19", "2025-05-19"),
        ("2025-5-9", "2025-05-09"),
        ("20250519", "2025-05-19"),
        ("２０２５-０５-１９", "2025-05-19"),
        ("2025/05", "2025-05"),
        ("05/2025", "2025-05"),
        ("2025", "2025"),
        ("2025-w21", "2025-W21"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("05/05/2025", "2025-05-05"),
        ("19.05.2025", "2025-05-19"),
        ("19. 5. 2025", "2025-05-19"),
        ("Mo., 19.05.2025", "2025-05-19"),
        ("19. Mai 2025", "2025-05-19"),
        ("Montag, den 3. März 2025", "2025-03-03"),
        ("1. Jänner 2025", "2025-01-01"),
        ("19th of May, 2025", "2025-05-19"),
        ("Monday, 19 May 2025", "2025-05-19"),
        ("Friday, 19 May 2025", "2025-05-19"),
        ("Mon 19 May 2025", "2025-05-19"),
        ("May 19 2025", "2025-05-19"),
        ("May 1st, 2025", "2025-05-01"),
        ("Sept. 3, 1999", "1999-09-03"),
        ("19-May-2025", "2025-05-19"),
        ("1er août 2025", "2025-08-01"),
        ("mar. 19 déc. 2023", "2023-12-19"),
        ("mar 19 2025", "2025-03-19"),
        ("lunes, 19 de mayo de 2025", "2025-05-19"),
        ("1° maggio 2025", "2025-05-01"),
        ("segunda-feira, 1º de março de 2025", "2025-03-01"),
        ("maandag 19 mrt 2025", "2025-03-19"),
        ("MAI 2025", "2025-05"),
        ("March of 2025", "2025-03"),
        ("2025-05-19 10:00", "2025-05-19T10:00"),
        ("2025-05-19t10:00:00z", "2025-05-19T10:00:00Z"),
        ("2025-05-19T10", "2025-05-19T10:00"),
        ("2025-05-19 10:00:00,50 -0500", "2025-05-19T10:00:00.50-05:00"),
        ("2025-05-19T10:00+02", "2025-05-19T10:00+02:00"),
        ("2025/05/19 9:05", "2025-05-19T09:05"),
        ("20250519T100000Z", "2025-05-19T10:00:00Z"),
        ("Mon, 19 May 2025 10:00:00 +0000 (UTC)", "2025-05-19T10:00:00+00:00"),
        ("2025-05-19T10:00:00 (UTC +02:00)", "2025-05-19T10:00:00+02:00"),
        ("Mon, 19 May 2025 10:00:00 GMT", "2025-05-19T10:00:00Z"),
        ("Mon May 19 10:00:00 +0000 2025", "2025-05-19T10:00:00+00:00"),
        ("Mon May 19 2025 10:00:00 GMT+0200 (Central European Summer Time)", "2025-05-19T10:00:00+02:00"),
        ("May 19, 2025 at 10:30 a.m. ET", "2025-05-19T10:30"),
        ("May 19, 2025, 12:15 AM", "2025-05-19T00:15"),
        ("12:15 pm, 19 May 2025", "2025-05-19T12:15"),
        ("May 19, 2025, 3 p.m.", "2025-05-19T15:00"),
        ("19. Mai 2025, 10.30 Uhr", "2025-05-19T10:30"),
        ("19. Mai 2025 um 9 Uhr", "2025-05-19T09:00"),
        ("19 mai 2025 à 10h30", "2025-05-19T10:30"),
        ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
        ("2015-03-17 14:00:00 -04", "2015-03-17T14:00:00-04:00"),
        ("2015-03-17 14:00:00 -0430", "2015-03-17T14:00:00-04:30"),
        ("2015-03-17 14:00 +11", "2015-03-17T14:00+11:00"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, iso: str) -> None:
    assert dates.iso(written) == iso


@pytest.mark.parametrize(
    "written", ["05/06/2025", "05.06.2025", "5-6-2025", "Thursday, 05/06/2025", "05/06/2025 10:00"]
)
def test_a_date_with_two_readings_is_refused_with_both_and_covers_nothing(written: str) -> None:
    ambiguous = dates.parse(written)
    assert isinstance(ambiguous, dates.AmbiguousDate)
    assert ambiguous.message == f"“{written}” can be 5 June 2025 or 6 May 2025: write 2025-06-05 or 2025-05-06"
    assert dates.span(written) is None
    assert not dates.sort_key(written)
    assert not dates.iso(written)


@given(st.dates(), st.data())
def test_a_day_is_the_same_however_it_is_written_and_in_whatever_zone(day: date, data: st.DataObject) -> None:
    # `listopada` after a dot is October in Croatian: `test_foreign_months` has it.
    names = [name for name, number in MONTHS.items() if number == day.month and not name.startswith("listopad")]
    month = data.draw(st.sampled_from(names))
    weekday = data.draw(st.sampled_from([name for name, number in WEEKDAYS.items() if number == day.weekday()]))
    for written in every_way_to_write(day, month, weekday):
        assert dates.span(written) == Span(day.toordinal(), day.toordinal() + 1), written
        assert dates.iso(written)[:10] == day.isoformat(), written


def test_the_names_of_months_and_weekdays_are_written_as_they_are_compared() -> None:
    names = [*MONTHS, *WEEKDAYS]
    assert names == [text.fold(name) for name in names]
    assert {number: name for name, number in reversed(MONTHS.items())}[5] == "may"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2025-05-19", "2025-05-19"),
        ("2025-05", "2025-05-01"),
        ("987", ""),
        ("0987", "0987-01-01"),
        ("2025-W21", "2025-05-19"),
        ("19 May 2025", "2025-05-19"),
        ("2025-05-19T10:00:00+02:00", "2025-05-19T10:00:00"),
        ("2025-05-19 10:00:00.25 -0500", "2025-05-19T10:00:00.25"),
        ("May 19, 2025, 3 p.m. ET", "2025-05-19T15:00"),
    ],
)
def test_a_date_sorts_by_its_first_day_and_the_time_stated(written: str, key: str) -> None:
    assert dates.sort_key(written) == key


@given(st.lists(st.dates() | st.datetimes(), min_size=2), st.sampled_from("T "), st.sampled_from(["", "Z", "-08:00"]))
def test_keys_sort_as_time_does(moments: list[date], mark: str, zone: str) -> None:
    def moment(value: date) -> datetime:
        return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001

    def key(value: date) -> str:
        return dates.sort_key(value.isoformat(mark) + zone if isinstance(value, datetime) else value.isoformat())

    assert [moment(value) for value in sorted(moments, key=key)] == sorted(map(moment, moments))


@given(*[st.tuples(st.none() | st.integers(1, 9), st.none() | st.integers(1, 9))] * 2)
def test_spans_overlap_when_a_day_is_in_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    def held(ends: tuple[int | None, int | None]) -> set[int]:
        start, end = ends
        return {day for day in range(-1, 12) if (start is None or start <= day) and (end is None or day < end)}

    if held(one) and held(other):
        assert Span(*one).overlaps(Span(*other)) == bool(held(one) & held(other))


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join) | st.lists(st.sampled_from(PIECES)).map(" ".join))
@settings(max_examples=examples(100))
def test_any_text_is_a_date_or_none(written: str) -> None:
    span, key = dates.span(written), dates.sort_key(written)
    assert (span is None) == (key == "")
    if span is not None:
        iso = dates.iso(written)
        assert (dates.span(iso), dates.sort_key(iso), dates.iso(iso)) == (span, key, iso)


@pytest.mark.parametrize(
    "piece", ["1", "-", ",:", "at ", "10:", " t10", "10:00 (", "mar ", "1 2 ", "é", "of ", ". ", "10:00:00.1,"]
)
def test_a_text_without_end_is_answered_at_once(piece: str) -> None:
    assert not dates.iso(piece * (100_000 // len(piece)) + "!")
