"""How far a long task is: a bar on stderr, drawn only for what takes long, and gone afterwards."""

import io

import pytest

from clipper.output.terminal import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    return Terminal()


def test_what_is_done_soon_draws_nothing(stream: Terminal) -> None:
    with progress.bar(stream, "reading", 3, color="auto") as advance:
        for done in range(3):
            advance(done + 1)
    assert stream.getvalue() == ""


def test_what_takes_long_shows_how_far_it_is_and_leaves_no_line(
    stream: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_AFTER", 0.0)
    with progress.bar(stream, "reading\x1b[2J", 300, color="never") as advance:
        advance(120)
        advance(240)
    drawn = stream.getvalue()
    assert "120/300" in drawn
    assert "240/300" in drawn
    assert "reading␛" in drawn
    assert "\x1b[2J" not in drawn
    assert "\x1b[2K" in drawn.rpartition("240/300")[2]
