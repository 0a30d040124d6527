"""The clipboard is read with a program of the desktop, within limits of time and size."""

from pathlib import Path

import pytest

from clipper.errors import RefusedError
from clipper.system import clipboard
from clipper.system.system import System
from tests.conftest import FakeSystem

ALL_DESKTOPS = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return the only folder in `PATH`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def install(programs: Path, name: str, script: str) -> None:
    (programs / name).write_text(f"#!/bin/sh\n{script}\n")
    (programs / name).chmod(0o755)


def read(programs: Path, *types: str, **variables: str) -> tuple[str, bytes]:
    return clipboard.read({"PATH": str(programs), **(variables or ALL_DESKTOPS)}, types or clipboard.TYPES)


ECHO = 'case "$*" in *html*|*HTML*) printf "<b>%s</b>" "$0";; *) printf "%s" "$*";; esac'


def test_the_first_usable_program_is_run(programs: Path) -> None:
    for name in ("pbpaste", "osascript", "xclip", "wl-paste"):
        install(programs, name, ECHO)
    expected = [
        (ALL_DESKTOPS, "wl-paste", b"--no-newline --type text"),
        ({"DISPLAY": ":0"}, "xclip", b"-selection clipboard -out -target UTF8_STRING"),
        ({"HOME": "/"}, "osascript", b""),
    ]
    for variables, program, words in expected:
        assert read(programs, **variables) == ("text/html", f"<b>{programs / program}</b>".encode())
        if words:
            assert read(programs, "text/plain", **variables) == ("text/plain", words)


def test_without_html_the_plain_text_is_returned(programs: Path) -> None:
    install(programs, "wl-paste", 'case "$*" in *html*) exit 1;; *) printf "Text \\303\\251\\n";; esac')
    assert read(programs) == ("text/plain", "Text é\n".encode())
    with pytest.raises(RefusedError, match="holds no text"):
        read(programs, "text/html")


def test_the_hexadecimal_output_of_applescript_is_decoded(programs: Path) -> None:
    install(programs, "osascript", 'printf "\\302\\253data HTML3C703EC3A93C2F703E\\302\\273\\n"')
    install(programs, "pbpaste", "printf text")
    assert read(programs, HOME="/") == ("text/html", "<p>é</p>".encode())
    install(programs, "osascript", "exit 1")
    assert read(programs, HOME="/") == ("text/plain", b"text")


def test_without_a_program_the_hint_says_what_to_install(programs: Path) -> None:
    with pytest.raises(RefusedError, match="no program that reads the clipboard") as refused:
        read(programs)
    assert "wl-clipboard" in refused.value.hint
    install(programs, "xclip", ECHO)
    with pytest.raises(RefusedError, match="no program"):
        read(programs, WAYLAND_DISPLAY="wayland-0")


@pytest.mark.parametrize("script", ["exit 0", "exit 1", "echo x; exit 3", "kill -9 $$"])
def test_a_clipboard_without_a_text_is_refused(script: str, programs: Path) -> None:
    install(programs, "wl-paste", script)
    with pytest.raises(RefusedError, match="the clipboard holds no text"):
        read(programs)


def test_a_clipboard_that_is_too_large_is_refused(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "MAX_SIZE", 1_000)
    install(programs, "wl-paste", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done")
    with pytest.raises(RefusedError, match="holds more than 0 MB"):
        read(programs)


@pytest.mark.parametrize("script", ["exec /bin/sleep 60", "printf x; /bin/sleep 60", "/bin/sleep 60 & printf x"])
def test_a_program_that_hangs_is_killed_with_all_that_it_started(
    script: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.2)
    install(programs, "wl-paste", script)
    with pytest.raises(RefusedError, match=r"did not answer within 0\.2 seconds"):
        read(programs)


def test_a_program_that_cannot_be_started_is_an_error(programs: Path) -> None:
    install(programs, "wl-paste", "")
    (programs / "wl-paste").write_bytes(b"\0\0not a program")
    with pytest.raises(Exception, match="the clipboard cannot be read: exec format error"):
        read(programs)


def test_the_system_reads_it_with_its_own_environment(system: FakeSystem, programs: Path) -> None:
    install(programs, "wl-paste", ECHO)
    system.variables = {"PATH": str(programs), **ALL_DESKTOPS}
    assert System.read_clipboard(system, ["text/plain"]) == ("text/plain", b"--no-newline --type text")


TAKE = 'printf "%s\\n" "$0" "$@" >"$COPIED"; /bin/cat >>"$COPIED"'


def copied(programs: Path, text: str, html: str = "", **variables: str) -> list[str]:
    """Return the words of the command that was run, and what it got."""
    target = programs.parent / "copied"
    clipboard.write({"PATH": str(programs), "COPIED": str(target), **variables}, text, html)
    return target.read_text("utf-8").replace(f"{programs}/", "").split("\n")


def test_a_text_is_copied_with_the_first_usable_program(programs: Path) -> None:
    for name in ("pbcopy", "xclip", "wl-copy"):
        install(programs, name, TAKE)
    assert copied(programs, "Té", **ALL_DESKTOPS) == ["wl-copy", "Té"]
    assert copied(programs, "T", DISPLAY=":0") == ["xclip", "-selection", "clipboard", "-in", "T"]
    assert copied(programs, "T") == ["pbcopy", "T"]


def test_html_is_copied_as_such(programs: Path) -> None:
    for name in ("xclip", "wl-copy"):
        install(programs, name, TAKE)
    assert copied(programs, "T", "<p>T</p>", **ALL_DESKTOPS) == ["wl-copy", "--type", "text/html", "<p>T</p>"]
    words = ["xclip", "-selection", "clipboard", "-in", "-target", "text/html", "<p>T</p>"]
    assert copied(programs, "T", "<p>T</p>", DISPLAY=":0") == words


def test_on_a_mac_html_and_plain_text_are_copied_at_once(programs: Path) -> None:
    install(programs, "pbcopy", TAKE)
    assert not clipboard.holds_both({"PATH": str(programs)})
    assert copied(programs, "T", "<i>") == ["pbcopy", "T"]
    install(programs, "osascript", TAKE)
    assert clipboard.holds_both({"PATH": str(programs)})
    assert not clipboard.holds_both({"PATH": str(programs), "DISPLAY": ":0"})
    script = r'set the clipboard to {text:"a \"b\" \\", «class HTML»:«data HTML3C693E»}'
    assert copied(programs, 'a "b" \\', "<i>") == ["osascript", "-", script]


def test_a_clipboard_that_cannot_be_written_to_is_an_error(programs: Path) -> None:
    with pytest.raises(RefusedError, match="no program that writes to the clipboard"):
        copied(programs, "T")
    install(programs, "wl-copy", "exit 1")
    with pytest.raises(RefusedError, match="cannot be written to"):
        copied(programs, "T", "<i>", **ALL_DESKTOPS)
