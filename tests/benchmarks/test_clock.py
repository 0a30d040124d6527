"""A command is measured as a reader meets it: in a pipe, or in a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import clock, verbs

ROOT = Path(__file__).parents[2]


def python(code: str, **options: bool) -> clock.Run:
    return clock.run([sys.executable, "-S", "-c", code], os.environ, **options)


def megabytes(code: str, **options: bool) -> float:
    """Measure the memory of a process from a small one: a child begins with the peak of the process that starts it."""
    measure = (
        "import os, sys; from tests.benchmarks import clock;"
        f"print(clock.run([sys.executable, '-S', '-c', {code!r}], os.environ, **{options!r}).megabytes)"
    )
    return float(subprocess.run([sys.executable, "-c", measure], check=True, capture_output=True, cwd=ROOT).stdout)


@pytest.mark.parametrize(("terminal", "seen"), [(False, "False"), (True, "True 100")])
def test_the_command_sees_a_pipe_or_a_terminal_of_100_columns(terminal: bool, seen: str) -> None:
    done = python(
        "import os, sys; there = sys.stdout.isatty(); print(there, os.get_terminal_size().columns if there else '')",
        terminal=terminal,
    )
    assert done.head.split() == seen.split()
    assert done.status == 0


@pytest.mark.parametrize("terminal", [False, True])
def test_much_output_is_read_dry_and_counted(terminal: bool) -> None:
    done = python("print('line\\n' * 50_000, end='')", terminal=terminal)
    assert done.lines == 50_000
    assert len(done.head) == clock.HEAD_BYTES


@pytest.mark.parametrize("terminal", [False, True])
def test_a_failure_is_told_in_its_last_words(terminal: bool) -> None:
    done = python("import sys; print('as if'); sys.exit('it did not work')", terminal=terminal)
    assert (done.status, done.complaint) == (1, "it did not work")


def test_memory_is_told_in_megabytes() -> None:
    assert 80 <= megabytes("held = b'x' * (80 << 20)") < 400


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one look into the processes of a session")
def test_watched_memory_is_that_of_all_processes_together() -> None:
    code = "import os; child = os.fork(); [len(b'x' * (100 << 20)) for _ in range(10)]; child and os.wait()"
    assert 200 <= megabytes(code, watch_memory=True) < 400


@pytest.mark.parametrize(("size", "most"), [(500, 2), (1_000, 2), (1_001, 3), (10_000, 3), (10_001, None)])
def test_a_promise_holds_up_to_its_size(size: int, most: float | None) -> None:
    assert verbs.limit({10_000: 3, 1_000: 2}, size) == most
