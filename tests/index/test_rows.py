import os
import select
import signal
from collections.abc import Sequence

import pytest

from clipper.index import rows
from tests.conftest import no_progress

ALIVE: tuple[int, int] = (-1, -1)


def stay(_tasks: Sequence[int]) -> list[int]:
    """Tell that the work has begun, and never end it."""
    os.write(ALIVE[1], b"x")
    signal.pause()
    return []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed from outside")
def test_the_processes_that_read_clips_end_when_the_one_that_waits_for_them_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of them hold one end of a pipe: it comes to its end when they do."""
    reading, writing = os.pipe()
    monkeypatch.setattr("tests.index.test_rows.ALIVE", (reading, writing))
    child = os.fork()
    if child == 0:
        os.setsid()
        [*rows._map(stay, range(rows.MANY), "reading", no_progress)]
        os._exit(1)
    os.close(writing)
    try:
        assert os.read(reading, 1) == b"x"
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while select.select([reading], [], [], 10)[0]:
            if not os.read(reading, 1):
                break
        else:
            os.killpg(child, signal.SIGKILL)
            pytest.fail("they are still there")
    finally:
        os.close(reading)


def test_clips_are_shared_out_in_portions_that_the_memory_holds() -> None:
    small = [*range(500)]
    assert [len(chunk) for chunk in rows._chunks(small, lambda _: 10)] == [200, 200, 100]
    books = [1, 2_000_000, 7_000_000, 100_000_000, 3, 4]
    assert [*map(len, rows._chunks(books, lambda size: size))] == [2, 1, 1, 2]
    assert [book for chunk in rows._chunks(books, lambda size: size) for book in chunk] == books
