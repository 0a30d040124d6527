"""One table of keys makes the bindings, the footer and the manual."""

from pathlib import Path

import pytest

from clipper.browse.app import Browse
from clipper.browse.keys import KEYS, footer, manual_table

MANUAL = (Path(__file__).parents[2] / "docs" / "manual.md").read_text("utf-8")


def test_the_manual_has_the_table() -> None:
    assert manual_table() in MANUAL, "python docs/manual.py writes it anew"


def test_each_key_has_one_meaning_that_the_reader_knows() -> None:
    names = [name for key in KEYS for name in key.names]
    assert len(set(names)) == len(names)
    assert [key.action for key in KEYS if not hasattr(Browse, f"action_{key.action.partition('(')[0]}")] == []


@pytest.mark.parametrize("width", [0, 10, 20, 40, 80, 120])
def test_the_footer_fits_and_names_the_help_first(width: int) -> None:
    shown = footer(width)
    assert len(shown) <= width
    assert ("? keys" in shown) == (width >= len("? keys"))


def test_a_wide_footer_has_every_word() -> None:
    assert footer(200).split("  ") == [f"{key.shown} {key.word}" for key in KEYS if key.word]
