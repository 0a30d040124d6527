"""Dates of publication, in the many ways in which pages write them."""

import pytest

from clipper.intake.page.metadata import dates


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2025-05-20T10:15:00+02:00", "2025-05-20T10:15:00+02:00"),
        ("2025-05-20T10:15:00.000Z", "2025-05-20T10:15:00Z"),
        ("2025-05-20T10:15:00.1234567-0500", "2025-05-20T10:15:00-05:00"),
        ("2025-05-20T10:15:00Z[UTC]", "2025-05-20T10:15:00Z"),
        ("2025-05-20 10:15:00", "2025-05-20T10:15:00"),
        ("20250520T101500Z", "2025-05-20T10:15:00Z"),
        ("2025-05-20+02:00", "2025-05-20"),
        ("2025-05-20", "2025-05-20"),
        ("2025-05", "2025-05"),
        ("Tue, 20 May 2025 10:15:00 GMT", "2025-05-20T10:15:00Z"),
        ("Tue May 20 2025 10:15:00 GMT+0200 (CEST)", "2025-05-20T10:15:00+02:00"),
        ("May 20, 2025 10:15 AM", "2025-05-20T10:15"),
        ("1747736100", "2025-05-20T10:15:00Z"),
        ("1747736100000", "2025-05-20T10:15:00Z"),
        ("20 мая 2025", "2025-05-20"),
        ("20 травня 2025 р.", "2025-05-20"),
        ("20 مايو 2025", "2025-05-20"),
        ("2025-05-20T10:15:00:684Z", "2025-05-20T10:15:00"),
        ("20 พฤษภาคม 2568", "2025-05-20"),
        ("2025年5月20日 10時15分", "2025-05-20T10:15"),
        ("2025년 5월 20일", "2025-05-20"),
        ("", ""),
        ("yesterday", ""),
        ("2025", ""),
        ("2025-02-30", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("5" * 500, ""),
    ],
)
def test_a_value_of_metadata_is_a_date_with_its_time_as_written(value: str, wanted: str) -> None:
    assert dates.parse_date(value) == wanted


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("", ""),
        ("en", ""),
        ("en-US", "2025-05-06"),
        ("en-GB", "2025-06-05"),
        ("de", "2025-06-05"),
        ("fr-FR", "2025-06-05"),
    ],
)
def test_the_language_decides_an_ambiguous_date_or_nothing_does(language: str, wanted: str) -> None:
    assert dates.parse_date("05/06/2025", language) == wanted
    assert dates.parse_date("13/06/2025", language) == "2025-06-13"
    assert dates.parse_date("05.06.2025") == "2025-06-05"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Published: 20 May 2025", "2025-05-20"),
        ("Published May 20th, 2025 at 10:15 am", "2025-05-20T10:15"),
        ("By Jane Doe | 20 May 2025", "2025-05-20"),
        ("Friday, November 12, 1999", "1999-11-12"),
        ("Stand: 10.08.2022, 17:45 Uhr", "2022-08-10T17:45"),
        ("Publié le 12 mai 2025 à 06h30 – Mis à jour le 13 mai 2025", "2025-05-12T06:30"),
        ("20 de mayo de 2025", "2025-05-20"),
        ("2014-09-21 08:15　来源：江城日报", "2014-09-21T08:15"),
        ("2023年11月10日 6時30分", "2023-11-10T06:30"),
        ("20 كانون الثاني 2025", "2025-01-20"),
        ("نشر في 20 مايو/أيار 2025", "2025-05-20"),
        ("٢٠ مايو ٢٠٢٥", "2025-05-20"),
        ("20 मई 2025, 10:15", "2025-05-20T10:15"),
        ("Τρίτη, 20 Μαΐου 2025", "2025-05-20"),
        ("20 Ağustos 2025", "2025-08-20"),
        ("2025. május 20.", "2025-05-20"),
        ("20 במאי 2025", "2025-05-20"),
        ("২০ মে ২০২৫", "2025-05-20"),
        ("Thứ ba, ngày 20 tháng 5 năm 2025", "2025-05-20"),
        ("20 de maig de 2025", "2025-05-20"),
        ("20. svibnja 2025.", "2025-05-20"),
        ("令和7年5月20日", "2025-05-20"),
        ("20-May-2025", "2025-05-20"),
        ("Kultur, 20.5.25", "2025-05-20"),
        ("(2025-05-20T10:15:00Z)", "2025-05-20T10:15:00Z"),
        ("Updated 20 May 2025", ""),
        ("Last modified: 2025-05-20", ""),
        ("Aktualisiert am 20.05.2025", ""),
        ("In 2025 there were 12 of them", ""),
        ("Version 1.2.2025", ""),
        ("v1.2.25", ""),
        ("अपडेटेड 20 मई 2025", ""),
        ("Mise à jour : 20 mai 2025", ""),
        ("Call 2025-05-2099", ""),
        ("", ""),
    ],
)
def test_a_date_is_found_in_a_line_of_a_page(line: str, wanted: str) -> None:
    language = "de" if "Uhr" in line or "Akt" in line else "en-GB"
    if line.startswith("Version"):
        language = "en"
    assert dates.find_date(line, language) == wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://e.com/2024/01/31/story", "2024-01-31"),
        ("https://e.com/news/2024-1-31-story.html", "2024-01-31"),
        ("https://e.com/a/20240131-00017.html", "2024-01-31"),
        ("https://e.com/2024/01/story", ""),
        ("https://e.com/2024/13/31/story", ""),
        ("https://e.com/2024/02/31/story", ""),
        ("https://e.com/id/9920240131", ""),
        ("https://e.com/story?d=2024/01/31", ""),
        ("https://2024-01-31.e.com/story", ""),
        ("", ""),
    ],
)
def test_a_date_in_an_address_is_a_complete_one_in_its_path(url: str, wanted: str) -> None:
    assert dates.date_in_url(url) == wanted
