"""The limits within which a page is read; what a child process does in general is tested in tests/system."""

from collections.abc import Callable

import pytest

from clipper.intake.page import sandbox
from clipper.intake.page.sandbox import FailedError, OverrunError, Task
from tests.system.test_child import crashing, deep, endless, failing, greedy, is_over, talking


def test_the_result_comes_back_however_long_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    with Task(lambda: b"x" * 3_000_000) as task:
        child = task._pid
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
        (failing, FailedError),
    ],
)
def test_what_takes_too_much_or_fails_is_told_and_over(
    work: Callable[[], bytes], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 2 if work is greedy else 0.3)
    monkeypatch.setattr(sandbox, "MEGABYTES", 60)
    with Task(work) as task:
        child = task._pid
        with pytest.raises(error):
            task.result()
        assert is_over(child)
