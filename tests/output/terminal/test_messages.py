"""Messages are wrapped between words on a terminal, and stay one line in a pipe."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.output.terminal import messages
from clipper.system.appearance import Appearance

HISTORY = "clipper: operation 12, edit, left nothing to take back. `clipper undo 11` takes back the one before it."


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_message_is_wrapped_between_words_and_a_command_stays_whole() -> None:
    assert messages.wrap(HISTORY, 40) == (
        "clipper: operation 12, edit, left\n"
        "  nothing to take back.\n"
        "  `clipper undo 11` takes back the one\n"
        "  before it."
    )
    assert messages.wrap(HISTORY, 80) == (
        "clipper: operation 12, edit, left nothing to take back. `clipper undo 11` takes\n  back the one before it."
    )
    assert messages.wrap(HISTORY, 200) == HISTORY


def test_a_command_that_no_line_holds_is_broken_at_its_blanks_and_a_path_never() -> None:
    assert messages.wrap("Say `clipper tags merge one two three`.", 20) == (
        "Say `clipper tags\n  merge one two\n  three`."
    )
    path = "/a/very/long/path/to/some/clip.md"
    assert messages.wrap(f"It is in {path} now.", 20) == f"It is in\n  {path}\n  now."


def test_wide_letters_count_twice_and_accents_not_at_all() -> None:
    assert messages.wrap("東京 大阪 京都 東京 大阪", 24) == "東京 大阪 京都 東京 大阪"
    assert messages.wrap("東京 大阪 京都 東京 大阪", 23) == "東京 大阪 京都 東京\n  大阪"
    assert messages.wrap("e\u0301e\u0301e\u0301 " * 5 + "e\u0301", 21).count("\n") == 0


@given(st.text("ab `“”.\n日", max_size=60), st.integers(1, 60))
def test_no_letter_is_lost_and_what_fits_is_as_it_was(text: str, width: int) -> None:
    wrapped = messages.wrap(text, width)
    assert "".join(wrapped.split()) == "".join(text.split())
    assert messages.wrap(text, 1000) == text


def test_an_error_is_red_and_its_hint_dim_and_the_place_below_stays() -> None:
    query = "a field is missing\n  (a OR\n   ^"
    drawn = messages.render(f"clipper: {query}", "Write one", width=80, styled=True)
    assert drawn == ("\x1b[1;31mclipper:\x1b[0m a field is missing. \x1b[2mWrite one\x1b[0m\n  (a OR\n   ^")
    assert messages.render(f"clipper: {query}", "Write one", width=80, styled=False) == (
        "clipper: a field is missing. Write one\n  (a OR\n   ^"
    )
    assert messages.render("Done.", width=80, styled=True) == "Done."


def test_a_pipe_gets_one_line_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    assert messages.lay_out(HISTORY, io.StringIO(), Appearance()) == HISTORY
    drawn = messages.lay_out(HISTORY, Terminal(), Appearance())
    assert drawn.startswith("\x1b[1;31mclipper:\x1b[0m operation")
    assert drawn.count("\n") == 3
    forced = Appearance()
    forced.color = "always"
    assert messages.lay_out("clipper: x", io.StringIO(), forced) == "\x1b[1;31mclipper:\x1b[0m x"


def test_the_width_is_that_of_the_terminal_or_80(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "33")
    assert messages.columns(io.StringIO()) == 33
    monkeypatch.setenv("COLUMNS", "wide")
    assert messages.columns(io.StringIO()) == 80
