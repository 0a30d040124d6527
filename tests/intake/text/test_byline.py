"""Who wrote a text, and when it appeared: lines below a headline and at the end."""

from datetime import date

import pytest

from clipper.intake.text import byline
from clipper.intake.text.stated import Stated

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Finch, Ben Okoro and Chloe Tan", ["Ada Finch", "Ben Okoro", "Chloe Tan"]),
        ("By MARA DE LA CRUZ", ["Mara de la Cruz"]),
        ("By ELI STROUD Associated Press", ["Eli Stroud"]),
        ("Von Anke Brandt", ["Anke Brandt"]),
        ("By Christmas Eve the shop had sold every candle.", []),
        ("Von Anfang an", []),
        ("Nell Ward", []),
    ],
)
def test_a_word_before_names_makes_them_authors(line: str, names: list[str]) -> None:
    stated = byline.parse_byline(line, is_beside_others=False)
    assert [item.value for item in stated if item.field == "author"] == names


def test_a_bare_name_is_only_likely_and_only_beside_other_lines() -> None:
    assert byline.parse_byline("Nell Ward", is_beside_others=True) == [
        Stated("author", "Nell Ward", "“Nell Ward”", True)
    ]


def test_a_signature_is_only_likely() -> None:
    assert byline.parse_signature("– Hal Briggs") == [Stated("author", "Hal Briggs", "“– Hal Briggs”", True)]
    assert byline.parse_signature("– the river rose") == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 24 November 2026, 09:12 GMT", "2026-11-24T09:12Z"),
        ("Publié le 24 novembre 2026 à 18h02, mis à jour le 25 novembre 2026", "2026-11-24T18:02"),
        ("Publicado el 24 de noviembre de 2026 a las 18:30", "2026-11-24T18:30"),
    ],
)
def test_the_day_of_publication_is_sure_also_beside_that_of_an_update(line: str, day: str) -> None:
    published = byline.parse_published(line, TODAY)
    assert isinstance(published, Stated)
    assert (published.value, published.is_likely) == (day, False)


def test_the_day_of_an_update_is_only_likely() -> None:
    published = byline.parse_published("Stand: 24.11.2026, 16:30 Uhr", TODAY)
    assert isinstance(published, Stated)
    assert published.is_likely


@pytest.mark.parametrize(
    ("line", "is_role"), [("Transport Correspondent", True), ("Reporter in Geneva", True), ("The ferry is back", False)]
)
def test_a_role_is_known_by_its_last_words(line: str, *, is_role: bool) -> None:
    assert byline.is_role(line) == is_role
