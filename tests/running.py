"""Clipper as a test runs it: in this process and a world that is made up, as a process, or on a terminal."""

import contextlib
import functools
import json
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

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from clipper.cli.app import app
from clipper.system.system import System

STATUSES = {0, 1, 2, 65, 74, 75, 130}
"""The ways in which clipper may end."""

_DRAWING = {"COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TTY_COMPATIBLE"}
_PLAIN = _DRAWING | {"CLIPPER_ARCHIVE", "EDITOR", "PAGER", "PYTHONUNBUFFERED", "VISUAL"}
"""Variables of whoever runs the tests, which would change what they see."""


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
            sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # as `__main__` does
            yield streams


@functools.cache
def _door() -> Any:
    """Return the commands, put together once: a run takes as long as that, and a process has only one."""
    return get_command(app)


def run(
    system: System, *words: str, stdin: str | bytes = b"", terminal: bool = False, width: int = 80, height: int = 40
) -> Ran:
    """Run clipper in this process; an exception that would be a traceback is raised."""
    runner = _Runner()
    runner.terminal = terminal
    environment = dict.fromkeys(_PLAIN) | {"TERM": "xterm-256color", "COLUMNS": str(width), "LINES": str(height)}
    with runner.isolation(stdin, environment) as (out, err, _):
        with pytest.raises(SystemExit) as ended:
            _door().main(list(words), "clipper", obj=system)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        status = ended.value.code
        assert isinstance(status, int)
        return Ran(status, out.getvalue().decode(), err.getvalue().decode())


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the variables of a process that lives in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in _PLAIN}
    own = {"HOME": home, "TMPDIR": home, "XDG_CACHE_HOME": home / "cache", "XDG_CONFIG_HOME": home / "config"}
    return kept | {name: str(value) for name, value in own.items()} | {"TERM": "xterm-256color"} | more


def process(home: Path, *words: str | bytes, stdin: bytes | int = b"", **named: Any) -> Ran:
    """Run clipper as a process of its own; `named` goes to `subprocess.run`."""
    at_stdin: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | at_stdin
    more: Mapping[str, str] = named.pop("variables", {})
    ended: subprocess.CompletedProcess[Any] = subprocess.run(
        [sys.executable, "-m", "clipper", *words],
        check=False,
        **(streams | {"cwd": home, "env": environment(home, **more), "timeout": 60} | named),
    )
    said: list[bytes | None] = [ended.stdout, ended.stderr]
    out, err = ((stream or b"").decode("utf-8", "replace") for stream in said)
    return Ran(ended.returncode, out, err)


_LAUNCHER = """
import json, resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = [ended.returncode, *(stream.decode("utf-8", "replace") for stream in (ended.stdout, ended.stderr))]
print(json.dumps([said, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
# A process that comes from a large one counts as large itself: it is started by a small one.


class Used(NamedTuple):
    """How a run ended, the seconds of the processor that it took, and the megabytes of memory at the most."""

    ran: Ran
    seconds: float
    megabytes: int


def measured(home: Path, *words: str | bytes, **named: Any) -> Used:
    """Run clipper as a process of its own, without input, and measure it; `named` goes to `subprocess.run`."""
    return weighed([sys.executable, "-m", "clipper", *words], **({"cwd": home, "env": environment(home)} | named))


def weighed(command: Sequence[str | bytes], **named: Any) -> Used:
    """Run any program without input, and measure it; `named` goes to `subprocess.run`."""
    launched = [sys.executable, "-SEc", _LAUNCHER, *command]
    more = {"timeout": 60, "stdin": subprocess.DEVNULL} | named
    said, seconds, most = json.loads(subprocess.run(launched, check=True, stdout=subprocess.PIPE, **more).stdout)
    return Used(Ran(*said), seconds, most // (1024 * 1024 if sys.platform == "darwin" else 1024))


def on_terminal(
    home: Path, *words: str, width: int = 80, height: int = 24, typed: Sequence[bytes] = (), **more: str
) -> Ran:
    """Run clipper on a pseudo-terminal; each text of `typed` is sent when it asks, and `err` is in `out`."""
    ours, theirs = pty.openpty()
    with contextlib.suppress(ImportError):
        import fcntl
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    # The shell opens the terminal by its name, and so makes it the one whose Ctrl-C is meant for what it starts.
    child = subprocess.Popen(
        ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(theirs), sys.executable, "-m", "clipper", *words],
        cwd=home,
        env=environment(home, **more),
        start_new_session=True,
    )
    try:
        out = _conversation(ours, child, list(typed))
        return Ran(child.wait(timeout=10), out.decode("utf-8", "replace").replace("\r\n", "\n"), "")
    finally:
        child.kill()
        child.wait()
        os.close(theirs)
        os.close(ours)


def _conversation(ours: int, child: "subprocess.Popen[bytes]", typed: list[bytes]) -> bytes:
    """Return all that a process says on a terminal until it ends; answer its questions."""
    out = b""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        ended = child.poll() is not None
        if select.select([ours], [], [], 0 if ended else 0.05)[0]:
            out += os.read(ours, 65536)
        elif ended:
            break
        if typed and out.endswith(b"]: "):
            os.write(ours, typed.pop(0))
    return out
