from posixpath import dirname

import pytest

from clipper.library import Library
from tests.conftest import FakeOutside
from tests.faults.operations import OPERATIONS, do
from tests.faults.shim import Call, Shim

LOCK = ".clipper/lock"


def log(operation: str, library: Library, outside: FakeOutside) -> list[Call]:
    shim = Shim(library.archive.root)
    with shim.watching():
        assert do(OPERATIONS[operation], library, outside).status == 0
    return shim.calls


def last(calls: list[Call], name: str, path: str) -> int:
    """Return where a call of this name stands last, -1 if nowhere."""
    return max((number for number, call in enumerate(calls) if call[:2] == (name, path)), default=-1)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_bytes_are_on_disk_before_their_name_and_names_before_the_end(
    operation: str, library: Library, outside: FakeOutside
) -> None:
    calls = log(operation, library, outside)
    named = [(number, call) for number, call in enumerate(calls) if call.name in {"replace", "link", "rename"}]
    clips = [(number, call) for number, call in named if call.target.endswith(".md")]
    assert len(clips) == OPERATIONS[operation].files

    for number, call in clips:
        before, after = calls[:number], calls[number:]
        if call.name != "rename":
            written, synced = last(before, "write", call.path), last(before, "fsync", call.path)
            assert 0 <= written < synced, call
        assert ("fsync", dirname(call.target) or ".") in [one[:2] for one in after], call
    for call in calls:
        if call.name == "mkdir" and call.path not in {".clipper", ".clipper/tmp"}:
            made = calls.index(call)
            assert ("fsync", dirname(call.path) or ".") in [one[:2] for one in calls[made:]], call


@pytest.mark.parametrize("operation", ["tag", "tag many", "set a field", "edit"])
def test_a_clip_is_read_again_between_the_new_bytes_and_their_name(
    operation: str, library: Library, outside: FakeOutside
) -> None:
    calls = log(operation, library, outside)
    for number, call in enumerate(calls):
        if call.name == "replace":
            assert last(calls[:number], "fsync", call.path) < last(calls[:number], "read", call.target), call


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_is_written_without_the_lock(operation: str, library: Library, outside: FakeOutside) -> None:
    calls = log(operation, library, outside)
    taken, left = last(calls, "open", LOCK), last(calls, "close", LOCK)
    writing = {"write", "fsync", "replace", "link", "rename", "unlink"}
    touched = [number for number, call in enumerate(calls) if call.name in writing]
    assert taken < touched[0]
    assert touched[-1] < left
    assert {call.path for call in calls if LOCK in call} == {LOCK}
    assert {call.name for call in calls if LOCK in call} == {"open", "close"}
