from collections.abc import Callable, Iterable

import pytest

from clipper.library import Library
from tests.conftest import FakeSystem, Figure
from tests.faults.operations import OPERATIONS, Beginning, Operation, do
from tests.faults.oracle import lost, state
from tests.faults.shim import ERRORS, Shim, fail_at

FAILED = {1, 65, 74, 75}


def faults(operation: Operation, library: Library, system: FakeSystem, turns: Callable[[int], Iterable[int]]) -> int:
    """Run an operation as often as it has `turns` for the number of a call, and return how many calls failed.

    In each turn the call fails with another error, in every odd one also all calls after it.
    """
    root = library.archive.root
    beginning = Beginning(operation, library, system)
    before = beginning.clips
    assert do(operation, root, system).status == 0
    wanted = state(root)
    done = number = 0
    while True:
        number += 1
        for turn in turns(number):
            beginning.restore()
            code = ERRORS[(number + turn // 2) % len(ERRORS)]
            shim = Shim(root, fail_at(number, code, ever_after=bool(turn % 2)))
            with shim.watching():
                ended = do(operation, root, system)
            if len(shim.calls) < number:
                assert state(root) == wanted
                return done
            done += 1
            place = f"{shim.calls[number - 1]}, error {code}, {ended}"
            assert lost(root, before, wanted) == [], place
            assert ended.status == 0 or ended.status in FAILED, place
            assert ended.status or state(root) == wanted, place
            assert ended.status == 0 or "clipper: " in ended.err, place


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_third_call_that_fails_leaves_every_clip_old_or_new_and_success_is_never_claimed_falsely(
    operation: str, library: Library, system: FakeSystem, figure: Figure
) -> None:
    done = faults(OPERATIONS[operation], library, system, lambda number: (number // 3 % 2,) if number % 3 == 1 else ())
    assert done >= 10
    figure("T2", operation, faults=done, lost=0)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_error_at_every_call(operation: str, library: Library, system: FakeSystem, figure: Figure) -> None:
    done = faults(OPERATIONS[operation], library, system, lambda _: range(2 * len(ERRORS)))
    assert done >= 100
    figure("T2", operation, faults=done, lost=0)
