"""The browsers that a command names, or those that are found here."""

from typing import TYPE_CHECKING, Annotated

import typer

from clipper.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clipper.system.system import System

NAMES = ("chromium", "chrome", "firefox", "edge", "brave")


def complete_browser(incomplete: str) -> list[str]:
    """Return the names of browsers that begin with what was typed."""
    return [name for name in NAMES if name.startswith(incomplete)]


Browsers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[BROWSER]...",
        help="chromium, chrome, firefox, edge or brave; without one, all that are here.",
        autocompletion=complete_browser,
    ),
]


def named_or_found(system: "System", names: "Sequence[str] | None") -> list[str]:
    """Return the browsers that are named, or without names those that are found; raise an error if there is none."""
    from clipper.system.browser_host import found_browsers

    wanted = [name.casefold() for name in names or ()]
    for name, given in zip(wanted, names or (), strict=True):
        if name not in NAMES:
            raise UsageError(f"“{given}” is no browser that clipper knows", hint=f"It knows {', '.join(NAMES)}.")
    found = wanted or found_browsers(system)
    if not found:
        raise NotFoundError("no browser was found here", hint=f"Name one: {', '.join(NAMES)}.")
    return found
