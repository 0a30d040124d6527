"""The people and agencies in a byline: people as the byline writes them, agencies by their full names."""

import pytest

from clipper.intake.people import parse_bylines


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("Jane Q. Doe", ["Jane Q. Doe"]),
        ("By Jane Q. Doe", ["Jane Q. Doe"]),
        ("by: Jane Doe", ["Jane Doe"]),
        ("BY JANE DOE", ["JANE DOE"]),
        ("Von Jana Müller und Max Groß", ["Jana Müller", "Max Groß"]),
        ("Von Miller", ["Von Miller"]),
        ("Dan Brown", ["Dan Brown"]),
        ("Diana Ross", ["Diana Ross"]),
        ("Daniel Da Silva", ["Daniel Da Silva"]),
        ("Par Mathilde Keller", ["Mathilde Keller"]),
        ("Pubblicato da\nBruno Melis", ["Bruno Melis"]),
        ("Jane Doe, John Roe and Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe | 20 May 2025", ["Jane Doe"]),
        ("Jane Doe\nPolitical editor", ["Jane Doe"]),
        ("Jane Doe, Political editor", ["Jane Doe"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Jane Doe, Berlin", ["Jane Doe"]),
        ("Jane Doe (jd)", ["Jane Doe"]),
        ("Jane Doe in Berlin with John Roe", ["Jane Doe in Berlin", "John Roe"]),
        ("田中 美咲", ["田中 美咲"]),
        ("記者：田中 美咲", ["田中 美咲"]),
        ("박지훈 기자", ["박지훈"]),
        ("Автор: Анна Ветрова", ["Анна Ветрова"]),
        ("كتب: كريم منصور", ["كريم منصور"]),
        ("Jane Doe, Jane Doe", ["Jane Doe"]),
        ("Jane Doe / John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe et John Roe", ["Jane Doe", "John Roe"]),
        ("田中 美咲、佐藤 健", ["田中 美咲", "佐藤 健"]),
        ("Escrito por Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
        ("Veröffentlicht von Jana Müller", ["Jana Müller"]),
        ("Jane Doe @janedoe", ["Jane Doe"]),
        ("Jane Doe\nin\nPolitics Weekly", ["Jane Doe"]),
        ("Jane Doe, New York", ["Jane Doe"]),
        ("Share", []),
        ("https://example.com/jane", []),
        ("jane@example.com", []),
        ("@jane", []),
        ("admin", []),
        ("Staff Reporter", []),
        ("Redaktion", []),
        ("Daily Example", []),
        ("dailyexample", []),
        ("105092", []),
        ("7 hours", []),
        ("Published on 3 May", []),
        ("A sentence that goes on and on and names nobody at all", []),
        ("", []),
    ],
)
def test_a_byline_names_people(byline: str, wanted: list[str]) -> None:
    assert parse_bylines([byline], ["Daily Example"]).people == tuple(wanted)


@pytest.mark.parametrize(
    ("byline", "people", "agency"),
    [
        ("The Associated Press", (), "Associated Press"),
        ("AP", (), "Associated Press"),
        ("Von DPA", (), "dpa"),
        ("Jane Doe, dpa", ("Jane Doe",), "dpa"),
        ("Jane Doe and AFP", ("Jane Doe",), "Agence France-Presse"),
        ("Le Figaro et AFP", (), "Agence France-Presse"),
        ("Reuters", (), "Reuters"),
        ("Reuters, Washington,", (), "Reuters"),
    ],
)
def test_an_agency_is_not_an_author(byline: str, people: tuple[str, ...], agency: str) -> None:
    assert parse_bylines([byline], ["Le Figaro"]) == (people, (agency,))


@pytest.mark.parametrize(
    ("byline", "wanted"),
    [
        ("karl1984", ("karl1984",)),
        ("tlow", ("tlow",)),
        ("admin", ()),
        ("dailyexample", ()),
        ("105092", ()),
        ("@jane", ()),
    ],
)
def test_an_account_is_taken_only_if_it_is_asked_for(byline: str, wanted: tuple[str, ...]) -> None:
    assert parse_bylines([byline], ["Daily Example"], accounts=True).people == wanted
    assert parse_bylines([byline], ["Daily Example"]).people == ()
