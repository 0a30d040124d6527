"""Functions in child processes: each ends, whatever it does, and no process of it is left."""

import errno
import faulthandler
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.system.child import Child, FailedError, OverrunError, processors
from clipper.system.folder import Folder
from clipper.system.lock import locked


def is_over(pid: int) -> bool:
    """Tell whether a child process was waited for."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def descriptors() -> list[str]:
    """Return the numbers of the open files of this process."""
    folder = Path("/proc/self/fd")
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


def endless() -> bytes:
    while True:
        pass


def asleep() -> bytes:
    time.sleep(600)
    return b""


def greedy() -> bytes:
    held = []
    while True:
        held.append(b"x" * 10_000_000)


def deep() -> bytes:
    return deep()


def crashing() -> bytes:
    faulthandler.disable()  # it is meant to crash, without a report
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def failing() -> bytes:
    raise ValueError


def interrupted() -> bytes:
    os.kill(os.getpid(), signal.SIGINT)
    return asleep()


def exiting() -> bytes:
    sys.exit(0)


def talking() -> bytes:
    os.write(1, b"said to the terminal")
    os.write(2, b"said to the terminal")
    return b"done" + bytes(os.read(0, 1))


def test_the_answer_comes_back_however_long_it_is() -> None:
    before = descriptors()
    for answer in (b"", b"x", b"x" * 3_000_000):
        with Child(lambda answer=answer: answer) as child:  # type: ignore[misc]
            pid = child._pid
            assert child.result() == answer
            assert is_over(pid)
    assert descriptors() == before


def test_a_child_says_nothing_to_the_terminal_and_reads_nothing_from_it(capfd: pytest.CaptureFixture[str]) -> None:
    with Child(talking) as child:
        assert child.result() == b"done"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (endless, OverrunError),
        (asleep, OverrunError),
        (greedy, OverrunError),
        (deep, OverrunError),
        (crashing, OverrunError),
        (failing, FailedError),
        (interrupted, FailedError),
        (exiting, FailedError),
    ],
)
def test_a_child_that_needs_too_much_or_fails_is_an_error_and_over(
    work: Callable[[], bytes], error: type[Exception]
) -> None:
    before = descriptors()
    with Child(work, seconds=2 if work is greedy else 0.3, megabytes=60) as child:
        pid = child._pid
        with pytest.raises(error):
            child.result()
        assert is_over(pid)
    assert descriptors() == before


@pytest.mark.parametrize(
    ("work", "error"),
    [(deep, OverrunError), (crashing, OverrunError), (failing, FailedError), (interrupted, FailedError)],
)
def test_a_child_without_limits_that_fails_is_an_error_too(work: Callable[[], bytes], error: type[Exception]) -> None:
    with Child(work) as child, pytest.raises(error):
        child.result()


def test_a_child_that_is_left_does_not_go_on() -> None:
    before = descriptors()
    with Child(asleep) as child:
        pid = child._pid
        assert not is_over(pid)
    assert is_over(pid)
    assert descriptors() == before


def test_ctrl_c_while_a_child_is_waited_for_ends_the_child() -> None:
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with Child(asleep) as child:
            pid = child._pid
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            child.result()
    except KeyboardInterrupt:
        assert is_over(pid)
    else:
        pytest.fail("nothing was interrupted")
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_several_children_work_at_once() -> None:
    all_at_work = multiprocessing.get_context("fork").Barrier(3)

    def meeting() -> bytes:
        all_at_work.wait(60)
        return b"met"

    with Child(meeting) as first, Child(meeting) as second, Child(meeting) as third:
        assert [child.result() for child in (third, first, second)] == [b"met"] * 3


def test_where_no_process_can_be_forked_no_file_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    before = descriptors()
    monkeypatch.setattr(os, "fork", refused)
    with pytest.raises(BlockingIOError):
        Child(asleep)
    assert descriptors() == before


def test_a_process_whose_standard_streams_are_closed_gets_its_answer() -> None:
    script = (
        "import os\nos.close(0); os.close(1)\nfrom clipper.system.child import Child\n"
        "with Child(lambda: b'answer') as child:\n    os.write(2, child.result())\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, check=False)
    assert ended.stderr == b"answer"


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system binds no process to processors")
def test_the_processors_are_those_that_the_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert processors() == len(os.sched_getaffinity(0))
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processors() == 1


def test_a_child_that_closes_its_files_holds_no_lock_of_a_process_that_ended(tmp_path: Path) -> None:
    lock = Folder.at(tmp_path) / "lock"
    with locked(lock, timeout=0):
        child = Child(asleep, closes_files=True)
    with child, locked(lock, timeout=60):
        pass
