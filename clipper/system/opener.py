"""Hand an address or a file to the program that the system has for it, as one argument, and never through a shell."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from clipper.errors import ClipperError

TIMEOUT = 3.0
"""Seconds in which a program that draws windows may fail; after that it is taken to run."""

_TEXT_BROWSERS = frozenset(("browsh", "carbonyl", "elinks", "links", "links2", "lynx", "w3m", "www-browser"))
_PLACE = "%s"


def open_target(target: str, environment: Mapping[str, str], *, use_browser: bool) -> None:
    """Open an address or a file in a program; raise ClipperError if none can be started, or if all fail at once.

    With `use_browser` the commands in `$BROWSER` come first. A program that draws windows runs on by itself; one that
    needs the terminal is waited for.
    """
    import shutil

    path = environment.get("PATH", os.defpath)
    tried = []
    for command in _commands(target, environment, use_browser=use_browser):
        if program := shutil.which(command[0], path=path):
            tried.append(PurePath(command[0]).name)
            if _run([program, *command[1:]], environment):
                return
    if tried:
        raise ClipperError(f"{' and '.join(tried)} could not open it")
    hint = "Set $BROWSER to one." if use_browser else ""
    raise ClipperError("there is no program here that opens it", hint=hint)


def _commands(target: str, environment: Mapping[str, str], *, use_browser: bool) -> Iterator[list[str]]:
    """Yield the commands to try. `$BROWSER` holds commands with colons between; the target stands for `%s` in one.

    A command with `%s` inside a text, as in `sh -c "firefox %s"`, is left out: a shell would read the address.
    """
    import shlex

    for entry in environment.get("BROWSER", "").split(os.pathsep) if use_browser else ():
        try:
            words = shlex.split(entry)
        except ValueError:  # a quote that is not closed
            continue
        if any(_PLACE in word and " " in word for word in words):
            continue
        if words and _PLACE in entry:
            yield [word.replace(_PLACE, target) for word in words]
        elif words:
            yield [*words, target]
    yield ["open" if sys.platform == "darwin" else "xdg-open", target]


def _run(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start a program, and tell whether it runs or has ended well."""
    import subprocess

    draws_windows = sys.platform == "darwin" or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    try:
        if not draws_windows or PurePath(command[0]).name in _TEXT_BROWSERS:
            from clipper.system import keyboard

            with keyboard.terminal() as stdin:
                return not subprocess.run(command, stdin=stdin, env={**environment}, check=False).returncode  # noqa: S603
        process = subprocess.Popen(  # noqa: S603 - the user's own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment},
            start_new_session=True,
        )
        try:
            return not process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            process.returncode = 0  # it runs on, and nobody waits for it
            return True
    except OSError:
        return False
