"""Dates as programs and East Asian papers write them, read as the same days."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1627891135", "2021-08-02T07:58:55Z"),
        ("1627891135972", "2021-08-02T07:58:55.972Z"),
        ("1627891135000", "2021-08-02T07:58:55Z"),
        ("10/Oct/2000:13:55:36 +0300", "2000-10-10T13:55:36+03:00"),
        ("10/Oct/2000:13:55:36", "2000-10-10T13:55:36"),
        ("2026년 5월 18일", "2026-05-18"),
        ("2026년 5월 18일 월요일", "2026-05-18"),
        ("2026년 5월 18일 (월) 오후 3:04", "2026-05-18T15:04"),
        ("2026년 5월 18일 오전 12시 5분", "2026-05-18T00:05"),
        ("2026년 5월", "2026-05"),
        ("2026년 5월 18일 오후 3시", "2026-05-18T15:00"),
        ("2006年3月11日", "2006-03-11"),
        ("2006年3月", "2006-03"),
        ("2006年", "2006"),
        ("２００６年３月１１日（土）", "2006-03-11"),
        ("2006年3月11日(土) 午前10時30分", "2006-03-11T10:30"),
        ("2006年3月11日土曜日 午後3時04分05秒", "2006-03-11T15:04:05"),
        ("2006年3月11日 15:04 JST", "2006-03-11T15:04"),
        ("2006年3月11日 15:04:05 +0900", "2006-03-11T15:04:05+09:00"),
        ("2006年3月11日 星期六 下午3:04", "2006-03-11T15:04"),
        ("2006年3月11日星期日", "2006-03-11"),
        ("2006年3月11号", "2006-03-11"),
    ],
)
def test_a_date_in_another_notation_is_read(written: str, iso: str) -> None:
    assert dates.iso(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "0631151999",
        "4133980800",
        "0631151999000",
        "162789113",
        "16278911359",
        "1627891135 pm",
        "2006年3月11日発行",
        "平成18年3月11日",
        "2006年13月11日",
        "2006年2月30日",
        "10/Oct/2000:noon",
    ],
)
def test_what_is_no_date_in_another_notation_is_none(written: str) -> None:
    assert not dates.iso(written)


@given(st.integers(1_000_000_000, 4_133_980_799), st.sampled_from(["", "000", "999"]))
def test_a_unix_time_is_the_day_in_utc(seconds: int, milliseconds: str) -> None:
    assert dates.iso(f"{seconds}{milliseconds}")[:10] == datetime.fromtimestamp(seconds, UTC).date().isoformat()


@given(st.dates(), st.sampled_from(["{}年{}月{}日", "{}年 {}月 {}日", "{}년 {}월 {}일", "{}년{}월{}일"]))
def test_an_east_asian_day_is_that_day(day: date, pattern: str) -> None:
    assert dates.iso(pattern.format(f"{day.year:04}", day.month, day.day)) == day.isoformat()
