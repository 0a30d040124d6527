"""The line that says where a text appeared: outlet and day, with a page or a word by which outlets are called."""

import pytest

from clipper.intake.text.print_line import PrintLine, parse_print_line
from clipper.model.dates import AmbiguousDate


def parse(line: str) -> dict[str, str]:
    printed = parse_print_line(line)
    return {item.field: item.value for item in printed.stated} if isinstance(printed, PrintLine) else {}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("The Courier, 24 November 2026, page 3", ("The Courier", "2026-11-24", "3")),
        ("The Courier Nov 24, 2026", ("The Courier", "2026-11-24")),
        ("The Sun 24 November 2026", ("The Sun", "2026-11-24")),
        ("Anzeiger vom 24.11.2026, Seite 7", ("Anzeiger", "2026-11-24", "7")),
        ("Welt am Sonntag 22.11.2026, S. 3", ("Welt am Sonntag", "2026-11-22", "3")),
        ("Exempelstads Tidning 2026-11-24, s. 6", ("Exempelstads Tidning", "2026-11-24", "6")),
        ("Quelle: Kurier, 24.11.2026, S. 5", ("Kurier", "2026-11-24", "5")),
        ("River Notes | Issue 48 | 20 November 2026", ("River Notes", "2026-11-20")),
        ("Journal of Harbours 12 (2026) 33-48", ("Journal of Harbours", "2026", "33-48")),
        ("France Exemple, journal de 20 heures, 24 novembre 2026", ("France Exemple", "2026-11-24")),
        ("示例日报 2026年11月24日 第5版", ("示例日报", "2026-11-24", "5")),
    ],
)
def test_the_parts_may_stand_in_many_ways(line: str, fields: tuple[str, ...]) -> None:
    assert parse(line) == dict(zip(("source", "date", "page"), fields, strict=False))


@pytest.mark.parametrize(
    "line",
    [
        "Paris, 24 November 2026",
        "On Press Day 24 November 2026",
        "She read the Times on 24 November 2026",
        "Page 3, 2026",
    ],
)
def test_a_letter_and_prose_are_no_such_line(line: str) -> None:
    assert parse(line) == {}


def test_a_day_with_two_readings_is_left_to_the_person() -> None:
    assert isinstance(parse_print_line("The Courier, 05/11/2026, page 3"), AmbiguousDate)
