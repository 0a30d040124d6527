"""What stands in quotation marks, in the languages of the trade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.analysis.quotation.quotation import Run, find_quotations
from clipper.model.paragraph import Paragraph


def _found(text: str, *, least: int = 3) -> list[str]:
    return [quotation.text for quotation in find_quotations([Paragraph(1, text)], least)]


@pytest.mark.parametrize(
    ("draft", "quoted"),
    [
        ("He said: “It was never ours.”", "It was never ours."),
        ("„Wir haben uns geirrt“, sagte sie.", "Wir haben uns geirrt"),
        ("»Wir haben uns geirrt«, sagte sie.", "Wir haben uns geirrt"),
        ("« Nous avions tort hier », dit-il.", "Nous avions tort hier"),
        ("住民は「こんな雨は初めてだ」と話した。", "こんな雨は初めてだ"),
        ("”Vi hade helt fel”, sa hon.", "Vi hade helt fel"),
        ("וأضاف «هذا يوم مهم».", "هذا يوم مهم"),
        ("‘I didn’t see the minister’s plan,’ she said.", "I didn’t see the minister’s plan,"),
        ('He said "it was never ours" twice.', "it was never ours"),
        ("“He told me ‘we were wrong’ today.”", "He told me ‘we were wrong’ today."),
        ("«Il a dit “nous avions tort” hier»", "Il a dit “nous avions tort” hier"),
    ],
)
def test_marks_of_many_languages(draft: str, quoted: str) -> None:
    assert _found(draft) == [quoted]


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert _found("“It goes on in the next paragraph.") == ["It goes on in the next paragraph."]


@pytest.mark.parametrize(
    "draft",
    ["In the ’90s it was ours, and the minister’s too.", 'A pipe of 6" and one of 8" are here.', "It ends here.”", ""],
)
def test_apostrophes_and_inches_are_no_quotation(draft: str) -> None:
    assert _found(draft, least=1) == []


def test_short_ones_are_titles() -> None:
    assert _found("She read “War and Peace” and “what we said was wrong”.", least=4) == ["what we said was wrong"]


def test_a_block_quote_is_one_unless_it_has_marks() -> None:
    paragraphs = [Paragraph(3, "We were wrong\nabout it.", True), Paragraph(6, "She said\n“we were right”", True)]
    assert [(found.line, found.text) for found in find_quotations(paragraphs, 3)] == [
        (3, "We were wrong about it."),
        (7, "we were right"),
    ]


def test_omissions_and_additions_part_a_quotation() -> None:
    (quotation,) = find_quotations([Paragraph(1, "“We [the council] were … wrong (...) [a]bout it [sic].”")])
    assert [Run(run.text.strip(), run.max_gap) for run in quotation.runs()] == [
        Run("We", 0),
        Run("were", 12),
        Run("wrong", 100),
        Run("[a]bout it", 100),
    ]


@given(st.text(alphabet="“”„«»‹›「」‘’\"' ab\n", max_size=80))
def test_quotations_never_overlap_and_are_parts_of_the_draft(draft: str) -> None:
    found = _found(draft, least=1)
    assert sum(map(len, found)) <= len(draft)
    place = 0
    for quotation in found:
        place = " ".join(draft.split()).find(quotation, place)
        assert place >= 0
