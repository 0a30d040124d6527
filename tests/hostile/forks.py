"""A server process that runs commands of clipper, each in a forked child with a limit of time, and measures them.

Forking is cheap, and a child that hangs or takes all memory takes no test with it. The system of a child is a
`FakeSystem` in a folder of the test.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import clipper
from clipper.index import refresh
from clipper.intake import page
from clipper.system.fetch import FetchedPage
from tests.conftest import FakeSystem
from tests.running import json_server, run

HUNG = 124
"""The status of a command that did not end in time."""
CRASHED = 99
"""The status of a command that would end with a traceback."""
CPU_SECONDS = 20
"""How long a command may compute."""
SECONDS = 200
"""How long a command may take in all: one that waits for ever ends, and one on a busy machine does not."""
MOST_BYTES = 2 << 30
"""The address space of a command, so that one that takes all memory ends before the machine does."""

ADDRESS = "https://news.example.com/talks"
PAGE = (
    b"<!doctype html><html><head><title>Talks end</title><meta name=date content=2000-05-19></head><body><article><p>"
    + b"The envoys met, and what they said is so long that it can be found among all that stands around it. " * 3
    + b"</p></article></body></html>"
)


class Ran(NamedTuple):
    """The status, the output and the peak memory of a command."""

    status: int
    out: str
    err: str
    megabytes: int


class Fork(Protocol):
    """Run a command in a child process, whose system lives in a folder."""

    def __call__(self, folder: Path, *words: str, stdin: bytes = b"") -> Ran: ...


@contextlib.contextmanager
def start_server() -> Iterator[Fork]:
    """Start the server, and yield the function that sends it commands."""
    with json_server(__name__) as ask:

        def fork(folder: Path, *words: str, stdin: bytes = b"") -> Ran:
            return Ran(*ask([str(folder), words, stdin.decode("latin-1")]))

        yield fork


def _run(folder: Path, words: list[str], stdin: bytes, answer: int) -> None:
    """Run a command, and write its output into a pipe."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    system = FakeSystem(folder)
    system.editor = lambda raw: raw + b"\n# Edited.\n"
    system.web = {ADDRESS: FetchedPage(ADDRESS, ADDRESS, PAGE)}
    system.pages = []
    status, texts = CRASHED, ["", ""]
    try:
        status, *texts = run(system, *words, stdin=stdin)
    except BaseException as error:  # noqa: BLE001 - it would be a traceback
        texts[1] = repr(error)
    finally:
        os.write(answer, json.dumps([status, *(text[:20_000] for text in texts)]).encode())
        os._exit(0)


def _answer(folder: str, words: list[str], stdin: str) -> list[object]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(Path(folder), words, stdin.encode("latin-1"), writing)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(SECONDS)
    with os.fdopen(reading, "rb") as pipe:
        result = pipe.read()
    _, ended, used = os.wait4(child, 0)
    hung = not signal.alarm(0) or (os.WIFSIGNALED(ended) and used.ru_utime + used.ru_stime >= CPU_SECONDS - 1)
    status, out, err = json.loads(result) if result else (HUNG if hung else CRASHED, "", "it was killed")
    return [status, out, err, used.ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)]


def _prepare() -> None:
    """Import all of clipper and build its command, so that no child has to."""
    for module in pkgutil.walk_packages(clipper.__path__, "clipper."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    page.preload()
    with tempfile.TemporaryDirectory() as folder:
        run(FakeSystem(Path(folder)), "list")
    gc.collect()
    gc.freeze()


def _serve() -> None:
    _prepare()
    refresh._TICK_NS = 20_000_000
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
