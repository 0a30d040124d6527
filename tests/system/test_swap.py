"""Two files swap their names atomically, or an error says why not."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.system import swap
from clipper.system.folder import Folder


def atomic_swap(first: Path, second: Path) -> bool:
    folder = Folder.at(first.parent)
    return (folder / first.name).swap(folder / second.name)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    return first, second


@pytest.fixture
def error_codes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Yield the error numbers that the system call returns, in order."""
    codes: list[int] = []
    monkeypatch.setattr(swap, "_system_call", lambda: lambda *_: codes.pop(0))
    yield codes
    assert codes == []


def test_two_files_swap_their_names(pair: tuple[Path, Path]) -> None:
    before = [file.stat().st_ino for file in pair]
    if not atomic_swap(*pair):
        pytest.skip("this system cannot")
    assert [file.read_bytes() for file in pair] == [b"2", b"1"]
    assert [file.stat().st_ino for file in pair] == before[::-1]


def test_nothing_is_swapped_if_a_file_is_missing(pair: tuple[Path, Path]) -> None:
    if not atomic_swap(*pair):
        pytest.skip("this system cannot")
    pair[1].unlink()
    with pytest.raises(FileNotFoundError):
        atomic_swap(*pair)
    assert pair[0].read_bytes() == b"2"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_an_unsupported_swap_returns_false(code: int, pair: tuple[Path, Path], error_codes: list[int]) -> None:
    error_codes.append(code)
    assert atomic_swap(*pair) is False


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failure_is_an_os_error(code: int, pair: tuple[Path, Path], error_codes: list[int]) -> None:
    error_codes.append(code)
    with pytest.raises(OSError, match=os.strerror(code)) as caught:
        atomic_swap(*pair)
    assert caught.value.errno == code


def test_without_the_system_call_it_returns_false(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_system_call", lambda: None)
    assert atomic_swap(*pair) is False
