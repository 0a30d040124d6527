"""The styles of clipper, which can be read on a dark and on a light terminal, and the console that has them."""

import os
from typing import TextIO

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from clipper import text
from clipper.system.appearance import Color, is_forced

# White, yellow, grey and every bright colour cannot be seen on one kind of terminal or the other. The colours that
# remain are in the shades that the user chose for the terminal; the rest is done with bold, dim and italic. Blue is
# bold because it is nearly black on many dark terminals. A colour has one meaning in lists and pages: magenta is a
# handle, cyan a date or an outlet, green a tag or what is new, red a problem.
_STACKED = ("cyan", "magenta", "green", "blue")
# The one grey that can be seen on black and on white: the colour of all other groups in a chart, and never of text.
_OTHERS = "color(244)"

THEME = Theme(
    {
        "clip.handle": "bold magenta",
        "clip.handle.rest": "dim",
        "clip.date": "cyan",
        "clip.source": "none",
        "clip.title": "none",
        "clip.headline": "bold",
        "clip.outlet": "bold cyan",
        "clip.description": "italic",
        "clip.label": "dim",
        "clip.quiet": "dim",
        "clip.problem": "red",
        "clip.added": "green",
        "clip.removed": "red",
        "clip.gone": "red strike",
        "clip.new": "green",
        "clip.tag": "green",
        "clip.match": "bold underline",
        **{f"clip.stack.{number}": colour for number, colour in enumerate(_STACKED)},
        "clip.stack.others": _OTHERS,
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.h4": "bold italic",
        "markdown.h5": "italic",
        "markdown.h6": "italic",
        "markdown.code": "cyan",
        "markdown.code_block": "cyan",
        "markdown.block_quote": "italic",
        "markdown.bar": "magenta",
        "markdown.hr": "dim",
        "markdown.item.bullet": "magenta",
        "markdown.item.number": "magenta",
        "markdown.link": "underline",
        "markdown.note": "dim",
        "markdown.table.border": "dim",
        "markdown.table.header": "bold",
    }
)


def console(stream: TextIO, *, color: Color = "auto", width: int | None = None) -> Console:
    """Return a console on stdout or stderr; with `auto` the environment says whether it has colours.

    It prints a text as it is: no markup, no emoji names, no highlighting.
    """
    forced = color == "always" or (color == "auto" and is_forced(os.environ))
    return Console(
        file=stream,
        theme=THEME,
        no_color={"always": False, "never": True, "auto": None}[color],
        force_terminal=forced or None,
        color_system="standard" if color == "always" and os.environ.get("TERM") in {"dumb", "unknown"} else "auto",
        width=width,
        emoji=False,
        markup=False,
        highlight=False,
    )


def chip(tag: str) -> Text:
    """Return a tag in the colour of tags."""
    return Text(text.safe(tag), style="clip.tag", end="")


def group_digits(number: int) -> str:
    """Return a number with a blank between each three digits, as `12 345`."""
    return f"{number:,}".replace(",", " ")
