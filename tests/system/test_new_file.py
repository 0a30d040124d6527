"""A file outside the archive is written piece by piece, and gets its name when it is complete."""

import errno
import os
from pathlib import Path

import pytest

from clipper.errors import DiskError, RefusedError
from clipper.system.new_file import new_file, new_folder


def test_a_file_gets_its_name_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.txt"
    path.parent.mkdir()
    with new_file(path) as out:
        out.write(b"one")
        assert not path.exists()
        out.write(b" two")
    assert path.read_bytes() == b"one two"
    assert [*path.parent.iterdir()] == [path]


def test_no_folder_is_made_for_a_file_or_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "typo" / "x.txt"
    for opened in (new_file(path), new_folder(path)):
        with pytest.raises(RefusedError, match="there is no folder"), opened:
            pass
    assert not path.parent.exists()


def test_a_file_is_not_written_over_unless_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(RefusedError, match="is there already"), new_file(path):
        pass
    assert path.read_bytes() == b"old"
    with new_file(path, force=True) as out:
        out.write(b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def write_beside_another_program(path: Path) -> None:
    with new_file(path) as out:
        out.write(b"new")
        path.write_bytes(b"of another program")


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with pytest.raises(RefusedError, match="is there already"):
        write_beside_another_program(path)
    assert path.read_bytes() == b"of another program"
    assert [*tmp_path.iterdir()] == [path]


def write_half_a_file(path: Path, error: BaseException) -> None:
    with new_file(path, force=True) as out:
        out.write(b"half")
        raise error


def write_half_a_folder(path: Path, error: BaseException) -> None:
    with new_folder(path) as folder:
        folder.add("half.txt", b"half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RefusedError("no")])
def test_nothing_half_written_is_left_behind(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_half_a_file(path, error)
    with pytest.raises(type(error)):
        write_half_a_folder(tmp_path / "folder", error)
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "x.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskError, match="cannot be written: no space left"), new_file(path, force=True) as out:
        out.write(b"new")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_what_is_no_regular_file_is_written_directly(tmp_path: Path) -> None:
    with new_file(Path(os.devnull)) as out:
        out.write(b"x")
    target = tmp_path / "target"
    target.write_bytes(b"old")
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(RefusedError), new_file(tmp_path / "link"):
        pass
    with new_file(tmp_path / "link", force=True) as out:
        out.write(b"new")
    assert (target.read_bytes(), (tmp_path / "link").is_symlink()) == (b"new", True)
    with pytest.raises(RefusedError, match="is a folder"), new_file(tmp_path, force=True):
        pass


def test_a_folder_is_filled_and_then_named(tmp_path: Path) -> None:
    path = tmp_path / "site"
    with new_folder(path) as folder:
        folder.add("a.txt", b"a")
        folder.add("deep/er/b.txt", b"b")
        assert not path.exists()
    assert sorted(str(file.relative_to(path)) for file in path.rglob("*.txt")) == ["a.txt", "deep/er/b.txt"]
    with pytest.raises(RefusedError, match="something in it"), new_folder(path):
        pass
    (tmp_path / "empty").mkdir()
    with new_folder(tmp_path / "empty") as folder:
        folder.add("a.txt", b"a")
    assert (tmp_path / "empty" / "a.txt").exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RefusedError, match="is no folder"), new_folder(tmp_path / "file"):
        pass


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", ""])
def test_no_file_is_written_outside_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="outside"), new_folder(tmp_path / "site") as folder:
        folder.add(name, b"x")
    assert [*tmp_path.iterdir()] == []
