"""The names in a byline, and which words are a name at all."""

import pytest

from clipper.intake import bylines


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("", ()),
        ("Jane Doe", ("Jane Doe",)),
        ("JANE DOE and John Smith", ("JANE DOE", "John Smith")),
        ("Jane Doe, John Smith, and Bob Roe", ("Jane Doe", "John Smith", "Bob Roe")),
        ("Jane Doe & John Smith; Bob Roe", ("Jane Doe", "John Smith", "Bob Roe")),
        ("Sandy Anderson", ("Sandy Anderson",)),
        ("Doe, Jane", ("Doe, Jane",)),
        ("Doe, Jane and Roe, John", ("Doe, Jane", "Roe, John")),
        ("John Doe, Jr., Jane Roe", ("John Doe, Jr.", "Jane Roe")),
        ("李明, 王芳", ("李明", "王芳")),
        (" , ; ,", ()),
    ],
)
def test_a_byline_is_split_between_whole_names(written: str, authors: tuple[str, ...]) -> None:
    assert bylines.split_byline(written) == authors


@pytest.mark.parametrize(
    "name", ["Jane Doe", "J. K. O'Neill", "John Doe, Jr.", "Ludwig van Beethoven", "Reuters Staff"]
)
def test_a_name_of_two_capitals_is_a_persons(name: str) -> None:
    assert bylines.is_person(name)


@pytest.mark.parametrize("name", ["", ",", "Jane", "jane doe", "Jane doe went", "Jane Doe.", "Jane 2", "Friday Night"])
def test_fewer_capitals_or_more_than_a_name_are_no_person(name: str) -> None:
    assert not bylines.is_person(name)


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Frankfurter Allgemeine Zeitung", True),
        ("The Times of London", True),
        ("taz", True),
        ("le monde", True),
        ("The", False),
        ("of note", False),
        ("Davis is out", False),
        ("Kremlin rejects deal", False),
    ],
)
def test_an_outlet_is_a_name_and_not_a_clause(words: str, outlet: bool) -> None:
    assert bylines.is_outlet(words.split()) is outlet
