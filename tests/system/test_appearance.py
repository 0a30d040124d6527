"""Colours: an option wins over the environment, and the environment over what the stream is."""

import io

import pytest

from clipper.system.appearance import COLORS, Appearance, Color


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"CLICOLOR_FORCE": "1"}, True, True),
        ({"CLICOLOR_FORCE": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"TTY_COMPATIBLE": "1"}, True, True),
        ({"TTY_COMPATIBLE": "0", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_the_environment_says_whether_there_are_colours(
    variables: dict[str, str], on_terminal: bool, in_pipe: bool
) -> None:
    assert Appearance().is_styled(Terminal(), variables) == on_terminal
    assert Appearance().is_styled(io.StringIO(), variables) == in_pipe
    for color in COLORS[1:]:
        assert asked(color).is_styled(Terminal(), variables) == (color == "always")
        assert asked(color).is_styled(io.StringIO(), variables) == (color == "always")


def asked(color: Color) -> Appearance:
    appearance = Appearance()
    appearance.color = color
    return appearance
