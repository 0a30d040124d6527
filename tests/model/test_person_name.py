"""The names of authors, taken apart as a reference needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.person_name import PersonName, parse, printed

NAMES = [
    ("Jane Doe", "Doe|Jane||"),
    ("Jane Q. Doe", "Doe|Jane Q.||"),
    ("Doe, Jane", "Doe|Jane||"),
    ("Ursula von der Leyen", "Leyen|Ursula|von der|"),
    ("von der Leyen, Ursula", "Leyen|Ursula|von der|"),
    ("Charles de Gaulle", "Gaulle|Charles|de|"),
    ("Martin Luther King Jr.", "King|Martin Luther||Jr."),
    ("Martin Luther King, Jr.", "King|Martin Luther||Jr."),
    ("King, Martin Luther, Jr.", "King|Martin Luther||Jr."),
    ("Henry Louis Gates III", "Gates|Henry Louis||III"),
    ("William H. Gates, III", "Gates|William H.||III"),
    ("Vincent van Gogh", "Gogh|Vincent|van|"),
    ("Jean de La Fontaine", "La Fontaine|Jean|de|"),
    ("Oscar de la Renta", "Renta|Oscar|de la|"),
    ("Jean d’Ormesson", "Ormesson|Jean|d’|"),
    ("Karl-Theodor von und zu Guttenberg", "Guttenberg|Karl-Theodor|von und zu|"),
    ("Gerard ’t Hooft", "Hooft|Gerard|’t|"),
    ("Gabriel García Márquez", "García Márquez|Gabriel||"),
    ("{García Márquez}, Gabriel", "García Márquez|Gabriel||"),
    ("García Márquez, Gabriel", "García Márquez|Gabriel||"),
    ("Juan Carlos de Borbón y Borbón", "Borbón y Borbón|Juan Carlos|de|"),
    ("José Ortega y Gasset", "Ortega y Gasset|José||"),
    ("Leonardo da Vinci", "Vinci|Leonardo|da|"),
    ("Mohammed bin Salman", "Salman|Mohammed|bin|"),
    ("Abd al-Rahman Yusuf", "Yusuf|Abd al-Rahman||"),
    ("Conor O’Brien", "O’Brien|Conor||"),
    ("J. K. Rowling", "Rowling|J. K.||"),
    ("Anne-Marie Slaughter", "Slaughter|Anne-Marie||"),
    ("Louis C. K.", "K.|Louis C.||"),
    ("Von Miller", "Miller|Von||"),
    ("Иван Петров", "Петров|Иван||"),
    ("Ai Weiwei", "Ai|Weiwei||"),
    ("Kim Jong-un", "Kim|Jong-un||"),
    ("Madonna", "Madonna|||"),
    ("dpa", "dpa|||"),
    ("山田太郎", "山田太郎|||"),
    ("山田 太郎", "山田 太郎|||"),
    ("김정은", "김정은|||"),
    ("محمد علي", "محمد علي|||"),
    ("Reuters", "Reuters|||"),
    ("Agence France-Presse", "Agence France-Presse|||"),
    ("Associated Press", "Associated Press|||"),
    ("BBC News", "BBC News|||"),
    ("Editorial Board", "Editorial Board|||"),
    ("The Editors", "The Editors|||"),
    ("{Ministry of Silly Walks}", "Ministry of Silly Walks|||"),
    ("Ministry of Defence", "Ministry of Defence|||"),
    ("Friends of the Earth", "Friends of the Earth|||"),
]
"""48 names as printed, and their parts: family, given, particle, suffix."""

UNTELLABLE = {"Gabriel García Márquez", "Ai Weiwei", "Kim Jong-un"}
"""Only who knows the person knows the family name; `García Márquez, Gabriel` and `Ai, Weiwei` say it."""


def parts(name: PersonName) -> str:
    return f"{name.family}|{name.given}|{name.particle}|{name.suffix}"


def test_all_but_three_of_48_names_are_taken_apart() -> None:
    assert len(NAMES) == 48
    assert {printed for printed, expected in NAMES if parts(parse(printed)) != expected} == UNTELLABLE


@pytest.mark.parametrize("printed", ["García Márquez, Gabriel", "Ai, Weiwei", "Kim, Jong-un"])
def test_a_comma_says_which_name_is_the_family_name(printed: str) -> None:
    name = parse(printed)
    assert f"{name.family}, {name.given}" == printed


@pytest.mark.parametrize(
    ("printed", "is_detached"),
    [
        ("Charles de Gaulle", True),
        ("Joachim du Bellay", True),
        ("Jean d’Ormesson", True),
        ("Oscar de la Renta", False),
        ("Vincent van Gogh", False),
        ("Jane Doe", False),
    ],
)
def test_only_a_french_particle_leaves_the_family_name(printed: str, is_detached: bool) -> None:
    assert parse(printed).is_detached is is_detached


def test_the_outlet_and_what_is_in_braces_are_bodies() -> None:
    assert parse("Example Chimes", {"example chimes"}) == PersonName("Example Chimes")
    assert parse("{Jane Doe}") == PersonName("Jane Doe")


def test_an_elided_particle_needs_no_blank() -> None:
    assert parse("Jean d’Ormesson").full_family == "d’Ormesson"
    assert parse("Vincent van Gogh").full_family == "van Gogh"


@given(st.text())
def test_any_text_has_a_family_name_and_no_letter_is_lost(printed: str) -> None:
    name = parse(printed)
    letters = f"{name.family}{name.given}{name.particle}{name.suffix}"
    assert bool(name.family) or not "".join(letter for letter in printed if letter not in " ,{}").strip()
    assert {*letters} <= {*printed, " "}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonName("Doe", "Jane"), "Jane Doe"),
        (PersonName("García Márquez", "Gabriel"), "García Márquez, Gabriel"),
        (PersonName("Ai", "Weiwei"), "Weiwei Ai"),
        (PersonName("Beethoven", "Ludwig", "van", "Jr.", is_detached=True), "Ludwig van Beethoven Jr."),
        (PersonName("Gaulle", "Charles", "de", is_detached=True), "Charles de Gaulle"),
        (PersonName("Reuters"), "Reuters"),
    ],
)
def test_a_name_is_printed_so_that_its_parts_are_found_again(name: PersonName, expected: str) -> None:
    assert printed(name) == expected
    assert parts(parse(expected)) == parts(name)


@given(st.sampled_from(NAMES))
def test_a_name_that_was_taken_apart_is_printed_and_taken_apart_again(example: tuple[str, str]) -> None:
    name = parse(example[0])
    assert parts(parse(printed(name))) == parts(name)
