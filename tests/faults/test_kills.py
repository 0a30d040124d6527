import os

import pytest

from clipper import clipfile
from clipper.library import Library
from tests.conftest import FakeOutside, Figure, open_library
from tests.faults.operations import OPERATIONS, do, start_again
from tests.faults.oracle import lost, state
from tests.faults.shim import KILLED, Shim, kill_at


def killed(operation: str, at: int, library: Library, outside: FakeOutside) -> bool:
    """Run an operation in a process that ends at a certain call; tell whether it came so far."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            with Shim(library.archive.root, kill_at(at)).watching():
                status = do(OPERATIONS[operation], library, outside).status
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, KILLED}, f"{operation} ended with {status}"
    return status == KILLED


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_any_call_leaves_every_clip_old_or_new(
    operation: str, library: Library, outside: FakeOutside, figure: Figure
) -> None:
    root = library.archive.root
    before = state(root)
    assert do(OPERATIONS[operation], library, outside).status == 0
    wanted = state(root)
    touched = {name for name in {*before, *wanted} if before.get(name) != wanted.get(name)}
    assert len(touched) == OPERATIONS[operation].files

    kills = 0
    start_again(library, outside, before)
    while killed(operation, kills + 1, library, outside):
        kills += 1
        assert lost(root, before, wanted) == [], f"at call {kills}"
        with open_library(root, outside) as after:
            shown = {kept.path: kept for kept in after.matching(after.ask())}
            assert {*shown, ".clipper.toml"} == {*state(root)}
            # The next command finds the way free, and nothing of the unfinished one is left behind.
            next_ = after.change([shown["2025/2025-05-sz-züge.md"]], lambda raw: clipfile.with_tags(raw, add=["next"]))
            assert len(next_.changed) == 1
            assert not [*root.glob(".clipper/tmp/*")]
        start_again(library, outside, before)

    assert state(root) == wanted
    assert kills >= 15
    figure("T1", operation, kills=kills, lost=0)
