"""Clipper as a test runs it: in this process and a world that is made up, as a process, or on a terminal."""

import contextlib
import os
import pty
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from clipper.cli import app
from clipper.outside import Outside

STATUSES = {0, 1, 2, 65, 74, 75, 130}
"""The ways in which clipper may end."""

_PLAIN = {
    "CLIPPER_ARCHIVE",
    "COLUMNS",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "PAGER",
    "TTY_COMPATIBLE",
    "VISUAL",
    "EDITOR",
}


class Ran(NamedTuple):
    """How a run ended, and what it said; `out` and `err` are bytes decoded as UTF-8."""

    status: int
    out: str
    err: str


class _Runner(CliRunner):
    """A runner whose streams can say that they are a terminal."""

    terminal = False

    @contextlib.contextmanager
    def isolation(self, *arguments: Any, **named: Any) -> Iterator[Any]:
        with super().isolation(*arguments, **named) as streams:
            for stream in (sys.stdin, sys.stdout, sys.stderr):
                stream.isatty = lambda: self.terminal  # type: ignore[method-assign]
            yield streams


def run(
    outside: Outside, *words: str, stdin: str | bytes = b"", terminal: bool = False, width: int = 80, height: int = 40
) -> Ran:
    """Run clipper in this process; an exception that would be a traceback is raised."""
    runner = _Runner()
    runner.terminal = terminal
    environment = dict.fromkeys(_PLAIN) | {"TERM": "xterm-256color", "COLUMNS": str(width), "LINES": str(height)}
    ended = runner.invoke(
        app, list(words), input=stdin, env=environment, obj=outside, prog_name="clipper", catch_exceptions=False
    )
    return Ran(ended.exit_code, ended.stdout_bytes.decode(), ended.stderr_bytes.decode())


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables of a process that lives in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _PLAIN}
    own = {"HOME": home, "XDG_CACHE_HOME": home / "cache", "XDG_CONFIG_HOME": home / "config"}
    return kept | {name: str(value) for name, value in own.items()} | {"TERM": "xterm-256color"} | more


def process(home: Path, *words: str | bytes, stdin: bytes | int = b"", **named: Any) -> Ran:
    """Run clipper as a process of its own; `named` goes to `subprocess.run`."""
    at_stdin: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | at_stdin
    more: Mapping[str, str] = named.pop("variables", {})
    ended = subprocess.run(
        [sys.executable, "-m", "clipper", *words],
        check=False,
        **(streams | {"cwd": home, "env": environment(home, **more), "timeout": 60} | named),
    )
    out, err = (stream.decode("utf-8", "replace") if stream else "" for stream in (ended.stdout, ended.stderr))
    return Ran(ended.returncode, out, err)


def on_terminal(
    home: Path, *words: str, width: int = 80, height: int = 24, typed: Sequence[bytes] = (), **more: str
) -> Ran:
    """Run clipper on a pseudo-terminal; each text of `typed` is sent when it asks, and `err` is in `out`."""
    ours, theirs = pty.openpty()
    with contextlib.suppress(ImportError):
        import fcntl
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-m", "clipper", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=home,
        env=environment(home, **more),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        out = _conversation(ours, list(typed))
        return Ran(child.wait(timeout=10), out.decode("utf-8", "replace").replace("\r\n", "\n"), "")
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def _conversation(ours: int, typed: list[bytes]) -> bytes:
    """Return all that the other side says until it hangs up."""
    out = b""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 0.2)
        if not ready:
            continue
        try:
            said = os.read(ours, 65536)
        except OSError:  # Linux says so that nobody holds the other side any more
            break
        if not said:
            break
        out += said
        if typed and out.rstrip().endswith((b"]:", b"?")):
            os.write(ours, typed.pop(0))
    return out
