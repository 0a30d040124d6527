"""An archive that comes from a stranger: nothing is done outside it, whatever its own folder leads to."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from clipper.library import Library
from tests.conftest import FakeSystem
from tests.running import run

JOURNAL = b"""\
{"clipper": 1, "when": "2001-01-01T00:00:00+00:00", "words": ["tag"], "undoes": 0}
{"end": 1, "whole": true}
"""
INTERNAL = (
    ".clipper",
    ".clipper/tmp",
    ".clipper/history",
    ".clipper/history/00000001",
    ".clipper/left",
    ".clipper/lock",
)
COMMANDS = (
    ("tag", "talks", "news"),
    ("tag", "--where", "tag:ceasefire", "--add", "news"),
    ("edit", "talks", "--set", "section=World"),
    ("remove", "talks", "--yes"),
    ("tags", "rename", "ceasefire", "truce", "--yes"),
    ("undo", "--yes"),
    ("redo", "--yes"),
    ("history",),
    ("history", "talks"),
    ("history", "--prune", "1d", "--yes"),
    ("check",),
)


def link(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def file(path: Path, _: Path) -> None:
    path.write_bytes(b"a file of the stranger\n")


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def archive(library: Library) -> Path:
    """Return the folder of the small archive."""
    return library.archive.root


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder of the user's own, with files such as a write protocol moves and deletes."""
    folder = tmp_path / "documents"
    (folder / "sub").mkdir(parents=True)
    for name in ("letter.txt", "big.iso.part", "1.md", "0123456789abcdef", "sub/deep.txt"):
        (folder / name).write_text(name)
    return folder


@pytest.mark.parametrize("shape", [link, pipe, file], ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("path", INTERNAL)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_stands_in_the_place_of_a_folder_of_ours_leads_nowhere(
    archive: Path,
    system: FakeSystem,
    outside: Path,
    command: tuple[str, ...],
    path: str,
    shape: Callable[[Path, Path], None],
) -> None:
    internal = archive / ".clipper"
    if path != ".clipper":
        (internal / "history").mkdir(parents=True)
        (internal / "history" / "00000001.log").write_bytes(JOURNAL)
        if path == ".clipper/history":
            (internal / "history" / "00000001.log").unlink()
            (internal / "history").rmdir()
    before = state(outside)
    shape(archive / path, outside)

    ran = run(system, "--archive", str(archive), *command)

    assert state(outside) == before
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command[0] in {"history", "undo", "redo"}], ids=" ".join
)
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/full", "pipe"])
def test_a_journal_that_is_no_file_is_told_at_once(
    archive: Path, system: FakeSystem, command: tuple[str, ...], target: str
) -> None:
    folder = archive / ".clipper" / "history"
    folder.mkdir(parents=True)
    make = partial(os.mkfifo) if target == "pipe" else partial(os.symlink, target)
    make(folder / "00000001.log")

    ran = run(system, "--archive", str(archive), *command)

    assert ran.status == 65
    assert "00000001.log" in ran.err


def test_a_file_in_tmp_that_clipper_did_not_name_stays(archive: Path, system: FakeSystem) -> None:
    temp_folder = archive / ".clipper" / "tmp"
    temp_folder.mkdir(parents=True)
    for name in ("notes.part", "letter.txt"):
        (temp_folder / name).write_text("mine")

    assert run(system, "--archive", str(archive), "tag", "talks", "news").status == 0

    assert state(temp_folder) == {"letter.txt": b"mine", "notes.part": b"mine"}
