"""`clipper browse` at its ends: what it needs, and what it prints."""

from pathlib import Path

import pytest

from clipper.browse.app import Browse
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("archive")


def test_it_needs_a_terminal(run: Run) -> None:
    ran = run("browse")
    assert ran == (1, "", "clipper: the reader needs a terminal. `clipper list` writes for a pipe.\n")


def test_without_textual_it_names_the_command_that_installs_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clipper.cli.commands.browse.find_spec", lambda _: None)
    ran = run("browse", terminal=True)
    assert ran.status == 1
    assert "the reader needs textual" in ran.err
    assert "[tui]" in ran.err


def test_what_was_selected_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Browse, "run", lambda self: ["kvqzbcdf", self.said])
    assert run("browse", "a b", "tag:world", terminal=True) == (0, "kvqzbcdf\na b tag:world\n", "")


def test_to_leave_with_ctrl_c_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Browse, "run", lambda _: None)
    ran = run("browse", terminal=True)
    assert (ran.status, ran.out) == (130, "")


def test_without_an_archive_it_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("--archive", str(tmp_path / "nowhere"), "browse", terminal=True)
    assert ran.status == 1
    assert "there is no archive" in ran.err
