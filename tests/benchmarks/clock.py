"""Run one command as a process, and measure its time, memory and output."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

COLUMNS, ROWS = 100, 40
SAMPLE_SECONDS = 0.05
HEAD_BYTES = 4_096
CHUNK = 1 << 16

_PROC = Path("/proc")
_MAXRSS_IN_A_MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10


@dataclass(frozen=True, slots=True)
class Run:
    """The result of one process: `head` is the beginning of its output, `complaint` the last line of stderr."""

    seconds: float
    megabytes: float
    status: int
    lines: int
    head: str
    complaint: str


def run(
    command: Sequence[str], environment: Mapping[str, str], *, terminal: bool = False, watch_memory: bool = False
) -> Run:
    """Run a command to its end, and read its output from a pipe or from a terminal of 100 columns.

    The memory is that of the largest process, and at least that of the measuring process. With `watch_memory`, on
    systems with `/proc`, it is the sum over all processes of the command.
    """
    with tempfile.TemporaryFile() as complaints, contextlib.ExitStack() as stack:
        ours, theirs = _terminal() if terminal else os.pipe()
        stack.callback(os.close, ours)
        begin = perf_counter()
        process = subprocess.Popen(
            command,
            stdin=theirs if terminal else subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs if terminal else complaints,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(theirs)
        peak = stack.enter_context(_watched(process.pid)) if watch_memory else [0.0]
        with _killed_on_interrupt(process):
            lines, head = _read_all(ours)
            _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        messages = complaints.read().decode("utf-8", "replace").splitlines() or (head.splitlines() if status else [])
    return Run(
        seconds=seconds,
        megabytes=max(peak[0], used.ru_maxrss / _MAXRSS_IN_A_MEGABYTE),
        status=process.returncode,
        lines=lines,
        head=head,
        complaint=messages[-1] if messages else "",
    )


def _terminal() -> tuple[int, int]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (ROWS, COLUMNS))
    return ours, theirs


def _read_all(output: int) -> tuple[int, str]:
    """Count the lines and keep only the beginning: the memory of this process counts for the child that it starts."""
    lines, head = 0, b""
    # Reading a terminal whose other end is closed is an error, not an end of file.
    with contextlib.suppress(OSError):
        while chunk := os.read(output, CHUNK):
            lines += chunk.count(b"\n")
            head += chunk[: HEAD_BYTES - len(head)]
    return lines, head.decode("utf-8", "replace")


@contextlib.contextmanager
def _killed_on_interrupt(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the command at Ctrl-C, which it does not get itself, since it has a session of its own."""
    try:
        yield
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


@contextlib.contextmanager
def _watched(session: int) -> Iterator[list[float]]:
    """Yield a list whose one item is the greatest sum, so far, of the memory peaks of all processes of a session."""
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], sum(map(_peak_megabytes, _members(session))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _members(session: int) -> Iterator[Path]:
    for folder in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            # The fields after the name, which may have any character: state, parent, group, session.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if fields[3] == str(session):
                yield folder


def _peak_megabytes(folder: Path) -> float:
    with contextlib.suppress(OSError):
        for line in (folder / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / (1 << 10)
    return 0.0
