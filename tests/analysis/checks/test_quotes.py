"""Quotes whose words are not in the text."""

import pytest

from clipper.analysis.checks import finding
from tests.analysis.checks.conftest import SOUND, Examine, headed, summaries

QUOTES = "quotes:\n- The talks start at noon — Jane Doe\n- Peace is far\n"


def test_words_that_the_text_does_not_have_are_told_with_the_line_of_the_list(examine: Examine) -> None:
    changed = "The talks start at ten. “Peace is *far*.”\n\n## Note\n\nThe talks start at noon.\n"
    findings = examine({"a.md": headed(SOUND + QUOTES, changed)}, "lost-quote")
    assert summaries(findings) == [("a.md", 5, "its text does not have the words “The talks start at noon”")]
    assert findings[0].edit is None


def test_words_that_are_there_are_not_told(examine: Examine) -> None:
    whole = headed(SOUND + QUOTES, "“The talks start\nat noon”: **Peace is far**.\n")
    none = headed(f"{SOUND}quotes:\n", "The talks.\n")
    assert not examine({"a.md": whole, "b.md": none, "c.md": headed(SOUND, "x\n")}, "lost-quote")


def test_a_text_that_is_not_read_whole_is_passed_over(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = headed(SOUND + QUOTES, "Nothing.\n")
    monkeypatch.setattr(finding, "FILE_LIMIT", len(whole))
    assert not examine({"a.md": whole}, "lost-quote")
