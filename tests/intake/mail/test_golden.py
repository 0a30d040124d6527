"""Mails of every shape become clips; the golden files show them."""

import pytest

from tests.conftest import FakeSystem
from tests.intake.mail.golden import FOLDER, read, render
from tests.intake.mail.shapes import SHAPES


@pytest.mark.parametrize("name", SHAPES)
def test_a_mail_becomes_the_clips_in_its_golden_file(name: str, system: FakeSystem) -> None:
    (system.cwd / f"{name}.eml").write_bytes(SHAPES[name])
    candidates, failed = read(system, f"{name}.eml")
    assert failed == []
    assert render(candidates) == (FOLDER / f"{name}.txt").read_text("utf-8")


def test_every_golden_file_has_its_mail() -> None:
    assert sorted(SHAPES) == sorted(path.stem for path in FOLDER.iterdir())
    assert len(SHAPES) >= 20


def test_line_ends_of_the_network_change_nothing() -> None:
    shown = [(FOLDER / f"{name}.txt").read_text("utf-8") for name in ("newsletter", "newsletter-crlf")]
    assert shown[0] == shown[1].replace("newsletter-crlf", "newsletter")
