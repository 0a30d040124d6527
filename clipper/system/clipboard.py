"""Read and write the clipboard with a program of the desktop, within limits of time and size."""

import contextlib
import os
import re
import signal
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clipper.errors import RefusedError
from clipper.system import files

TYPES = ("text/html", "text/plain")
"""The content types that are read, the preferred one first."""

TIMEOUT = 5.0
"""Seconds for a program to finish."""

MAX_SIZE = 10_000_000
"""Bytes that the clipboard may hold."""


class _Reader(NamedTuple):
    """A program that reads the clipboard, the variable that it needs, and the command for each content type."""

    program: str
    variable: str
    commands: Mapping[str, tuple[str, ...]]


_READERS = (
    _Reader(
        "wl-paste",
        "WAYLAND_DISPLAY",
        {
            "text/html": ("wl-paste", "--no-newline", "--type", "text/html"),
            "text/plain": ("wl-paste", "--no-newline", "--type", "text"),
        },
    ),
    _Reader(
        "xclip",
        "DISPLAY",
        {
            "text/html": ("xclip", "-selection", "clipboard", "-out", "-target", "text/html"),
            "text/plain": ("xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"),
        },
    ),
    _Reader(
        "pbpaste",
        "",
        {"text/html": ("osascript", "-e", "the clipboard as «class HTML»"), "text/plain": ("pbpaste",)},
    ),
)
_WRITERS = (
    ("WAYLAND_DISPLAY", ("wl-copy",), ("wl-copy", "--type", "text/html")),
    (
        "DISPLAY",
        ("xclip", "-selection", "clipboard", "-in"),
        ("xclip", "-selection", "clipboard", "-in", "-target", "text/html"),
    ),
    ("", ("pbcopy",), ()),
)
"""The variable that each program needs, and its commands for plain text and for HTML: none of them offers both."""

_APPLESCRIPT = "set the clipboard to {{text:{text}, «class HTML»:«data HTML{html}»}}"
"""On macOS the clipboard gets both at once; whoever pastes takes what suits."""

_HINT = "wl-clipboard brings one for Wayland, xclip one for X11; macOS has its own. Or paste it: `clipper add`."
_APPLESCRIPT_DATA = re.compile(rb"\xc2\xabdata HTML([0-9A-Fa-f]*)\xc2\xbb\s*")


def read(environment: Mapping[str, str], types: Sequence[str] = TYPES) -> tuple[str, bytes]:
    """Return the first of these content types that the clipboard has, and the bytes.

    Raise RefusedError if there is no program to read it, if it has no text or too much, or if the program hangs.
    """
    import shutil

    path = environment.get("PATH", "")
    usable = (reader for reader in _READERS if not reader.variable or environment.get(reader.variable))
    reader = next((reader for reader in usable if shutil.which(reader.program, path=path)), None)
    if reader is None:
        raise RefusedError("there is no program that reads the clipboard", hint=_HINT)
    for content_type in types:
        raw = _output(reader.commands[content_type], environment)
        if match := _APPLESCRIPT_DATA.fullmatch(raw):  # AppleScript prints bytes in hexadecimal
            raw = bytes.fromhex(match[1].decode()[: len(match[1]) // 2 * 2])
        if raw:
            return content_type, raw
    raise RefusedError("the clipboard holds no text")


def write(environment: Mapping[str, str], text: str, html: str = "") -> None:
    """Put a text on the clipboard; with `html` as HTML, and where that is possible as plain text too.

    Raise RefusedError if there is no program that does it, or if it fails.
    """
    import shutil

    path = environment.get("PATH", "")
    usable = (writer for writer in _WRITERS if not writer[0] or environment.get(writer[0]))
    writer = next((writer for writer in usable if shutil.which(writer[1][0], path=path)), None)
    if writer is None:
        raise RefusedError("there is no program that writes to the clipboard", hint=_HINT)
    _, plain, rich = writer
    if not html:
        is_written = _run(plain, environment, text)
    elif rich:
        is_written = _run(rich, environment, html)
    else:
        script = _APPLESCRIPT.format(text=_in_applescript(text), html=html.encode().hex().upper())
        is_written = _run(("osascript", "-"), environment, script) or _run(plain, environment, text)
    if not is_written:
        raise RefusedError("the clipboard cannot be written to")


def holds_both(environment: Mapping[str, str]) -> bool:
    """Tell whether the clipboard can get HTML and plain text at once, as that of macOS."""
    import shutil

    path = environment.get("PATH", "")
    variables = ("WAYLAND_DISPLAY", "DISPLAY")
    return not any(map(environment.get, variables)) and all(
        shutil.which(name, path=path) for name in ("pbcopy", "osascript")
    )


def _in_applescript(text: str) -> str:
    """Return a text as a string of AppleScript."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _run(command: Sequence[str], environment: Mapping[str, str], text: str) -> bool:
    """Run a program with a text as its input, and tell whether it succeeded."""
    import subprocess

    try:
        # xclip stays in the background and serves the text; it would hold the pipes of its parent open.
        subprocess.run(  # noqa: S603 - our own words
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment},
            timeout=TIMEOUT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _output(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Return the stdout of a command; nothing if it fails: the clipboard then has no content of the type."""
    import subprocess
    from threading import Event, Timer

    timed_out = Event()
    with files.disk_errors("the clipboard cannot be read"):
        process = subprocess.Popen(  # noqa: S603 - our own words
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment},
            start_new_session=True,
        )

    def kill() -> None:
        """Kill the program and all that it started, which would keep its stdout open."""
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)

    def on_timeout() -> None:
        timed_out.set()
        kill()

    timer = Timer(TIMEOUT, on_timeout)
    timer.start()
    try:
        with process:
            raw = process.stdout.read(MAX_SIZE + 1) if process.stdout else b""
            if len(raw) > MAX_SIZE:
                raise RefusedError(f"the clipboard holds more than {MAX_SIZE // 1_000_000} MB")
            failed = process.wait()
    finally:
        timer.cancel()
        kill()
    if timed_out.is_set():
        raise RefusedError(f"the clipboard did not answer within {TIMEOUT:g} seconds")
    return b"" if failed else raw
