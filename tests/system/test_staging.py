"""Many new files take the disk little longer than one, and none gets its name before its bytes are there."""

import errno
from pathlib import Path

import pytest

from clipper.system.staging import staged_files
from tests.faults.shim import Call, Shim


@pytest.fixture
def temp_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


def test_many_staged_files_are_written_before_the_disk_is_waited_for_and_none_is_left(
    tmp_path: Path, temp_folder: Path
) -> None:
    wanted = [(tmp_path / f"{number}.md", b"%d" % number) for number in range(3)]
    with Shim(tmp_path).watching() as shim:
        with staged_files(wanted, temp_folder=temp_folder) as made:
            assert [file.path.read_bytes() for file in made] == [b"0", b"1", b"2"]
            made[1].publish(tmp_path / "1.md")
        assert (tmp_path / "1.md").read_bytes() == b"1"
    order = [call.name for call in shim.calls if call.name in {"write", "fsync", "rename", "link"}]
    assert order == ["write"] * 3 + ["fsync"] * 3 + ["rename"] * 3 + ["link"]
    assert [*temp_folder.iterdir()] == []


def test_staged_files_of_which_one_fails_leave_nothing(tmp_path: Path, temp_folder: Path) -> None:
    def full(_number: int, call: Call) -> None:
        if call.name == "fsync" and len([one for one in shim.calls if one.name == "fsync"]) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    shim = Shim(tmp_path, full)
    with shim.watching(), pytest.raises(OSError, match="No space"):  # noqa: SIM117
        with staged_files([(tmp_path / f"{number}.md", b"x") for number in range(3)], temp_folder=temp_folder):
            raise AssertionError("not all are on disk")
    assert [*temp_folder.iterdir()] == []
    assert [*tmp_path.glob("*.md")] == []
