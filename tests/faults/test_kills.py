import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe

import pytest

from clipper import clipfile
from clipper.library import Library
from tests.conftest import FakeOutside, Figure, open_library
from tests.faults.operations import OPERATIONS, Beginning, Operation, do
from tests.faults.oracle import lost, remembered, state
from tests.faults.shim import KILLED, Shim, kill_at


@contextmanager
def killing(operation: Operation, library: Library, outside: FakeOutside) -> Iterator[Callable[[int], bool]]:
    """Yield what runs an operation in a process that ends at a certain call, and tells whether it came so far.

    The processes come from one that does nothing else: what is forked has to copy, page by page, all that it then
    touches, and the process of the tests is large.
    """
    ours, theirs = Pipe()
    source = os.fork()
    if source == 0:
        while at := theirs.recv():
            child = os.fork()
            if child == 0:
                status = 99
                try:
                    with Shim(library.archive.root, kill_at(at)).watching():
                        status = do(operation, library, outside).status
                finally:
                    os._exit(status)
            theirs.send(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        os._exit(0)

    def killed(at: int) -> bool:
        ours.send(at)
        status = ours.recv()
        assert status in {0, KILLED}, f"{operation.words} ended with {status}"
        return bool(status == KILLED)

    with ours, theirs:
        try:
            yield killed
        finally:
            ours.send(0)
            os.waitpid(source, 0)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_any_call_leaves_every_clip_old_or_new_and_can_be_undone(
    operation: str, library: Library, outside: FakeOutside, figure: Figure
) -> None:
    root, asked = library.archive.root, OPERATIONS[operation]
    beginning = Beginning(asked, library, outside)
    before = beginning.clips
    assert do(asked, library, outside).status == 0
    wanted = state(root)
    touched = {name for name in {*before, *wanted} if before.get(name) != wanted.get(name)}
    assert len(touched) == asked.files

    kills = 0
    beginning.again()
    known = remembered(root)
    with killing(asked, library, outside) as killed:
        while killed(kills + 1):
            kills += 1
            assert lost(root, before, wanted) == [], f"at call {kills}"
            with open_library(root, outside) as after:
                shown = {kept.path for kept in after.matching(after.ask())}
                assert {*shown, ".clipper.toml"} == {*state(root)}
            for new in remembered(root) - known:
                do(Operation(("undo", str(int(new.removesuffix(".log"))))), library, outside)
            assert state(root) == before, f"at call {kills}"
            with open_library(root, outside) as after:
                # The next command finds the way free, and nothing of the unfinished one is left behind.
                trains = after.find("2025/2025-05-sz-züge.md")
                outcome = after.change([(trains, lambda raw: clipfile.with_tags(raw, add=["next"]))])
                assert len(outcome.changed) == 1
                assert not [*root.glob(".clipper/tmp/*")]
                assert not [*root.glob(".clipper/left/*")]
            beginning.again()

    assert state(root) == wanted
    assert kills >= 15
    figure("T1", operation, kills=kills, lost=0)
