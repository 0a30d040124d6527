"""The date of publication: the first that the page states, on the day where it was published."""

import pytest

from clipper.intake.page.metadata.date_choice import choose


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (["2025-05-20", "2025-05-20T10:15:00"], "2025-05-20T10:15:00"),
        (["2025-05-20T10:15:00", "2025-05-20T10:15:00+02:00"], "2025-05-20T10:15:00+02:00"),
        (["2025-05-20T10:15:00Z", "2025-05-21"], "2025-05-20T10:15:00Z"),
        (["2025-05-20T02:15:00Z", "2025-05-19T22:15:00-04:00"], "2025-05-19T22:15:00-04:00"),
        (["2025-05-20T02:15:07+00:00", "2025-05-19T22:15-04:00"], "2025-05-19T22:15-04:00"),
        (["2025-05-20T02:15:00Z", "2025-05-19T21:00:00-04:00"], "2025-05-20T02:15:00Z"),
        (["2025-05-20T02:15:00Z", "2025-05-19T22:15:00"], "2025-05-19T22:15:00"),
        (["2025-05-20T02:15:00Z", "2025-05-19T22:40:00"], "2025-05-20T02:15:00Z"),
    ],
)
def test_a_time_in_utc_is_of_the_day_that_its_local_time_says(dates: list[str], wanted: str) -> None:
    assert choose([(date, "<time>") for date in dates])[0] == wanted


@pytest.mark.parametrize(
    ("utc", "in_address", "wanted"),
    [
        ("2025-05-20T02:15:00Z", "2025-05-19", "2025-05-19"),
        ("2025-05-20T22:15:00Z", "2025-05-21", "2025-05-21"),
        ("2025-05-20T12:15:00Z", "2025-05-19", "2025-05-20T12:15:00Z"),
        ("2025-05-20T02:15:00Z", "2025-05-21", "2025-05-20T02:15:00Z"),
        ("2025-05-20T02:15:00Z", "2025-05-18", "2025-05-20T02:15:00Z"),
        ("2025-05-20T02:15:00-04:00", "2025-05-19", "2025-05-20T02:15:00-04:00"),
    ],
)
def test_the_address_tells_the_local_day_of_a_time_in_utc(utc: str, in_address: str, wanted: str) -> None:
    assert choose([(utc, "JSON-LD datePublished"), (in_address, "address")])[0] == wanted
