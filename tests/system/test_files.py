import errno
import os
import socket
import stat
from pathlib import Path

import pytest

from clipper.errors import ClipperError, DiskError, RefusedError, UnreadableError
from clipper.system import files
from tests.faults.shim import Call, Shim


@pytest.fixture
def temp_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    file = tmp_path / "clip.md"
    file.write_bytes(b"old")
    return file


def test_new_bytes_stand_where_the_old_ones_stood_and_nothing_is_left_beside_them(
    clip: Path, temp_folder: Path
) -> None:
    files.replace(clip, b"new", old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == b"new"
    assert [*temp_folder.iterdir()] == []


def test_other_bytes_than_the_old_ones_are_not_replaced(clip: Path, temp_folder: Path) -> None:
    with pytest.raises(files.ChangedMeanwhileError, match=r"clip\.md was changed by another program"):
        files.replace(clip, b"new", old=b"older", temp_folder=temp_folder)
    assert clip.read_bytes() == b"old"
    assert [*temp_folder.iterdir()] == []


def test_a_disk_that_takes_seven_bytes_at_a_time_gets_all_of_them(
    tmp_path: Path, clip: Path, temp_folder: Path
) -> None:
    new = bytes(range(256))
    with Shim(tmp_path, most=7).watching() as shim:
        files.replace(clip, new, old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == new
    assert sum(call.name == "write" for call in shim.calls) == 37


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o444])
def test_a_clip_keeps_its_mode(mode: int, clip: Path, temp_folder: Path) -> None:
    clip.chmod(mode)
    files.replace(clip, b"new", old=b"old", temp_folder=temp_folder)
    assert stat.S_IMODE(clip.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_user_gives_to_new_files(tmp_path: Path, temp_folder: Path) -> None:
    before = os.umask(0o027)
    try:
        files.create(tmp_path / "new.md", b"new", temp_folder=temp_folder)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_a_clip_keeps_its_extended_attributes(clip: Path, temp_folder: Path) -> None:
    try:
        os.setxattr(clip, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("this file system has none")
    files.replace(clip, b"new", old=b"old", temp_folder=temp_folder)
    assert os.getxattr(clip, "user.note") == b"mine"


def test_an_attribute_that_cannot_be_copied_stops_nothing(
    clip: Path, temp_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lambda *_, **__: ["user.note"], raising=False)
    monkeypatch.setattr(os, "getxattr", refuse, raising=False)
    files.replace(clip, b"new", old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == b"new"


def test_a_file_is_never_written_over(clip: Path, temp_folder: Path) -> None:
    with pytest.raises(FileExistsError):
        files.create(clip, b"new", temp_folder=temp_folder)
    assert clip.read_bytes() == b"old"
    assert [*temp_folder.iterdir()] == []


@pytest.mark.parametrize("code", [errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP])
class TestWithoutLinks:
    """File systems such as FAT, and a folder that lies on another one."""

    def refuse_links(self, code: int, *, then: str = "") -> Shim:
        def plan(_: int, call: Call) -> None:
            if call.name in {"link", then}:
                raise OSError(code, os.strerror(code))

        return Shim(self.folder, plan)

    @pytest.fixture(autouse=True)
    def _place(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def test_a_file_is_made_all_the_same(self, code: int, tmp_path: Path, temp_folder: Path) -> None:
        with self.refuse_links(code).watching():
            files.create(tmp_path / "new.md", b"new", temp_folder=temp_folder)
        assert (tmp_path / "new.md").read_bytes() == b"new"
        assert [*temp_folder.iterdir()] == []

    def test_a_file_is_never_written_over(self, code: int, clip: Path, temp_folder: Path) -> None:
        with self.refuse_links(code).watching(), pytest.raises(FileExistsError):
            files.create(clip, b"new", temp_folder=temp_folder)
        assert clip.read_bytes() == b"old"

    def test_a_failure_leaves_no_empty_file(self, code: int, tmp_path: Path, temp_folder: Path) -> None:
        with self.refuse_links(code, then="replace").watching(), pytest.raises(OSError):
            files.create(tmp_path / "new.md", b"new", temp_folder=temp_folder)
        assert [*tmp_path.rglob("*")] == [temp_folder]


def test_of_a_long_file_only_so_much_is_read_as_is_asked_for(clip: Path) -> None:
    assert [files.read(clip, most)[0] for most in (0, 2, 3, 4)] == [b"", b"ol", b"old", b"old"]
    assert files.read(clip, 2)[1].st_size == 3


def test_a_link_is_neither_read_nor_replaced(tmp_path: Path, clip: Path, temp_folder: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(clip)
    with pytest.raises(UnreadableError, match="a symbolic link"):
        files.read(link)
    with pytest.raises(files.ChangedMeanwhileError):
        files.replace(link, b"new", old=b"old", temp_folder=temp_folder)
    assert link.is_symlink()
    assert clip.read_bytes() == b"old"
    assert [*temp_folder.iterdir()] == []


def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableError, match="no regular file"):
        files.read(tmp_path / "pipe.md")


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(IsADirectoryError):
        files.read(tmp_path / "folder.md")
    with pytest.raises(UnreadableError, match="no regular file"):
        files.read(Path(os.devnull))


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("clip.md")
        with pytest.raises(OSError):
            files.read(tmp_path / "clip.md")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.EACCES, RefusedError),
        (errno.EROFS, RefusedError),
        (errno.EPERM, RefusedError),
        (errno.ENOSPC, DiskError),
        (errno.EIO, DiskError),
        (errno.EMFILE, DiskError),
    ],
)
def test_what_the_system_refuses_is_said_of_what(code: int, kind: type[ClipperError]) -> None:
    with pytest.raises(kind) as caught, files.disk_errors("a.md cannot be written"):
        raise OSError(code, os.strerror(code))
    assert str(caught.value) == f"a.md cannot be written: {os.strerror(code).lower()}"


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced_is_no_failure_but_one_that_fails_is(
    code: int, fails: bool, tmp_path: Path
) -> None:
    def plan(_: int, call: Call) -> None:
        if call.name == "fsync":
            raise OSError(code, os.strerror(code))

    with Shim(tmp_path, plan).watching() as shim:
        if fails:
            with pytest.raises(OSError):
                files.sync_folder(tmp_path)
        else:
            files.sync_folder(tmp_path)
    assert [call.name for call in shim.calls] == ["open", "fsync", "close"]
