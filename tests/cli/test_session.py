"""A session finds its archive, and reports errors."""

import pytest

from clipper.cli.session import Session
from clipper.errors import BusyError, ClipperError, DiskError, NotFoundError
from clipper.store.archive import SETTINGS_NAME
from tests.conftest import FakeSystem


def test_all_errors_but_the_last_are_printed_and_the_last_is_raised(
    system: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BusyError, match=r"^two; 3 of 5 done$"):
        Session(system).raise_if_any([DiskError("one"), BusyError("two")], total=5)
    assert capsys.readouterr().err == "clipper: one\n"


@pytest.mark.parametrize(("total", "message"), [(1, "gone"), (2, "gone; 1 of 2 done")])
def test_an_error_among_many_clips_says_how_many_are_done(system: FakeSystem, total: int, message: str) -> None:
    with pytest.raises(ClipperError) as caught:
        Session(system).raise_if_any([NotFoundError("gone")], total=total)
    assert str(caught.value) == message


def test_without_errors_nothing_is_raised(system: FakeSystem, capsys: pytest.CaptureFixture[str]) -> None:
    Session(system).raise_if_any([], total=3)
    assert capsys.readouterr().err == ""


def test_a_missing_archive_is_an_error_that_says_how_to_make_one(system: FakeSystem) -> None:
    with pytest.raises(NotFoundError, match="there is no archive yet") as caught:
        _ = Session(system).library
    assert "clipper init" in caught.value.hint


def test_a_dry_run_of_an_addition_makes_no_archive(system: FakeSystem) -> None:
    root = system.home / "clips"
    session = Session(system)
    session.library_for_adding(dry_run=True)
    assert not root.exists()
    session.library_for_adding(dry_run=False)
    assert (root / SETTINGS_NAME).is_file()
    session.close()
