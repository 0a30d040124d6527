"""Months, weekdays and digits of other languages and scripts are read; two readings are never guessed between."""

import pytest

from clipper.model import dates
from clipper.model.dates import AmbiguousDate


@pytest.mark.parametrize(
    "written",
    [
        "24 ноября 2026 г.",
        "вторник, 24 ноября 2026 года",
        "24 листопада 2026 р.",
        "24 ноември 2026",
        "24. новембар 2026",
        "Τρίτη 24 Νοεμβρίου 2026",
        "24 نوفمبر 2026",
        "24 تشرين الثاني 2026",
        "24 نونبر 2026",
        "٢٤ نوفمبر ٢٠٢٦",
        "24 नवंबर 2026",
        "२४ नवम्बर २०२६",
        "24 בנובמבר 2026",
        "২৪ নভেম্বর ২০২৬",
        "24 พฤศจิกายน 2026",
        "24 نوامبر 2026",
        "24 نومبر 2026",
        "24 நவம்பர் 2026",
        "24 lapkričio 2026",
        "24. studenoga 2026",
        "24 listopada 2026",
        "24 listopada 2026 r.",
        "24. listopadu 2026",
        "24 Kasım 2026",
        "tisdag 24 november 2026",
        "24. marraskuuta 2026",
        "24 noiembrie 2026",
        "2026년 11월 24일",
        "2026年11月24日",
    ],
)
def test_a_day_in_many_languages(written: str) -> None:
    assert dates.iso(written) == "2026-11-24"


@pytest.mark.parametrize(
    "written", ["24 травня 2026", "24 мая 2026", "24 maja 2026", "24. května 2026", "24 mayıs 2026"]
)
def test_names_that_look_alike_are_told_apart(written: str) -> None:
    assert dates.iso(written) == "2026-05-24"


def test_a_month_that_two_languages_share_is_not_guessed() -> None:
    parsed = dates.parse("24. listopada 2026")
    assert isinstance(parsed, AmbiguousDate)
    assert [reading.iso for reading in parsed.readings] == ["2026-11-24", "2026-10-24"]


@pytest.mark.parametrize("written", ["24 нечто 2026", "ноября", "понедельник", "24 ноября", "年月日"])
def test_other_words_are_no_date(written: str) -> None:
    assert not dates.iso(written)
