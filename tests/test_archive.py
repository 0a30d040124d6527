import errno
import os
from pathlib import Path

import pytest

from clipper import disk
from clipper.archive import MARK, Archive, locate
from clipper.clip import Clip
from clipper.errors import BusyError, DiskError, NotFoundError, RefusedError, UnreadableError
from tests.conftest import WriteClip
from tests.faults.shim import Call, Shim


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.make(tmp_path / "clips")


def add(archive: Archive, raw: bytes = b"new", **fields: str) -> str:
    with archive.operation() as operation:
        return operation.add(Clip(**fields), raw)  # type: ignore[arg-type]


def test_making_an_archive_twice_keeps_what_it_has(tmp_path: Path) -> None:
    Archive.make(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / MARK).write_text("pager = 'less'")
    Archive.make(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / MARK).read_text() == "pager = 'less'"


def test_an_archive_cannot_be_made_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="is a file, not a folder"):
        Archive.make(tmp_path / "file")


class TestAdding:
    def test_a_clip_goes_into_the_folder_of_its_year(self, archive: Archive) -> None:
        path = add(archive, date="2000-05-19", source="Reuters", title="Talks")
        assert path == "2000/2000-05-19-reuters-talks.md"
        assert archive.read(path) == b"new"

    def test_a_clip_without_a_date_goes_into_a_folder_of_its_own(self, archive: Archive) -> None:
        assert add(archive, title="Letter") == "undated/letter.md"

    def test_a_name_that_is_taken_gets_a_number(self, archive: Archive) -> None:
        assert [add(archive, b"%d" % n, title="One") for n in range(3)] == [
            "undated/one.md",
            "undated/one-2.md",
            "undated/one-3.md",
        ]
        assert archive.read("undated/one.md") == b"0"

    @pytest.mark.parametrize("taken", ["ONE.md", "One.MD", "one.md"])
    def test_a_name_is_taken_too_when_only_its_case_differs(
        self, taken: str, archive: Archive, write_clip: WriteClip
    ) -> None:
        write_clip(f"undated/{taken}", "theirs")
        assert add(archive, title="One") == "undated/one-2.md"
        assert archive.read(f"undated/{taken}") == b"theirs"

    def test_a_folder_a_link_or_a_pipe_is_not_written_over(self, archive: Archive) -> None:
        folder = archive.path("undated")
        (folder / "one.md").mkdir(parents=True)
        (folder / "one-2.md").symlink_to("/nowhere")
        os.mkfifo(folder / "one-3.md")
        assert add(archive, title="One") == "undated/one-4.md"

    def test_a_name_that_is_taken_at_the_last_moment_gets_a_number(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = os.link

        def taken(source: Path, target: Path) -> None:
            if target.name == "one.md":
                target.write_bytes(b"theirs")
            link(source, target)

        monkeypatch.setattr(os, "link", taken)
        assert add(archive, title="One") == "undated/one-2.md"
        assert archive.read("undated/one.md") == b"theirs"

    def test_the_longest_title_in_any_script_fits(self, archive: Archive) -> None:
        for title in ("a" * 255, "東" * 255, "e\u0301" * 255, "word " * 51):
            path = add(archive, date="2000-05-19", source="朝日新聞" * 9, title=title)
            assert len(archive.path(path).name.encode()) < 100
            assert archive.read(path) == b"new"

    def test_a_file_that_stands_where_the_folder_belongs_is_said(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("undated", "a file")
        with pytest.raises(DiskError, match="cannot be written"):
            add(archive, title="One")
        assert archive.path("undated").read_bytes() == b"a file"


class TestChanging:
    def test_what_stays_the_same_is_not_written(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "same")
        before = file.stat()
        with archive.operation() as operation:
            assert operation.change("a.md", lambda raw: raw) is False
        assert file.stat() == before

    def test_outside_an_operation_nothing_is_written(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "old")
        assert archive.change("a.md", lambda raw: raw + b"new") is True
        assert archive.change("a.md", lambda raw: raw) is False
        assert file.read_bytes() == b"old"
        assert not archive.path(".clipper").exists()

    def test_a_clip_behind_a_link_is_refused(self, archive: Archive, tmp_path: Path) -> None:
        (tmp_path / "elsewhere.md").write_bytes(b"theirs")
        archive.path("a.md").symlink_to(tmp_path / "elsewhere.md")
        with archive.operation() as operation, pytest.raises(UnreadableError, match=r"a\.md:1: it is a symbolic link"):
            operation.change("a.md", lambda raw: raw + b"ours")
        assert (tmp_path / "elsewhere.md").read_bytes() == b"theirs"

    @pytest.mark.parametrize("path", ["gone.md", "a.md/b.md", "no/such.md"])
    def test_a_clip_that_is_gone_is_not_found(self, path: str, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with archive.operation() as operation, pytest.raises(NotFoundError, match=f"there is no clip {path}"):
            operation.change(path, lambda raw: raw + b"ours")

    def test_what_cannot_be_understood_is_said_with_its_path_and_line(
        self, archive: Archive, write_clip: WriteClip
    ) -> None:
        def edit(_: bytes) -> bytes:
            raise UnreadableError("the key stands twice", line=7)

        write_clip("a\x1b.md", "old")
        with (
            archive.operation() as operation,
            pytest.raises(UnreadableError, match=r"^a␛\.md:7: the key stands twice$"),
        ):
            operation.change("a\x1b.md", edit)

    def test_a_disk_that_fails_is_said_of_the_clip(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "replace":
                raise OSError(errno.EACCES, "Permission denied")

        write_clip("a.md", "old")
        with (
            Shim(archive.root, plan).watching(),
            archive.operation() as operation,
            pytest.raises(RefusedError, match=r"^a\.md cannot be written: permission denied$"),
        ):
            operation.change("a.md", lambda _: b"new")


class TestRemoving:
    def test_the_file_is_put_aside_with_all_its_bytes(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a/one.md", "old")
        with archive.operation() as operation:
            aside = operation.remove("a/one.md")
        assert not file.exists()
        assert aside.name == "one.md"
        assert aside.read_bytes() == b"old"
        assert aside.is_relative_to(archive.path(".clipper"))

    def test_two_of_one_name_lie_apart(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a/one.md", "first")
        write_clip("b/one.md", "second")
        with archive.operation() as operation:
            aside = [operation.remove("a/one.md"), operation.remove("b/one.md")]
        assert [file.read_bytes() for file in aside] == [b"first", b"second"]

    def test_a_clip_that_is_gone_is_not_found(self, archive: Archive) -> None:
        with archive.operation() as operation, pytest.raises(NotFoundError):
            operation.remove("a.md")


class TestOperations:
    def test_a_second_writer_gives_up_when_its_patience_is_over(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(disk, "PATIENCE", 0.1)
        with archive.operation():
            with pytest.raises(BusyError), archive.operation():
                pass
            assert archive.path(".clipper/lock").stat().st_size == 0

    def test_what_another_left_unfinished_is_gone_with_the_next_operation(self, archive: Archive) -> None:
        left = archive.path(".clipper/tmp/left")
        left.parent.mkdir(parents=True)
        left.write_bytes(b"half of")
        with archive.operation():
            assert not left.exists()

    def test_its_own_folder_keeps_itself_out_of_version_control(self, archive: Archive) -> None:
        with archive.operation():
            pass
        assert archive.path(".clipper/.gitignore").read_text() == "*\n"

    def test_bytes_that_are_not_confirmed_on_disk_are_no_success(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call == ("fsync", "a", ""):
                raise OSError(errno.EIO, "Input/output error")

        write_clip("a/one.md", "old")
        with (
            pytest.raises(DiskError, match=r"^saved, but not confirmed on disk: input/output error$"),
            Shim(archive.root, plan).watching(),
            archive.operation() as operation,
        ):
            operation.change("a/one.md", lambda _: b"new")

    def test_what_fails_is_not_called_saved(self, archive: Archive) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "link" or call == ("fsync", ".", ""):
                raise OSError(errno.ENOSPC, "No space left on device")

        with archive.operation():
            pass
        with pytest.raises(DiskError, match="cannot be written: no space left"), Shim(archive.root, plan).watching():
            add(archive, title="One")

    def test_a_folder_is_synced_once_for_many_clips(self, archive: Archive, write_clip: WriteClip) -> None:
        clips = [f"a/{number}.md" for number in range(130)]
        for clip in clips:
            write_clip(clip, "old")
        with Shim(archive.root).watching() as shim, archive.operation() as operation:
            for clip in clips:
                operation.change(clip, lambda _: b"new")
        assert shim.calls.count(Call("fsync", "a")) == 3


class TestLocating:
    @pytest.fixture
    def places(self, tmp_path: Path) -> Path:
        for name in ("named", "variable", "work/clips", "work/deep/er", "mine"):
            (tmp_path / name).mkdir(parents=True)
        for name in ("named", "variable", "work/clips", "mine"):
            (tmp_path / name / MARK).touch()
        return tmp_path

    def locate(
        self, places: Path, *, named: str = "", variable: str = "", here: str = ".", preferred: str = ""
    ) -> tuple[str, str]:
        folder, by = locate(
            places / named if named else None,
            {"CLIPPER_ARCHIVE": str(places / variable)} if variable else {},
            places / here,
            str(places / preferred) if preferred else "",
            places / "home",
        )
        return folder.relative_to(places).as_posix(), by

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"named": "named", "variable": "variable", "here": "work"}, ("named", "--archive")),
            ({"variable": "variable", "here": "work", "preferred": "mine"}, ("variable", "$CLIPPER_ARCHIVE")),
            ({"here": "work", "preferred": "mine"}, ("work/clips", "the working directory")),
            ({"here": "work/deep/er"}, ("work/clips", "the working directory")),
            ({"here": "work/clips"}, ("work/clips", "the working directory")),
            ({"here": "/nowhere", "preferred": "mine"}, ("mine", "the configuration")),
            ({"here": "/nowhere"}, ("home/clips", "custom")),
        ],
    )
    def test_what_is_named_closest_wins(self, asked: dict[str, str], expected: tuple[str, str], places: Path) -> None:
        assert self.locate(places, **asked) == expected

    @pytest.mark.parametrize(
        ("asked", "said", "hint"),
        [
            ({"named": "work"}, r"/work \(--archive\)", "work` makes it one"),
            ({"variable": "no\x1bwhere", "named": ""}, r"/no␛where \(\$CLIPPER_ARCHIVE\)", "clipper init PATH"),
        ],
    )
    def test_a_named_folder_that_is_no_archive_is_an_error(
        self, asked: dict[str, str], said: str, hint: str, places: Path
    ) -> None:
        with pytest.raises(NotFoundError, match=said) as caught:
            self.locate(places, **asked)
        assert hint in caught.value.hint
