import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.system import swap
from clipper.system.swap import exchange


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    return one, other


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Yield the error numbers with which the system answers, one after another."""
    answers: list[int] = []
    monkeypatch.setattr(swap, "_call", lambda: lambda *_: answers.pop(0))
    yield answers
    assert answers == []


def test_two_files_exchange_their_names_where_the_system_can(two: tuple[Path, Path]) -> None:
    before = [file.stat().st_ino for file in two]
    if not exchange(*two):
        pytest.skip("this system cannot")
    assert [file.read_bytes() for file in two] == [b"2", b"1"]
    assert [file.stat().st_ino for file in two] == before[::-1]


def test_with_a_file_that_is_gone_nothing_is_exchanged(two: tuple[Path, Path]) -> None:
    if not exchange(*two):
        pytest.skip("this system cannot")
    two[1].unlink()
    with pytest.raises(FileNotFoundError):
        exchange(*two)
    assert two[0].read_bytes() == b"2"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_system_that_cannot_says_so(code: int, two: tuple[Path, Path], refused: list[int]) -> None:
    refused.append(code)
    assert exchange(*two) is False


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_is_told_as_what_it_is(code: int, two: tuple[Path, Path], refused: list[int]) -> None:
    refused.append(code)
    with pytest.raises(OSError, match=os.strerror(code)) as caught:
        exchange(*two)
    assert caught.value.errno == code


def test_a_system_without_the_call_is_done_without(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_call", lambda: None)
    assert exchange(*two) is False
