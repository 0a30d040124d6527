from posixpath import dirname

import pytest

from clipper.library import Library
from clipper.store.archive import ORIGINAL_SUFFIXES, SETTINGS_NAME
from clipper.system.staging import PARTIAL_SUFFIX
from tests.conftest import FakeSystem, Figure
from tests.faults.operations import OPERATIONS, Beginning, do
from tests.faults.shim import Call, Shim

LOCK = ".clipper/lock"


def recorded_calls(operation: str, library: Library, system: FakeSystem) -> list[Call]:
    Beginning(OPERATIONS[operation], library, system)
    shim = Shim(library.archive.root)
    with shim.watching():
        assert do(OPERATIONS[operation], library.archive.root, system).status == 0
    return shim.calls


def last(calls: list[Call], name: str, path: str) -> int:
    """Return the position of the last call of this name on this path, -1 if there is none."""
    return max((number for number, call in enumerate(calls) if call[:2] == (name, path)), default=-1)


def is_users_file(path: str) -> bool:
    """Tell whether a path is that of a clip, an original, or the settings, and not in `.clipper`."""
    return path.endswith((".md", SETTINGS_NAME, *ORIGINAL_SUFFIXES.values())) and not path.startswith(".clipper/")


def changes_users_file(call: Call) -> bool:
    """Tell whether a call gives a clip or the settings a name or new bytes, or removes it."""
    owned = is_users_file(call.path) or is_users_file(call.target)
    return call.name in {"replace", "link", "rename", "swap"} and owned


def journal_of(calls: list[Call]) -> str:
    """Return the path of the journal that an operation writes."""
    (path,) = {call.path for call in calls if call.name == "write" and call.path.endswith(".log")}
    return path


@pytest.mark.parametrize("operation", OPERATIONS)
def test_bytes_are_on_disk_before_their_name_and_names_before_the_end(
    operation: str, library: Library, system: FakeSystem, figure: Figure
) -> None:
    calls = recorded_calls(operation, library, system)
    clips = [(number, call) for number, call in enumerate(calls) if changes_users_file(call)]
    assert len(clips) == OPERATIONS[operation].files

    for number, call in clips:
        before, after = calls[:number], calls[number:]
        clip = call.target if is_users_file(call.target) and call.name != "rename" else call.path
        if call.name != "rename":
            written, synced = (last(before, name, f"{call.path}{PARTIAL_SUFFIX}") for name in ("write", "fsync"))
            assert 0 <= written < synced < last(before, "rename", f"{call.path}{PARTIAL_SUFFIX}"), call
        assert ("fsync", dirname(clip) or ".") in [later[:2] for later in after], call
    for call in calls:
        if call.name == "mkdir" and call.path != ".clipper":
            made = calls.index(call)
            assert ("fsync", dirname(call.path) or ".") in [later[:2] for later in calls[made:]], call
    figure("T3", operation, clips=len(clips), wrong=0)


@pytest.mark.parametrize("operation", [name for name, operation in OPERATIONS.items() if operation.files])
def test_the_history_is_on_disk_before_the_first_clip_is_touched(
    operation: str, library: Library, system: FakeSystem, figure: Figure
) -> None:
    calls = recorded_calls(operation, library, system)
    journal = journal_of(calls)
    touched = [number for number, call in enumerate(calls) if changes_users_file(call)]
    # The last line of the journal is written after all changes.
    before = calls[: touched[0]]
    written, synced = last(before, "write", journal), last(before, "fsync", journal)
    assert 0 <= written < synced < last(before, "fsync", dirname(journal))
    figure("T3", operation, histories=1, late=0)


@pytest.mark.parametrize("operation", ["tag", "tag many", "set a field", "edit", "undo a tag"])
def test_a_clip_is_read_again_before_and_after_its_bytes_are_swapped(
    operation: str, library: Library, system: FakeSystem
) -> None:
    calls = recorded_calls(operation, library, system)
    for number, call in enumerate(calls):
        if call.name == "swap":
            assert last(calls[:number], "fsync", f"{call.path}{PARTIAL_SUFFIX}") < last(
                calls[:number], "read", call.target
            ), call
            assert number < last(calls, "read", call.path), call
            assert last(calls, "unlink", call.path) < 0, call


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_is_written_without_the_lock(operation: str, library: Library, system: FakeSystem) -> None:
    calls = recorded_calls(operation, library, system)
    taken, left = last(calls, "open", LOCK), last(calls, "close", LOCK)
    writing = {"write", "fsync", "replace", "link", "rename", "unlink", "swap"}
    touched = [number for number, call in enumerate(calls) if call.name in writing]
    assert taken < touched[0]
    assert touched[-1] < left
    assert {call.path for call in calls if LOCK in call} == {LOCK}
    assert {call.name for call in calls if LOCK in call} == {"open", "close"}
