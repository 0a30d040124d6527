"""Words where the name of an author is expected, and which name nobody."""

import pytest

from clipper.intake.byline_words import names_nobody


@pytest.mark.parametrize(
    "words",
    [
        *("Share", "Veröffentlicht von", "Twitter", "Author", "Text", "Uncategorized", "Alle Beiträge von Jana Müller"),
        *("Follow Jane Doe", "New York", "CEO", "Edit", "翻訳者", "E-Mail"),
    ],
)
def test_a_label_a_button_a_section_a_role_and_a_place_name_nobody(words: str) -> None:
    assert names_nobody(words)


@pytest.mark.parametrize("words", ["Jane Doe", "Mark Twitter", "York", "田中 美咲", "Texte Müller", ""])
def test_a_name_names_somebody(words: str) -> None:
    assert not names_nobody(words)
