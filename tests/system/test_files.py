"""Single files are read, replaced, created and synced."""

import errno
import os
import socket
import stat
from pathlib import Path

import pytest

from clipper.errors import ClipperError, DiskError, RefusedError, UnreadableError
from clipper.system import files
from clipper.system.folder import Folder, FolderEntry
from tests.faults.shim import KILLED, Call, Shim, kill_at


@pytest.fixture
def temp_folder(tmp_path: Path) -> Folder:
    (tmp_path / "temp").mkdir()
    return Folder.at(tmp_path / "temp")


def entry(path: Path) -> FolderEntry:
    return Folder.at(path.parent) / path.name


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    file = tmp_path / "clip.md"
    file.write_bytes(b"old")
    return file


def test_the_content_is_replaced_and_the_replaced_file_is_kept(clip: Path, temp_folder: Folder) -> None:
    inode = clip.stat().st_ino
    files.replace(entry(clip), b"new", old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == b"new"
    (kept,) = temp_folder.path.iterdir()
    assert (kept.read_bytes(), kept.stat().st_ino) == (b"old", inode)


def test_content_that_is_not_the_old_one_is_not_replaced(clip: Path, temp_folder: Folder) -> None:
    with pytest.raises(files.ChangedMeanwhileError, match=r"clip\.md was changed by another program"):
        files.replace(entry(clip), b"new", old=b"older", temp_folder=temp_folder)
    assert clip.read_bytes() == b"old"
    assert temp_folder.names() == []


def test_short_writes_are_continued(tmp_path: Path, clip: Path, temp_folder: Folder) -> None:
    new = bytes(range(256))
    with Shim(tmp_path, most=7).watching() as shim:
        files.replace(entry(clip), new, old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == new
    assert sum(call.name == "write" for call in shim.calls) == 37


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o444])
def test_a_clip_keeps_its_mode(mode: int, clip: Path, temp_folder: Folder) -> None:
    clip.chmod(mode)
    files.replace(entry(clip), b"new", old=b"old", temp_folder=temp_folder)
    assert stat.S_IMODE(clip.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path, temp_folder: Folder) -> None:
    before = os.umask(0o027)
    try:
        files.create(entry(tmp_path / "new.md"), b"new", temp_folder=temp_folder)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o640


def test_a_clip_keeps_its_extended_attributes(clip: Path, temp_folder: Folder) -> None:
    try:
        os.setxattr(clip, "user.note", b"mine")
    except (AttributeError, OSError):
        pytest.skip("this file system has none")
    files.replace(entry(clip), b"new", old=b"old", temp_folder=temp_folder)
    assert os.getxattr(clip, "user.note") == b"mine"


def test_an_attribute_that_cannot_be_copied_is_ignored(
    clip: Path, temp_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lambda *_, **__: ["user.note"], raising=False)
    monkeypatch.setattr(os, "getxattr", refuse, raising=False)
    files.replace(entry(clip), b"new", old=b"old", temp_folder=temp_folder)
    assert clip.read_bytes() == b"new"


def test_a_file_is_never_overwritten(clip: Path, temp_folder: Folder) -> None:
    with pytest.raises(FileExistsError):
        files.create(entry(clip), b"new", temp_folder=temp_folder)
    assert clip.read_bytes() == b"old"
    assert temp_folder.names() == []


@pytest.mark.parametrize("code", [errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP])
class TestWithoutHardLinks:
    """File systems such as FAT, and a folder on another disk."""

    def refuse_links(self, code: int, *, then: str = "") -> Shim:
        def plan(_: int, call: Call) -> None:
            if call.name in {"link", then}:
                raise OSError(code, os.strerror(code))

        return Shim(self.folder, plan)

    @pytest.fixture(autouse=True)
    def _set_folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def test_a_file_is_created_all_the_same(self, code: int, tmp_path: Path, temp_folder: Folder) -> None:
        with self.refuse_links(code).watching():
            files.create(entry(tmp_path / "new.md"), b"new", temp_folder=temp_folder)
        assert (tmp_path / "new.md").read_bytes() == b"new"
        assert temp_folder.names() == []

    def test_a_file_is_never_overwritten(self, code: int, clip: Path, temp_folder: Folder) -> None:
        with self.refuse_links(code).watching(), pytest.raises(FileExistsError):
            files.create(entry(clip), b"new", temp_folder=temp_folder)
        assert clip.read_bytes() == b"old"

    def test_a_failure_leaves_no_empty_file(self, code: int, tmp_path: Path, temp_folder: Folder) -> None:
        with self.refuse_links(code, then="replace").watching(), pytest.raises(OSError):
            files.create(entry(tmp_path / "new.md"), b"new", temp_folder=temp_folder)
        assert [*tmp_path.rglob("*")] == [temp_folder.path]


def test_a_file_is_read_up_to_the_limit(clip: Path) -> None:
    assert [files.read(clip, limit)[0] for limit in (0, 2, 3, 4)] == [b"", b"ol", b"old", b"old"]
    assert files.read(clip, 2)[1].st_size == 3


def test_a_link_is_neither_read_nor_replaced(tmp_path: Path, clip: Path, temp_folder: Folder) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(clip)
    with pytest.raises(UnreadableError, match="a symbolic link"):
        files.read(link)
    with pytest.raises(files.ChangedMeanwhileError):
        files.replace(entry(link), b"new", old=b"old", temp_folder=temp_folder)
    assert link.is_symlink()
    assert clip.read_bytes() == b"old"
    assert temp_folder.names() == []


def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableError, match="not a regular file"):
        files.read(tmp_path / "pipe.md")


def test_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(IsADirectoryError):
        files.read(tmp_path / "folder.md")
    with pytest.raises(UnreadableError, match="not a regular file"):
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
def test_an_os_error_becomes_an_error_with_the_message_and_the_reason(code: int, kind: type[ClipperError]) -> None:
    with pytest.raises(kind) as caught, files.disk_errors("a.md cannot be written"):
        raise OSError(code, os.strerror(code))
    assert str(caught.value) == f"a.md cannot be written: {os.strerror(code).lower()}"


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_folder_that_does_not_support_fsync_is_ignored_and_a_failure_is_not(
    code: int, fails: bool, tmp_path: Path
) -> None:
    def plan(_: int, call: Call) -> None:
        if call.name == "fsync":
            raise OSError(code, os.strerror(code))

    with Shim(tmp_path, plan).watching() as shim:
        if fails:
            with pytest.raises(OSError):
                Folder.at(tmp_path).sync()
        else:
            Folder.at(tmp_path).sync()
    assert [call.name for call in shim.calls] == ["open", "fsync", "close"]


class TestOverwrite:
    def test_a_file_gets_the_new_content_and_keeps_its_mode(self, clip: Path, tmp_path: Path) -> None:
        clip.chmod(0o640)
        files.overwrite(clip, b"new")
        assert (clip.read_bytes(), stat.S_IMODE(clip.stat().st_mode)) == (b"new", 0o640)
        assert [*tmp_path.iterdir()] == [clip]

    def test_a_file_and_its_folder_are_made_if_they_are_missing(self, tmp_path: Path) -> None:
        files.overwrite(tmp_path / "a" / "b" / "new", b"new")
        assert (tmp_path / "a" / "b" / "new").read_bytes() == b"new"

    @pytest.mark.parametrize("exists", [True, False])
    def test_a_symbolic_link_stays_one(self, tmp_path: Path, *, exists: bool) -> None:
        link, file = tmp_path / "link", tmp_path / "dotfiles" / "config.toml"
        file.parent.mkdir()
        if exists:
            file.write_bytes(b"old")
        link.symlink_to(file)
        files.overwrite(link, b"new")
        assert (link.readlink(), file.read_bytes()) == (file, b"new")
        assert [*file.parent.iterdir()] == [file]

    def test_a_file_that_is_protected_against_writing_is_not_replaced(
        self, clip: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "access", lambda *_, **__: False)  # root may write to any file
        with pytest.raises(PermissionError):
            files.overwrite(clip, b"new")
        assert clip.read_bytes() == b"old"

    def test_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        files.overwrite(pipe, b"new")
        assert os.read(reader, 10) == b"new"
        os.close(reader)

    @pytest.mark.parametrize("name", ["open", "replace"])
    def test_a_file_that_cannot_be_renamed_is_written_in_place(self, name: str, clip: Path, tmp_path: Path) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == name and call.path != clip.name:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

        with Shim(tmp_path, plan).watching():
            files.overwrite(clip, b"new")
        assert clip.read_bytes() == b"new"
        assert [*tmp_path.iterdir()] == [clip]

    def test_a_full_disk_leaves_the_old_content(self, clip: Path, tmp_path: Path) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "write":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with Shim(tmp_path, plan).watching(), pytest.raises(OSError, match="No space"):
            files.overwrite(clip, b"new")
        assert clip.read_bytes() == b"old"
        assert [*tmp_path.iterdir()] == [clip]

    def test_a_process_that_is_killed_leaves_the_old_content_or_the_new(self, clip: Path, tmp_path: Path) -> None:
        with Shim(tmp_path).watching() as shim:
            files.overwrite(clip, b"old")
        names = [call.name for call in shim.calls]
        assert names.index("fsync") < names.index("replace") < len(names) - 1
        contents = []
        for number in range(1, len(names) + 1):
            pid = os.fork()
            if not pid:
                with Shim(tmp_path, kill_at(number)).watching():
                    files.overwrite(clip, b"new")
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == KILLED
            contents.append(clip.read_bytes())
        assert contents == sorted(contents, reverse=True), "old first"
        assert {*contents} == {b"old", b"new"}
