from collections.abc import Iterator

import pytest

from clipper import clipfile
from clipper.library import Library
from tests.conftest import FakeSystem, Figure, open_library
from tests.faults import victims
from tests.faults.operations import OPERATIONS, Beginning, Operation, do
from tests.faults.oracle import journal_names, lost, state
from tests.faults.victims import Killed


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    with victims.start_server() as killed:
        yield killed


@pytest.mark.parametrize(
    "step", [2, pytest.param(1, marks=pytest.mark.slow)], ids=["every second change", "every call"]
)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_leaves_every_clip_old_or_new_and_can_be_undone(
    operation: str, step: int, killed: Killed, library: Library, system: FakeSystem, figure: Figure
) -> None:
    root, asked = library.archive.root, OPERATIONS[operation]
    beginning = Beginning(asked, library, system)
    before = beginning.clips
    assert do(asked, root, system).status == 0
    wanted = state(root)
    touched = {name for name in {*before, *wanted} if before.get(name) != wanted.get(name)}
    assert len(touched) == asked.files

    kills, at = 0, 1 + [*OPERATIONS].index(operation) % step
    beginning.restore()
    known = journal_names(root)
    while killed(operation, root, system.folder, at, idle=step == 1):
        kills += 1
        assert lost(root, before, wanted) == [], f"at call {at}"
        with open_library(root, system) as after:
            shown = {stored.path for stored in after.search(after.build_query())}
            assert {*shown, ".clipper.toml"} == {path for path in state(root) if not path.endswith(".gz")}
        for new in journal_names(root) - known:
            do(Operation(("undo", str(int(new.removesuffix(".log"))))), root, system)
        assert state(root) == before, f"at call {at}"
        with open_library(root, system) as after:
            # The next command finds the way free, and nothing of the unfinished one is left behind.
            trains = after.find("2025/2025-05-sz-züge.md")
            outcome = after.writer.change([(trains, lambda raw: clipfile.with_tags(raw, add=["next"]))])
            assert len(outcome.changed) == 1
            assert not [*root.glob(".clipper/tmp/*")]
            assert not [*root.glob(".clipper/left/*")]
        beginning.restore()
        at += step

    assert state(root) == wanted
    assert kills >= (15 if step == 1 else 4)
    figure("T1", operation, kills=kills, lost=0)
