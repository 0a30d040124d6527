"""Which texts name several authors, and which name one person or a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model import authors

NAMES = ["Ann Lee", "Bo Chen", "Cy van den Dow", "J. R. Smith", "Marie-Ève O’Neill"]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee, Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee, Bo Chen, and Cy Dow", ("Ann Lee", "Bo Chen", "Cy Dow")),
        ("Ann Lee & Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Anna Lehmann und Bernd van der Kron", ("Anna Lehmann", "Bernd van der Kron")),
        ("Anne Leroy et Benoît Cher", ("Anne Leroy", "Benoît Cher")),
        ("Ana López y Blas Cano", ("Ana López", "Blas Cano")),
        ("A; B", ("A", "B")),
        ("Lee, Ann; Chen, Bo", ("Lee, Ann", "Chen, Bo")),
        ("Lee, Ann and Chen, Bo", ("Lee, Ann", "Chen, Bo")),
        ("Jane Doe, Jr. and Ann Lee", ("Jane Doe, Jr.", "Ann Lee")),
        (
            "Ann Lee <ann@example.com>, Bo Chen <bo@example.com>",
            ("Ann Lee <ann@example.com>", "Bo Chen <bo@example.com>"),
        ),
        ("山田太郎、佐藤花子", ("山田太郎", "佐藤花子")),
    ],
)
def test_several_names_in_one_text_are_several_authors(written: str, names: tuple[str, ...]) -> None:
    assert authors.split(written) == names


@pytest.mark.parametrize(
    "written",
    [
        "Ann Lee",
        "Lee, Ann",
        "Jane Doe, Jr.",
        "Reuters and AP staff",
        "Procter & Gamble",
        "Barnes &amp; Noble",
        "Department of Health and Human Services",
        "Johns Hopkins and Duke University",
        "José Ortega y Gasset",
        "Ann Lee, Reuters",
        "Ann Lee, Executive Director",
        "Ann and Bo Lee",
        "the city desk and others",
        "Ann Lee, who lives in Paris, and her brother",
    ],
)
def test_a_body_or_one_person_stays_one_author(written: str) -> None:
    assert authors.split(written) == (written,)


def test_an_empty_text_names_nobody() -> None:
    assert authors.split("") == authors.split(" ; ") == ()


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, unique=True), st.sampled_from([", ", "; ", " and ", " & ", " und "])
)
def test_joined_names_are_parted_again(names: list[str], separator: str) -> None:
    assert authors.split(separator.join(names)) == tuple(names)
