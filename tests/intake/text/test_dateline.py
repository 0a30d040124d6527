"""The dateline of wire copy: place, day and agency, as each writes them; prose with a dash is none."""

from datetime import date

import pytest

from clipper.intake.text.dateline import parse_dateline

TODAY = date(2026, 11, 27)


def parse(paragraph: str) -> dict[str, str]:
    stated, _ = parse_dateline(paragraph, TODAY)
    return {item.field + "?" * item.is_likely: item.value for item in stated}


@pytest.mark.parametrize(
    ("paragraph", "fields"),
    [
        ("GENEVA, Nov 26 (Reuters) - Talks", {"place": "Geneva", "agency": "Reuters", "date?": "2026-11-26"}),
        ("PORTLAND, Maine (AP) — A fire", {"place": "Portland, Maine", "agency": "Associated Press"}),
        ("Reims, 25 nov 2026 (AFP) - Les", {"place": "Reims", "agency": "Agence France-Presse", "date": "2026-11-25"}),
        ("(ANSA) - LIVORNO, 25 NOV - I", {"place": "Livorno", "agency": "ANSA", "date?": "2026-11-25"}),
        ("Nayapur, Nov 25 (PTI) Fares", {"place": "Nayapur", "agency": "PTI", "date?": "2026-11-25"}),
        ("Brod 25. listopadu (ČTK) - Most", {"place": "Brod", "agency": "ČTK", "date?": "2026-11-25"}),
        ("Vác, 2026. november 25., szerda (MTI) - A", {"place": "Vác", "agency": "MTI", "date": "2026-11-25"}),
        ("(Belga) Het havenbedrijf", {"agency": "Belga"}),
        ("新华社青河11月24日电 大桥", {"place": "青河", "agency": "Xinhua", "date?": "2026-11-24"}),
        ("(서울=연합뉴스) 김철수 기자 = 새", {"place": "서울", "agency": "Yonhap", "author": "김철수"}),
        ("Oslo, 24. november 2026 – Eksempel", {"place": "Oslo", "date": "2026-11-24"}),
    ],
)
def test_each_agency_has_its_form(paragraph: str, fields: dict[str, str]) -> None:
    assert parse(paragraph) == fields


@pytest.mark.parametrize(
    "paragraph",
    [
        "LONDON (or what was left of it) - that was where they said the boy had gone.",
        "Paris, in April – she had not thought of it for years.",
        "Winter (the third since the war) - and the men began to talk.",
        "ANNA (alone) - I thought that I had heard the ferry.",
        "(alone) He went to the window.",
        "Nayapur, Nov 25 (a Wednesday) was cold.",
        "On 3 May (Reuters says) - nothing.",
    ],
)
def test_prose_is_no_dateline(paragraph: str) -> None:
    assert parse(paragraph) == {}


def test_a_day_without_a_year_is_the_last_one_before_today() -> None:
    assert parse("GENEVA, Nov 28 (Reuters) - Talks")["date?"] == "2025-11-28"
