"""Keys are read one by one, and the terminal is restored."""

import io
import os
import pty
import sys
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from clipper.system import keyboard


class Terminal:
    """A terminal on which a test presses keys."""

    def __init__(self) -> None:
        self._descriptor, descriptor = pty.openpty()
        self.stdin: TextIO = os.fdopen(descriptor, "r")

    def press(self, keys: bytes) -> None:
        os.write(self._descriptor, keys)

    @property
    def state(self) -> list[object]:
        return termios.tcgetattr(self.stdin)

    def close(self) -> None:
        self.stdin.close()
        os.close(self._descriptor)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Yield a terminal that is the stdin of this process."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdin", terminal.stdin)
    yield terminal
    terminal.close()


def test_keys_are_read_without_enter_also_those_typed_ahead(terminal: Terminal) -> None:
    before = terminal.state
    terminal.press(b"yn")
    with keyboard.keys() as read_key:
        assert terminal.state != before
        assert [read_key(), read_key()] == ["y", "n"]
        terminal.press(b"?")
        assert read_key() == "?"
    assert terminal.state == before


@pytest.mark.parametrize("pressed", [b"\x1b", b"\x1b[A", b"\x1b[15~", "é".encode(), "東".encode()])
def test_a_key_of_several_bytes_is_read_as_escape(terminal: Terminal, pressed: bytes) -> None:
    with keyboard.keys() as read_key:
        terminal.press(pressed)
        assert read_key() == "\x1b"
        terminal.press(b"y")
        assert read_key() == "y"


def test_the_end_of_the_input_is_an_empty_text(terminal: Terminal) -> None:
    with keyboard.keys() as read_key:
        terminal.press(b"\x04")
        assert read_key() == ""


def test_ctrl_c_restores_the_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_file: int, _count: int) -> bytes:
        raise KeyboardInterrupt

    before = terminal.state
    monkeypatch.setattr(os, "read", interrupted)
    with pytest.raises(KeyboardInterrupt), keyboard.keys() as read_key:
        read_key()
    assert terminal.state == before


def test_a_letter_is_echoed_on_the_line_of_the_question(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with keyboard.keys() as read_key:
        terminal.press(b"y\x1b")
        read_key()
        read_key()
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
    with keyboard.keys() as read_key:
        assert [read_key() for _ in keys] == keys
