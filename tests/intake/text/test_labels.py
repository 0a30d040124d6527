"""Labels of lines above a clipping: which field a word means, and which words prose has too."""

import re

import pytest

from clipper.intake.text.labels import OTHER_LABEL, field_of_label, needs_others


@pytest.mark.parametrize(
    ("label", "field"),
    [("Titel", "title"), ("Quelle", "source"), ("Publication", "source"), ("日付", "date"), ("Autor", "author")],
)
def test_a_label_names_a_field(label: str, field: str) -> None:
    assert field_of_label(label) == field


def test_a_label_that_prose_has_too_counts_only_beside_others() -> None:
    assert needs_others("Place")
    assert needs_others("Publication")
    assert not needs_others("Source")


def test_another_label_has_a_value_that_is_no_sentence() -> None:
    assert re.fullmatch(OTHER_LABEL, "Number: 229")
    assert not re.fullmatch(OTHER_LABEL, "Remember: nobody came.")
