"""The opening of a text: what stands above and below its headline, and where its body begins."""

from datetime import date

from clipper.intake.text.opening import read_opening
from clipper.intake.text.stated import Opening

TODAY = date(2026, 11, 27)


def read(text: str) -> tuple[Opening, dict[str, str]]:
    opening = read_opening(text, 0, len(text), TODAY, below_heading=False)
    return opening, {item.field + "?" * item.is_likely: item.value for item in opening.stated}


def test_outlet_day_and_page_may_have_a_line_each_above_the_headline() -> None:
    text = "The Tribune\nSunday, November 22, 2026\nPage B3\n\nCouncil waits\n\nThe council put off its vote.\n"
    opening, stated = read(text)
    assert stated == {"source": "The Tribune", "date": "2026-11-22", "page": "B3"}
    assert opening.title == "Council waits"


def test_the_head_of_a_database_is_read_and_stays_in_the_body() -> None:
    text = (
        "The Herald\n\nMay 3, 2026 Sunday\n\nDredging plan\n\nBYLINE: Ines Baxter\nSECTION: LOCAL; Pg. 4\n\nA text.\n"
    )
    opening, stated = read(text)
    assert stated == {
        "source": "The Herald",
        "date": "2026-05-03",
        "author": "Ines Baxter",
        "section": "LOCAL",
        "page": "4",
    }
    assert (opening.title, opening.body_start) == ("Dredging plan", 0)


def test_an_agency_may_stand_beside_the_day_or_behind_the_last_sentence() -> None:
    both = {"agency": "STT", "source": "STT"}
    assert read("Satama\n\nSTT 25.11.2026\n\nSatama sulkee laiturin.\n")[1] == {**both, "date": "2026-11-25"}
    assert read("Satama sulkee\n\nSatama sulkee laiturin. (STT)\n")[1] == both


def test_buttons_kickers_and_roles_are_passed_over() -> None:
    text = "INTERVIEW\n\nThe lock keeper\n\nMona Reyes\nFeature writer\n\n7 min read\n22 November 2026\n\nA text.\n"
    opening, stated = read(text)
    assert opening.title == "The lock keeper"
    assert stated == {"author": "Mona Reyes", "date": "2026-11-22"}


def test_a_diary_is_no_outlet() -> None:
    assert "source" not in read("My Journal\n24 November 2026\n\nIt rained on the mole.\n")[1]
