"""The clipboard, asked through the programs of each desktop, within bounds of time and size."""

import contextlib
import os
import re
import signal
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clipper.errors import RefusedError
from clipper.system import files

KINDS = ("text/html", "text/plain")
"""As what a text may be there, the richest first."""

PATIENCE = 5.0
"""Seconds in which a program has to answer."""

MOST = 10_000_000
"""Bytes that the clipboard may hold."""


class _Desk(NamedTuple):
    """A program that reads the clipboard, the variable without which it cannot, and what is asked for each kind."""

    program: str
    needs: str
    asks: Mapping[str, tuple[str, ...]]


_DESKS = (
    _Desk(
        "wl-paste",
        "WAYLAND_DISPLAY",
        {
            "text/html": ("wl-paste", "--no-newline", "--type", "text/html"),
            "text/plain": ("wl-paste", "--no-newline", "--type", "text"),
        },
    ),
    _Desk(
        "xclip",
        "DISPLAY",
        {
            "text/html": ("xclip", "-selection", "clipboard", "-out", "-target", "text/html"),
            "text/plain": ("xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"),
        },
    ),
    _Desk(
        "pbpaste",
        "",
        {"text/html": ("osascript", "-e", "the clipboard as «class HTML»"), "text/plain": ("pbpaste",)},
    ),
)
_HINT = "wl-clipboard brings one for Wayland, xclip one for X11; macOS has its own. Or paste it: `clipper add`."
_SCRIPTED = re.compile(rb"\xc2\xabdata HTML([0-9A-Fa-f]*)\xc2\xbb\s*")


def read(environment: Mapping[str, str], kinds: Sequence[str] = KINDS) -> tuple[str, bytes]:
    """Return what the clipboard holds, with the first of these kinds as which it holds it.

    RefusedError where no program can ask for it, where it holds no text or too much, and where there is no answer.
    """
    import shutil

    path = environment.get("PATH", "")
    usable = (desk for desk in _DESKS if not desk.needs or environment.get(desk.needs))
    desk = next((desk for desk in usable if shutil.which(desk.program, path=path)), None)
    if desk is None:
        raise RefusedError("there is no program that reads the clipboard", hint=_HINT)
    for kind in kinds:
        raw = _answer(desk.asks[kind], environment)
        if scripted := _SCRIPTED.fullmatch(raw):  # as AppleScript writes bytes
            raw = bytes.fromhex(scripted[1].decode()[: len(scripted[1]) // 2 * 2])
        if raw:
            return kind, raw
    raise RefusedError("the clipboard holds no text")


def _answer(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Return what a program prints; nothing where it fails, for then the clipboard holds nothing of the kind."""
    import subprocess
    from threading import Event, Timer

    late = Event()
    with files.disk_errors("the clipboard cannot be read"):
        process = subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment},
            start_new_session=True,
        )

    def end() -> None:
        """End it with all that it started, which would hold its output open."""
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)

    def give_up() -> None:
        late.set()
        end()

    timer = Timer(PATIENCE, give_up)
    timer.start()
    try:
        with process:
            raw = process.stdout.read(MOST + 1) if process.stdout else b""
            if len(raw) > MOST:
                raise RefusedError(f"the clipboard holds more than {MOST // 1_000_000} MB")
            failed = process.wait()
    finally:
        timer.cancel()
        end()
    if late.is_set():
        raise RefusedError(f"the clipboard did not answer within {PATIENCE:g} seconds")
    return b"" if failed else raw
