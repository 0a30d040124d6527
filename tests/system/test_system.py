"""The doors as they are: the keyboard, key by key, with the terminal afterwards what it was, and the network."""

import io
import os
import pty
import sys
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from clipper.system.fetch import FailedFetch, FetchedPage, Limits
from clipper.system.system import System
from tests.system.fetch.conftest import Site, page


class Terminal:
    """A terminal whose keys a test presses."""

    def __init__(self) -> None:
        self.ours, theirs = pty.openpty()
        self.stdin: TextIO = os.fdopen(theirs, "r")

    def press(self, keys: bytes) -> None:
        os.write(self.ours, keys)

    @property
    def state(self) -> list[object]:
        return termios.tcgetattr(self.stdin)

    def close(self) -> None:
        self.stdin.close()
        os.close(self.ours)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Return the terminal at which clipper finds itself."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdin", terminal.stdin)
    yield terminal
    terminal.close()


def test_keys_come_one_by_one_without_enter_also_those_typed_ahead(terminal: Terminal) -> None:
    before = terminal.state
    terminal.press(b"yn")
    with System().keys() as key:
        assert terminal.state != before
        assert [key(), key()] == ["y", "n"]
        terminal.press(b"?")
        assert key() == "?"
    assert terminal.state == before


@pytest.mark.parametrize("pressed", [b"\x1b", b"\x1b[A", b"\x1b[15~", "é".encode(), "東".encode()])
def test_a_key_of_several_bytes_is_one_that_means_nothing(terminal: Terminal, pressed: bytes) -> None:
    with System().keys() as key:
        terminal.press(pressed)
        assert key() == "\x1b"
        terminal.press(b"y")
        assert key() == "y"


def test_the_end_of_the_input_is_no_key(terminal: Terminal) -> None:
    with System().keys() as key:
        terminal.press(b"\x04")
        assert key() == ""


def test_ctrl_c_leaves_the_terminal_as_it_was(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_file: int, _most: int) -> bytes:
        raise KeyboardInterrupt

    before = terminal.state
    monkeypatch.setattr(os, "read", interrupted)
    with pytest.raises(KeyboardInterrupt), System().keys() as key:
        key()
    assert terminal.state == before


def test_what_was_pressed_is_shown_on_the_line_of_the_question(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    with System().keys() as key:
        terminal.press(b"y\x1b")
        key()
        key()
    assert capsys.readouterr().err == "y\n\n"


@pytest.mark.parametrize(
    ("typed", "keys"), [("y\nno\n\n  q\n", ["y", "n", "\n", "q", ""]), ("", [""]), ("y", ["y", ""])]
)
def test_without_a_terminal_the_first_letter_of_a_line_is_the_key(
    typed: str, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_terminal(*_: object) -> int:
        raise OSError

    monkeypatch.setattr(os, "open", no_terminal)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    with System().keys() as key:
        assert [key() for _ in keys] == keys


def test_pages_come_from_the_network_and_only_from_the_public_one() -> None:
    site = Site()
    site.answers["/"] = page()
    url = f"http://127.0.0.1:{site.port}/"
    try:
        (opened,) = System().fetch([url], Limits(allow_private=True), lambda _: None)
        (closed,) = System().fetch([url], Limits(), lambda _: None)
    finally:
        site.stop()
    assert isinstance(opened, FetchedPage)
    assert opened.raw == b"<p>News."
    assert isinstance(closed, FailedFetch)
    assert site.paths == ["/"]
