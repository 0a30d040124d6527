import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.system import swap
from clipper.system.swap import atomic_swap


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    return first, second


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Yield the error numbers with which the system answers, one after another."""
    answers: list[int] = []
    monkeypatch.setattr(swap, "_system_call", lambda: lambda *_: answers.pop(0))
    yield answers
    assert answers == []


def test_two_files_swap_their_names_where_the_system_can(two: tuple[Path, Path]) -> None:
    before = [file.stat().st_ino for file in two]
    if not atomic_swap(*two):
        pytest.skip("this system cannot")
    assert [file.read_bytes() for file in two] == [b"2", b"1"]
    assert [file.stat().st_ino for file in two] == before[::-1]


def test_with_a_file_that_is_gone_nothing_is_swapped(two: tuple[Path, Path]) -> None:
    if not atomic_swap(*two):
        pytest.skip("this system cannot")
    two[1].unlink()
    with pytest.raises(FileNotFoundError):
        atomic_swap(*two)
    assert two[0].read_bytes() == b"2"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_system_that_cannot_says_so(code: int, two: tuple[Path, Path], refused: list[int]) -> None:
    refused.append(code)
    assert atomic_swap(*two) is False


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_is_told_as_what_it_is(code: int, two: tuple[Path, Path], refused: list[int]) -> None:
    refused.append(code)
    with pytest.raises(OSError, match=os.strerror(code)) as caught:
        atomic_swap(*two)
    assert caught.value.errno == code


def test_a_system_without_the_call_is_done_without(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_system_call", lambda: None)
    assert atomic_swap(*two) is False
