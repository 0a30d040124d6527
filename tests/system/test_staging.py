"""Staged files are complete and synced before they are published."""

import errno
from pathlib import Path

import pytest

from clipper.system.folder import Folder
from clipper.system.staging import Content, staged_files
from tests.faults.shim import Call, Shim


@pytest.fixture
def temp_folder(tmp_path: Path) -> Folder:
    (tmp_path / "temp").mkdir()
    return Folder.at(tmp_path / "temp")


def test_all_staged_files_are_written_before_the_first_is_synced(tmp_path: Path, temp_folder: Folder) -> None:
    folder = Folder.at(tmp_path)
    contents = [Content(folder / f"{number}.md", b"%d" % number) for number in range(3)]
    with Shim(tmp_path).watching() as shim:
        with staged_files(contents, temp_folder=temp_folder) as staged:
            assert [file.entry.path.read_bytes() for file in staged] == [b"0", b"1", b"2"]
            staged[1].publish(folder / "1.md")
        assert (tmp_path / "1.md").read_bytes() == b"1"
    order = [call.name for call in shim.calls if call.name in {"write", "fsync", "rename", "link"}]
    assert order == ["write"] * 3 + ["fsync"] * 3 + ["rename"] * 3 + ["link"]
    assert temp_folder.names() == []


def test_if_one_staged_file_fails_none_is_left(tmp_path: Path, temp_folder: Folder) -> None:
    def full(_number: int, call: Call) -> None:
        if call.name == "fsync" and len([done for done in shim.calls if done.name == "fsync"]) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    shim = Shim(tmp_path, full)
    with shim.watching(), pytest.raises(OSError, match="No space"):  # noqa: SIM117
        with staged_files(
            [Content(Folder.at(tmp_path) / f"{number}.md", b"x") for number in range(3)], temp_folder=temp_folder
        ):
            raise AssertionError("not all are on disk")
    assert temp_folder.names() == []
    assert [*tmp_path.glob("*.md")] == []
