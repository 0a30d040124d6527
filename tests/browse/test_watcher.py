"""What other programs do to the files is noticed, and nothing else."""

import os
from pathlib import Path

import pytest

from clipper.browse.watcher import Watcher
from clipper.index.listing import Listing
from clipper.library import Library
from tests.conftest import WriteClip

PATH = "2025/2025-05-19-bbc-news-rates.md"


@pytest.fixture
def watcher(library: Library, monkeypatch: pytest.MonkeyPatch) -> Watcher:
    """Return a watcher that knows all files; the index trusts even the youngest."""
    monkeypatch.setattr("clipper.index.refresh._TICK_NS", 0)
    watcher = Watcher(library.archive.root, lambda: None)
    assert not watcher.has_changed()
    watcher.expect(Listing(library.index).folders())
    assert not watcher.has_changed()
    return watcher


def rewrite(file: Path) -> None:
    """Write into a file: it keeps its name and its inode."""
    file.write_bytes(file.read_bytes() + b"More.\n")


def test_a_change_inside_a_file_is_noticed(watcher: Watcher, library: Library) -> None:
    watcher._next_survey = 0
    rewrite(library.archive.root / PATH)
    assert watcher.has_changed()


@pytest.mark.parametrize("change", ["new", "removed", "renamed", "in sight"])
def test_between_two_surveys_of_a_large_archive_the_folders_tell(
    watcher: Watcher, library: Library, write_clip: WriteClip, change: str
) -> None:
    file = library.archive.root / PATH
    watcher.keep_in_sight((PATH,))
    watcher.has_changed()
    watcher._next_survey = float("inf")
    assert not watcher.has_changed()
    if change == "new":
        write_clip("2026/new.md", "New.\n")
    elif change == "removed":
        file.unlink()
    elif change == "renamed":
        file.rename(file.with_name("other.md"))
    else:
        rewrite(file)
    assert watcher.has_changed()


def test_a_touched_folder_in_which_nothing_changed_is_no_change(watcher: Watcher, library: Library) -> None:
    watcher._next_survey = float("inf")
    os.utime(library.archive.root / "2025", (1, 1))
    assert not watcher.has_changed()
