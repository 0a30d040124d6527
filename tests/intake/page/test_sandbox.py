"""A task in a process of its own: it ends, whatever it does, and nothing of it is left."""

import faulthandler
import os
import signal
import time
from collections.abc import Callable

import pytest

from clipper.intake.page import sandbox
from clipper.intake.page.sandbox import BrokenError, OverrunError, Task


def is_over(child: int) -> bool:
    """Tell whether a process was waited for, and is no more."""
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def endless() -> bytes:
    while True:
        pass


def greedy() -> bytes:
    held = []
    while True:
        held.append(b"x" * 10_000_000)


def deep() -> bytes:
    return deep()


def crashing() -> bytes:
    faulthandler.disable()  # it is meant to, and nothing to tell of
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def failing() -> bytes:
    raise ValueError


def talking() -> bytes:
    os.write(1, b"said to the terminal")
    os.write(2, b"said to the terminal")
    return b"done" + bytes(os.read(0, 1))


def test_the_result_comes_back_however_long_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    with Task(lambda: b"x" * 3_000_000) as task:
        child = task._child
        assert task.result() == b"x" * 3_000_000
    with Task(talking) as task:
        assert task.result() == b"done"
    assert capfd.readouterr() == ("", "")
    assert is_over(child)


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (endless, OverrunError),
        (greedy, OverrunError),
        (deep, OverrunError),
        (crashing, OverrunError),
        (failing, BrokenError),
    ],
)
def test_what_takes_too_much_or_fails_is_told_and_over(
    work: Callable[[], bytes], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 2 if work is greedy else 0.3)
    monkeypatch.setattr(sandbox, "MEGABYTES", 60)
    with Task(work) as task:
        child = task._child
        with pytest.raises(error):
            task.result()
        assert is_over(child)


def test_a_task_that_is_left_does_not_go_on() -> None:
    began = time.monotonic()
    with Task(endless) as task:
        child = task._child
        assert not is_over(child)
    assert time.monotonic() - began < 1
    assert is_over(child)
