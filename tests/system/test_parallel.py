"""Calls that wait for the disk are made together, and none that fails passes for done."""

import threading

import pytest

from clipper.system.parallel import call_all


@pytest.mark.parametrize("number", [0, 1, 2, 7, 8, 9, 64])
def test_every_call_is_made_once(number: int) -> None:
    made: list[int] = []
    call_all([lambda done=done: made.append(done) for done in range(number)])  # type: ignore[misc]
    assert sorted(made) == [*range(number)]


def test_several_calls_wait_at_the_same_time() -> None:
    meeting = threading.Barrier(8, timeout=10)
    call_all([meeting.wait] * 8)
    assert not meeting.broken


@pytest.mark.parametrize("failing", range(20))
def test_an_error_in_any_call_is_raised_after_all_have_ended(failing: int) -> None:
    ended: list[int] = []

    def call(number: int) -> None:
        ended.append(number)
        if number == failing:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        call_all([lambda number=number: call(number) for number in range(20)])  # type: ignore[misc]
    assert {number for number in range(20) if number % 8 != failing % 8} <= {*ended}
    assert threading.active_count() == 1 or not [t for t in threading.enumerate() if t.name.endswith("(_make)")]


def test_the_calls_are_made_even_if_no_thread_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    made: list[int] = []
    call_all([lambda done=done: made.append(done) for done in range(20)])  # type: ignore[misc]
    assert sorted(made) == [*range(20)]
