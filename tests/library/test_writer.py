"""Removing clips with their originals, also when Ctrl-C is pressed or a clip cannot be removed."""

import signal
from typing import Any

import pytest

from clipper.errors import DiskError, StoppedError
from clipper.library import Library
from clipper.model.clip import StoredClip
from clipper.system import files
from clipper.system.folder import FolderEntry
from tests.conftest import WriteClip

NAMES = ("a", "b")


@pytest.fixture
def with_originals(library: Library, write_clip: WriteClip) -> list[StoredClip]:
    """Write two clips, each with an original beside it, and return them."""
    for name in NAMES:
        write_clip(f"{name}.md", "text")
        write_clip(f"{name}.html.gz", b"page")
    return library.find_all([f"{name}.md" for name in NAMES])


def press_ctrl_c(monkeypatch: pytest.MonkeyPatch, moved: str) -> None:
    """Press Ctrl-C while a file is moved to the trash."""
    move = files.move

    def interrupted(source: FolderEntry, *arguments: Any, **named: Any) -> None:
        if source.name == moved:
            signal.raise_signal(signal.SIGINT)
        move(source, *arguments, **named)

    monkeypatch.setattr(files, "move", interrupted)


def existing(library: Library) -> list[str]:
    names = [name + suffix for name in NAMES for suffix in (".md", ".html.gz")]
    return [name for name in names if library.archive.path(name).exists()]


def test_ctrl_c_during_the_last_clip_leaves_no_original_behind(
    library: Library, with_originals: list[StoredClip], monkeypatch: pytest.MonkeyPatch
) -> None:
    press_ctrl_c(monkeypatch, "b.md")
    outcome = library.writer.remove(with_originals)
    assert [stored.path for stored in outcome.changed] == ["a.md", "b.md"]
    assert existing(library) == []


def test_ctrl_c_before_the_last_clip_stops_after_the_original(
    library: Library, with_originals: list[StoredClip], monkeypatch: pytest.MonkeyPatch
) -> None:
    press_ctrl_c(monkeypatch, "a.md")
    with pytest.raises(StoppedError, match="stopped after 1 of 2"):
        library.writer.remove(with_originals)
    assert existing(library) == ["b.md", "b.html.gz"]


def test_a_clip_that_cannot_be_removed_keeps_its_original_and_counts_once(
    library: Library, with_originals: list[StoredClip], monkeypatch: pytest.MonkeyPatch
) -> None:
    move = files.move

    def failing(source: FolderEntry, *arguments: Any, **named: Any) -> None:
        if source.name == "a.md":
            signal.raise_signal(signal.SIGINT)
            raise DiskError("a.md: no space left on device")
        move(source, *arguments, **named)

    monkeypatch.setattr(files, "move", failing)
    with pytest.raises(StoppedError, match="stopped after 1 of 2"):
        library.writer.remove(with_originals)
    assert existing(library) == ["a.md", "a.html.gz", "b.md", "b.html.gz"]

    monkeypatch.setattr(signal, "raise_signal", lambda _: None)
    outcome = library.writer.remove(with_originals)
    assert (outcome.done, outcome.same, len(outcome.failed)) == (2, 0, 1)
    assert existing(library) == ["a.md", "a.html.gz"]


def test_the_original_of_a_protected_clip_is_kept(library: Library, with_originals: list[StoredClip]) -> None:
    library.archive.path("a.md").chmod(0o444)
    outcome = library.writer.remove(with_originals)
    assert (outcome.done, outcome.same, len(outcome.failed)) == (2, 0, 1)
    assert existing(library) == ["a.md", "a.html.gz"]
