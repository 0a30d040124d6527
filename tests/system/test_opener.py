"""Addresses and files are handed to other programs as one argument."""

import os
from pathlib import Path

import pytest

from clipper.errors import ClipperError
from clipper.system import opener

URL = "https://example.com/a?b=$(touch%20x)&c=`id`;'\""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole PATH of the test, on Linux, and without a desktop."""
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def put(folder: Path, name: str, *, status: int = 0, then: str = "") -> Path:
    """Write a program that notes its name and arguments, one a line, and return the file with the notes."""
    notes = folder.parent / "notes"
    file = folder / name
    file.write_text(
        f'#!/bin/sh\nfor word in {name} "$@"; do printf "%s\\n" "$word" >> {notes}; done\n{then}\nexit {status}\n'
    )
    file.chmod(0o755)
    return notes


def variables(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": str(folder), **more}


@pytest.mark.parametrize("desktop", [{}, {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_an_address_is_one_argument_of_the_program_of_the_desktop(programs: Path, desktop: dict[str, str]) -> None:
    notes = put(programs, "xdg-open")
    opener.open_target(URL, variables(programs, **desktop), use_browser=True)
    assert notes.read_text().splitlines() == ["xdg-open", URL]


def test_macos_has_its_own(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    notes = put(programs, "open")
    opener.open_target(URL, variables(programs), use_browser=True)
    assert notes.read_text().splitlines() == ["open", URL]


@pytest.mark.parametrize(
    ("browser", "called"),
    [
        ("mine", ["mine", URL]),
        ("mine --new-tab", ["mine", "--new-tab", URL]),
        ("mine --url=%s -x", ["mine", f"--url={URL}", "-x"]),
        ("absent:mine", ["mine", URL]),
        ("", ["xdg-open", URL]),
        (":", ["xdg-open", URL]),
        ("'mine", ["xdg-open", URL]),
        ("sh -c 'mine %s'", ["xdg-open", URL]),
    ],
)
def test_the_user_may_name_the_browser(programs: Path, browser: str, called: list[str]) -> None:
    put(programs, "mine")
    notes = put(programs, "xdg-open")
    opener.open_target(URL, variables(programs, BROWSER=browser), use_browser=True)
    assert notes.read_text().splitlines() == called


def test_a_file_is_not_opened_in_the_browser(programs: Path) -> None:
    put(programs, "mine")
    notes = put(programs, "xdg-open")
    opener.open_target("/a b.md", variables(programs, BROWSER="mine"), use_browser=False)
    assert notes.read_text().splitlines() == ["xdg-open", "/a b.md"]


@pytest.mark.parametrize("desktop", [{}, {"DISPLAY": ":0"}])
def test_the_next_program_is_tried_when_one_fails(programs: Path, desktop: dict[str, str]) -> None:
    put(programs, "w3m", status=1)
    put(programs, "mine", status=3)
    notes = put(programs, "xdg-open", status=4)
    with pytest.raises(ClipperError, match="w3m and mine and xdg-open could not open it"):
        opener.open_target(URL, variables(programs, BROWSER="w3m:mine", **desktop), use_browser=True)
    assert notes.read_text().split() == ["w3m", URL, "mine", URL, "xdg-open", URL]


def test_a_program_that_cannot_be_started_has_failed(programs: Path) -> None:
    (programs / "xdg-open").write_bytes(b"\x7fELF")
    (programs / "xdg-open").chmod(0o755)
    with pytest.raises(ClipperError, match="xdg-open could not open it"):
        opener.open_target(URL, variables(programs), use_browser=True)


def test_one_that_draws_windows_is_not_waited_for(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opener, "TIMEOUT", 0.01)
    os.mkfifo(end := programs.parent / "end")
    put(programs, "xdg-open", then=f"read line < {end}", status=1)
    opener.open_target(URL, variables(programs, DISPLAY=":0"), use_browser=True)
    end.write_text("now\n")


def test_a_machine_without_any_says_so(programs: Path) -> None:
    with pytest.raises(ClipperError, match="there is no program here that opens it") as caught:
        opener.open_target(URL, variables(programs), use_browser=True)
    assert caught.value.hint == "Set $BROWSER to one."
    with pytest.raises(ClipperError) as caught:
        opener.open_target("/a.md", variables(programs), use_browser=False)
    assert caught.value.hint == ""
