"""How a date is read out."""

import pytest

from clipper.output.plain import dates


@pytest.mark.parametrize(
    ("written", "day", "words"),
    [
        ("2000-05-19", "2000-05-19", "Friday, 19 May 2000"),
        ("2025-05", "2025-05", "May 2025"),
        ("2025", "2025", "2025"),
        ("2025-W21", "2025-W21", "2025-W21"),
        ("2025-05-19T10:00:00+02:00", "2025-05-19", "Monday, 19 May 2025, 10:00 (+02:00)"),
        ("2025-05-18T23:30:15-08:00", "2025-05-18", "Sunday, 18 May 2025, 23:30:15 (-08:00)"),
        ("2025-05-19T10:00:00Z", "2025-05-19", "Monday, 19 May 2025, 10:00 (UTC)"),
        ("2025-05-19 10:00", "2025-05-19", "Monday, 19 May 2025, 10:00"),
        ("19 May 2025", "19 May 2025", "Monday, 19 May 2025"),
        ("2025-02-30", "2025-02-30", "2025-02-30"),
        ("2025-02-30T10:00:00", "2025-02-30T10:00:00", "2025-02-30T10:00:00"),
        ("05/06/2025", "05/06/2025", "05/06/2025"),
        ("2025-05-19, or later", "2025-05-19, or later", "2025-05-19, or later"),
        ("some day", "some day", "some day"),
        ("", "", ""),
    ],
)
def test_a_date_is_shortened_in_a_list_and_in_words_over_an_article(written: str, day: str, words: str) -> None:
    assert (dates.day(written), dates.in_words(written)) == (day, words)
