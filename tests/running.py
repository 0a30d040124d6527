"""How tests run clipper: in this process with a fake system, as a process of its own, or on a pseudo-terminal."""

import contextlib
import functools
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from clipper.cli.app import app
from clipper.system.system import System

STATUSES = {0, 1, 2, 65, 74, 75, 130}
"""The exit statuses that clipper may have."""

_DRAWING_VARIABLES = {"CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TTY_COMPATIBLE"}
_REMOVED_VARIABLES = _DRAWING_VARIABLES | {"CLIPPER_ARCHIVE", "EDITOR", "PAGER", "PYTHONUNBUFFERED", "VISUAL"}
"""Environment variables of the person who runs the tests that would change the output."""


class Result(NamedTuple):
    """The exit status and the output of a run, decoded as UTF-8; a byte that is not UTF-8 as in a path."""

    status: int
    out: str
    err: str


def unwrapped(messages: str) -> str:
    """Return messages as a pipe gets them: without colours, each on one line."""
    return re.sub(r"(?<=\S)\n  (?=\S)", " ", re.sub(r"\x1b\[[0-9;]*m", "", messages))


class _Runner(CliRunner):
    """A runner whose streams can pretend to be a terminal."""

    terminal = False

    @contextlib.contextmanager
    def isolation(self, *arguments: Any, **named: Any) -> Iterator[Any]:
        with super().isolation(*arguments, **named) as streams:
            for stream in (sys.stdin, sys.stdout, sys.stderr):
                stream.isatty = lambda: self.terminal  # type: ignore[method-assign]
            sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # as `__main__` does
            yield streams


@functools.cache
def _command() -> Any:
    """Return clipper's command, built only once, since that takes as long as a run."""
    return get_command(app)


def run(
    system: System, *words: str, stdin: str | bytes = b"", terminal: bool = False, width: int = 80, height: int = 10_000
) -> Result:
    """Run clipper in this process; an exception that would be a traceback is raised.

    Unless a test says so, the terminal is too high for a pager. `err` has each message on one line, without colours.
    """
    runner = _Runner()
    runner.terminal = terminal
    environment = dict.fromkeys(_REMOVED_VARIABLES) | {
        "TERM": "xterm-256color",
        "COLUMNS": str(width),
        "LINES": str(height),
    }
    with runner.isolation(stdin, environment) as (out, err, _):
        with pytest.raises(SystemExit) as ended:
            _command().main(list(words), "clipper", obj=system)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        status = ended.value.code
        assert isinstance(status, int)
        messages = err.getvalue().decode()
        return Result(status, os.fsdecode(out.getvalue()), unwrapped(messages) if terminal else messages)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process that has its own home folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in _REMOVED_VARIABLES}
    folders = {"HOME": home, "TMPDIR": home, "XDG_CACHE_HOME": home / "cache", "XDG_CONFIG_HOME": home / "config"}
    folders["XDG_STATE_HOME"] = home / "state"
    return inherited | {name: str(value) for name, value in folders.items()} | {"TERM": "xterm-256color"} | more


def run_process(home: Path, *words: str | bytes, stdin: bytes | int = b"", **named: Any) -> Result:
    """Run clipper as a process of its own; `named` goes to `subprocess.run`."""
    stdin_option: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | stdin_option
    variables: Mapping[str, str] = named.pop("variables", {})
    ended: subprocess.CompletedProcess[Any] = subprocess.run(
        [sys.executable, "-m", "clipper", *words],
        check=False,
        **(streams | {"cwd": home, "env": environment(home, **variables), "timeout": 60} | named),
    )
    streams_read: list[bytes | None] = [ended.stdout, ended.stderr]
    out, err = ((stream or b"").decode("utf-8", "replace") for stream in streams_read)
    return Result(ended.returncode, out, err)


_LAUNCHER = """
import json, resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
result = [ended.returncode, *(stream.decode("utf-8", "replace") for stream in (ended.stdout, ended.stderr))]
print(json.dumps([result, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
# The system counts the memory of the parent for a child that it forks, so that a small process must start the program.


class Measurement(NamedTuple):
    """The result of a run, its CPU seconds, and its peak memory in megabytes."""

    ran: Result
    seconds: float
    megabytes: int


def measure(home: Path, *words: str | bytes, **named: Any) -> Measurement:
    """Run clipper as a process of its own, without input, and measure it; `named` goes to `subprocess.run`."""
    return measure_command(
        [sys.executable, "-m", "clipper", *words], **({"cwd": home, "env": environment(home)} | named)
    )


def measure_command(command: Sequence[str | bytes], **named: Any) -> Measurement:
    """Run a program without input, and measure it; `named` goes to `subprocess.run`."""
    launched = [sys.executable, "-SEc", _LAUNCHER, *command]
    options = {"timeout": 60, "stdin": subprocess.DEVNULL} | named
    result, seconds, peak = json.loads(subprocess.run(launched, check=True, stdout=subprocess.PIPE, **options).stdout)
    return Measurement(Result(*result), seconds, peak // (1024 * 1024 if sys.platform == "darwin" else 1024))


def run_on_terminal(
    home: Path, *words: str, width: int = 80, height: int = 24, typed: Sequence[bytes] = (), **more: str
) -> Result:
    """Run clipper on a pseudo-terminal; each text of `typed` answers a question, and `err` is in `out`."""
    ours, theirs = pty.openpty()
    with contextlib.suppress(ImportError):
        import fcntl
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    # The shell opens the terminal by its name, which makes it the controlling terminal: Ctrl-C there goes to clipper.
    child = subprocess.Popen(
        ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(theirs), sys.executable, "-m", "clipper", *words],
        cwd=home,
        env=environment(home, **more),
        start_new_session=True,
    )
    try:
        out = _conversation(ours, child, list(typed))
        return Result(child.wait(timeout=10), out.decode("utf-8", "replace").replace("\r\n", "\n"), "")
    finally:
        child.kill()
        child.wait()
        os.close(theirs)
        os.close(ours)


def _conversation(ours: int, child: "subprocess.Popen[bytes]", typed: list[bytes]) -> bytes:
    """Return all output of a process on a terminal until it ends; answer its questions."""
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


@contextlib.contextmanager
def json_server(module: str) -> Iterator[Callable[[object], Any]]:
    """Start a module that answers each line of JSON with another, and yield the function that asks it."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        requests, answers = process.stdin, process.stdout
        assert requests
        assert answers

        def ask(request: object) -> Any:
            requests.write(json.dumps(request) + "\n")
            requests.flush()
            return json.loads(answers.readline())

        yield ask


def start_processes(*works: Callable[[], None]) -> list[int]:
    """Start a process for each piece of work, and return the process ids; the status is 0 if the work was done."""
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                work()
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    return children
