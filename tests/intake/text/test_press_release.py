"""The head of a press release or a paper: what it is, its day, and its sender or its headline."""

import pytest

from clipper.intake.text.press_release import parse_paper_line, read_masthead
from clipper.intake.text.stated import first_lines


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("FOR IMMEDIATE RELEASE\n24 November 2026", "2026-11-24"),
        ("PRESSMEDDELANDE 2026-11-24", "2026-11-24"),
        ("Pressemitteilung Nr. 88/2026 vom 24.11.2026", "2026-11-24"),
        ("COMUNICATO STAMPA", ""),
        ("EMBARGOED UNTIL 27 November 2026\nPRESS RELEASE", ""),
        ("Policy Brief No. 14 · November 2026", "2026-11"),
    ],
)
def test_a_head_may_state_its_day(head: str, day: str) -> None:
    text = f"{head}\n\nA headline\n\nThe text.\n"
    masthead = read_masthead(first_lines(text, 0, len(text)))
    assert masthead
    assert [item.value for item in masthead.stated] == [day] * bool(day)


def test_the_contact_below_the_head_belongs_to_it() -> None:
    text = "PRESS RELEASE\n\nContact: Jo Hale\n555-0100\n\nA headline\n\nThe text.\n"
    masthead = read_masthead(first_lines(text, 0, len(text)))
    assert masthead
    assert masthead.line_count == 3


def test_another_text_has_no_such_head() -> None:
    assert read_masthead(first_lines("Press on\n\nThe text.\n", 0, 20)) is None


def test_a_line_may_say_what_a_paper_is_and_its_day() -> None:
    assert [item.value for item in parse_paper_line("Transcript, 23 November 2026")] == ["2026-11-23"]
    assert parse_paper_line("Winter, 23 November 2026") == []
