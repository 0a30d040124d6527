"""What a text states about itself: the first line that states a field counts, and a sure value before a likely one."""

from clipper.intake.text.stated import Opening, Stated, first_block, first_lines


def test_the_first_lines_know_their_offsets_and_the_blank_lines_above() -> None:
    lines = first_lines("One\r\n\r\n  Two \nThree", 0, 19)
    assert [(line.words, line.is_blank_above) for line in lines] == [("One", True), ("Two", True), ("Three", False)]
    assert lines[1].start == 7
    assert first_block(lines) == lines[:1]


def test_a_sure_value_replaces_a_likely_one_and_stays() -> None:
    opening = Opening(0, 0)
    opening.add([Stated("date", "2026-11-24", "a", is_likely=True)])
    opening.add([Stated("date", "2026-11-25", "b")])
    opening.add([Stated("date", "2026-11-26", "c")])
    assert [item.value for item in opening.stated] == ["2026-11-25"]
