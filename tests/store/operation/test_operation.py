"""Clips are added, changed and removed: each wholly or not at all, and nothing outside the archive."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from clipper.errors import (
    DiskError,
    NotFoundError,
    RefusedError,
    UnreadableError,
)
from clipper.model.candidate import Candidate, Original
from clipper.model.clip import Clip
from clipper.store.archive import Archive, clip_path
from clipper.store.history import History
from clipper.store.operation import FileResult, NewFile
from tests.conftest import WriteClip
from tests.faults.shim import Call, Shim
from tests.store.operation.operations import add, begin_operation, change, remove, trash_contents


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

    def test_a_folder_a_link_or_a_pipe_is_not_overwritten(self, archive: Archive) -> None:
        folder = archive.path("undated")
        (folder / "one.md").mkdir(parents=True)
        (folder / "one-2.md").symlink_to("/nowhere")
        os.mkfifo(folder / "one-3.md")
        assert add(archive, title="One") == "undated/one-4.md"

    def test_a_name_that_is_taken_at_the_last_moment_gets_a_number(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = os.link

        def link_after_another_program(source: str, target: str, **folders: Any) -> None:
            if target == "one.md":
                archive.path("undated/one.md").write_bytes(b"theirs")
            link(source, target, **folders)

        monkeypatch.setattr(os, "link", link_after_another_program)
        assert add(archive, title="One") == "undated/one-2.md"
        assert archive.read("undated/one.md") == b"theirs"

    def test_the_longest_title_in_any_script_fits(self, archive: Archive) -> None:
        for title in ("a" * 255, "東" * 255, "e\u0301" * 255, "word " * 51):
            path = add(archive, date="2000-05-19", source="朝日新聞" * 9, title=title)
            assert len(archive.path(path).name.encode()) < 100
            assert archive.read(path) == b"new"

    def test_a_file_in_place_of_the_folder_is_an_error(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("undated", "a file")
        with pytest.raises(DiskError, match="cannot be written"):
            add(archive, title="One")
        assert archive.path("undated").read_bytes() == b"a file"


class TestOriginals:
    """The pages from which clips were made, stored beside them."""

    @staticmethod
    def add(archive: Archive, raw: bytes = b"new") -> str:
        with begin_operation(archive) as operation:
            (path,) = operation.add([Candidate(Clip(title="Letter"), raw, Original(".html.gz", b"page"))])
        return path

    def test_it_is_written_beside_its_clip_in_the_same_operation(self, archive: Archive) -> None:
        assert self.add(archive) == "undated/letter.md"
        assert archive.originals("undated/letter.md") == ["undated/letter.html.gz"]
        record = History(archive.open_own_folder("history")).newest()
        assert record is not None
        assert [change.path for change in record.changes] == ["undated/letter.md", "undated/letter.html.gz"]
        assert record.count == 1
        assert clip_path("undated/letter.html.gz") == clip_path("undated/letter.md") == "undated/letter.md"

    def test_another_file_with_its_name_is_not_overwritten(self, archive: Archive, write_clip: WriteClip) -> None:
        other = write_clip("undated/letter.html.gz", "mine")
        with pytest.raises(RefusedError, match=r"undated/letter\.html\.gz exists already"):
            self.add(archive)
        assert other.read_text() == "mine"
        assert archive.read("undated/letter.md") == b"new"

    def test_a_link_is_no_original(self, archive: Archive, tmp_path: Path) -> None:
        path = add(archive, title="Letter")
        (tmp_path / "secret").touch()
        (archive.path(path).parent / "letter.html.gz").symlink_to(tmp_path / "secret")
        assert archive.originals(path) == []

    def test_it_stays_if_its_clip_cannot_be_removed(self, archive: Archive) -> None:
        path = self.add(archive)
        archive.path(path).chmod(0o444)
        with begin_operation(archive) as operation:
            results = [*operation.remove([(path, ""), ("undated/letter.html.gz", "")])]
        assert [(bool(result.error), result.changed) for result in results] == [(True, False), (False, False)]
        assert archive.originals(path)
        assert len([*History(archive.open_own_folder("history")).latest()]) == 1


class TestChanging:
    def test_a_clip_that_stays_the_same_is_not_written(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "same")
        before = file.stat()
        with begin_operation(archive) as operation:
            assert change(operation, "a.md", lambda raw: raw) is False
        assert file.stat() == before

    def test_a_clip_behind_a_link_is_refused(self, archive: Archive, tmp_path: Path) -> None:
        (tmp_path / "elsewhere.md").write_bytes(b"theirs")
        archive.path("a.md").symlink_to(tmp_path / "elsewhere.md")
        with (
            begin_operation(archive) as operation,
            pytest.raises(UnreadableError, match=r"a\.md:1: it is a symbolic link"),
        ):
            change(operation, "a.md", lambda raw: raw + b"ours")
        assert (tmp_path / "elsewhere.md").read_bytes() == b"theirs"

    @pytest.mark.parametrize("path", ["gone.md", "a.md/b.md", "no/such.md"])
    def test_a_clip_that_is_gone_is_not_found(self, path: str, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with begin_operation(archive) as operation, pytest.raises(NotFoundError, match=f"there is no clip {path}"):
            change(operation, path, lambda raw: raw + b"ours")

    def test_an_error_of_an_edit_has_the_path_and_the_line(self, archive: Archive, write_clip: WriteClip) -> None:
        def edit(_: bytes) -> bytes:
            raise UnreadableError("the key is there twice", line=7)

        write_clip("a\x1b.md", "old")
        with (
            begin_operation(archive) as operation,
            pytest.raises(UnreadableError, match=r"^a␛\.md:7: the key is there twice$"),
        ):
            change(operation, "a\x1b.md", edit)

    def test_an_error_of_the_disk_names_the_clip(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "swap":
                raise OSError(errno.EACCES, "Permission denied")

        write_clip("a.md", "old")
        with (
            Shim(archive.root, plan).watching(),
            begin_operation(archive) as operation,
            pytest.raises(RefusedError, match=r"^a\.md cannot be written: permission denied$"),
        ):
            change(operation, "a.md", lambda _: b"new")


class TestBatches:
    """Many clips are changed in one operation: their new bytes are staged together."""

    @pytest.fixture
    def clips(self, archive: Archive, write_clip: WriteClip) -> list[str]:
        with begin_operation(archive):
            pass
        clips = [f"a/{number}.md" for number in range(70)]
        for clip in clips:
            write_clip(clip, "old")
        return clips

    def change_all(self, archive: Archive, clips: list[str]) -> list[FileResult]:
        with begin_operation(archive) as operation:
            return [*operation.change((clip, lambda raw: raw.replace(b"old", b"new")) for clip in clips)]

    def test_all_of_a_batch_are_on_disk_before_the_first_gets_its_name(
        self, archive: Archive, clips: list[str]
    ) -> None:
        with Shim(archive.root).watching() as shim:
            assert all(result.changed for result in self.change_all(archive, clips))
        names = [call.name for call in shim.calls if call.name == "swap" or call.path.endswith(".part")]
        synced = [number for number, name in enumerate(names) if name == "fsync"]
        swapped = [number for number, name in enumerate(names) if name == "swap"]
        assert len(synced) == len(swapped) == 70
        assert synced[63] < swapped[0] < swapped[63] < synced[64]

    def test_a_clip_that_another_program_saves_meanwhile_keeps_what_was_saved(
        self, archive: Archive, clips: list[str]
    ) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "swap" and call.target == clips[0]:
                archive.path(clips[1]).write_bytes(b"old, and saved")

        with Shim(archive.root, plan).watching():
            assert all(result.changed for result in self.change_all(archive, clips))
        assert archive.read(clips[1]) == b"new, and saved"
        assert {archive.read(clip) for clip in clips if clip != clips[1]} == {b"new"}

    def test_a_clip_that_is_protected_meanwhile_is_refused(self, archive: Archive, clips: list[str]) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "swap" and call.target == clips[0]:
                archive.path(clips[1]).chmod(0o444)

        with Shim(archive.root, plan).watching():
            results = self.change_all(archive, clips)
        assert [result.path for result in results if result.error] == [clips[1]]
        assert archive.read(clips[1]) == b"old"

    def test_a_clip_that_is_removed_meanwhile_is_named_and_the_others_are_changed(
        self, archive: Archive, clips: list[str]
    ) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "swap" and call.target == clips[0]:
                archive.path(clips[1]).unlink()

        with Shim(archive.root, plan).watching():
            results = self.change_all(archive, clips)
        assert [result.path for result in results if result.error] == [clips[1]]
        assert not archive.path(clips[1]).exists()

    def test_if_the_batch_cannot_be_staged_each_clip_meets_its_own_error(
        self, archive: Archive, clips: list[str]
    ) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "fsync" and call.path.endswith(".part"):
                raise OSError(errno.EIO, "Input/output error")

        with Shim(archive.root, plan).watching():
            results = self.change_all(archive, clips)
        assert [str(result.error) for result in results] == [
            f"{clip} cannot be written: input/output error" for clip in clips
        ]
        assert {archive.read(clip) for clip in clips} == {b"old"}
        assert [*archive.path(".clipper/replaced").iterdir()] == []

    def test_a_disk_that_fails_once_does_no_harm(self, archive: Archive, clips: list[str]) -> None:
        failed: list[Call] = []

        def plan(_: int, call: Call) -> None:
            if call.name == "fsync" and call.path.endswith(".part") and not failed:
                failed.append(call)
                raise OSError(errno.EIO, "Input/output error")

        with Shim(archive.root, plan).watching():
            assert all(result.changed for result in self.change_all(archive, clips))
        assert {archive.read(clip) for clip in clips} == {b"new"}


class TestRemoving:
    def test_the_file_is_moved_to_the_trash_with_all_its_bytes(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a/one.md", "old")
        with begin_operation(archive) as operation:
            remove(operation, "a/one.md")
        assert not file.exists()
        assert trash_contents(archive) == [b"old"]

    def test_two_files_of_one_name_are_two_files_in_the_trash(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a/one.md", "first")
        write_clip("b/one.md", "second")
        with begin_operation(archive) as operation:
            assert [result.changed for result in operation.remove([("a/one.md", ""), ("b/one.md", "")])] == [True, True]
        assert trash_contents(archive) == [b"first", b"second"]

    def test_a_clip_that_is_gone_is_not_found(self, archive: Archive) -> None:
        with begin_operation(archive) as operation, pytest.raises(NotFoundError):
            remove(operation, "a.md")

    def test_a_trash_on_another_disk_gets_a_copy(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "rename" and call.path == "one.md":
                raise OSError(errno.EXDEV, "Invalid cross-device link")

        file = write_clip("one.md", "old")
        file.chmod(0o640)
        with Shim(archive.root, plan).watching(), begin_operation(archive) as operation:
            remove(operation, "one.md")
        assert not file.exists()
        (file_in_trash,) = archive.internal_folder.rglob("*.md")
        assert (file_in_trash.read_bytes(), file_in_trash.stat().st_mode & 0o777) == (b"old", 0o640)


class TestProtectedClips:
    """Write-protected clips, which their owner does not want to change."""

    @pytest.fixture(autouse=True)
    def protected(self, write_clip: WriteClip) -> Path:
        file = write_clip("a.md", "old")
        file.chmod(0o444)
        return file

    def test_they_are_neither_changed_nor_removed(self, archive: Archive, protected: Path) -> None:
        with begin_operation(archive) as operation:
            for attempt in (lambda: change(operation, "a.md", lambda _: b"new"), lambda: remove(operation, "a.md")):
                with pytest.raises(RefusedError, match=r"^a\.md is protected against writing$"):
                    attempt()
        assert protected.read_bytes() == b"old"

    def test_force_changes_them_and_they_stay_protected(self, archive: Archive, protected: Path) -> None:
        with begin_operation(archive, force=True) as operation:
            assert change(operation, "a.md", lambda _: b"new")
        assert protected.read_bytes() == b"new"
        assert protected.stat().st_mode & 0o777 == 0o444


class TestLinks:
    def test_another_hard_link_is_counted_and_keeps_the_old_text(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "old")
        other = archive.root.parent / "other.md"
        other.hardlink_to(file)
        with begin_operation(archive) as operation:
            (result,) = operation.change([("a.md", lambda _: b"new")])
        assert (result.changed, result.link_count) == (True, 2)
        assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")

    def test_nothing_is_written_into_a_linked_folder(self, archive: Archive, tmp_path: Path) -> None:
        outer = tmp_path / "outer"
        outer.mkdir()
        (outer / "a.md").write_bytes(b"theirs")
        archive.path("2000").symlink_to(outer)
        with begin_operation(archive) as operation:
            for attempt in (
                lambda: change(operation, "2000/a.md", lambda _: b"ours"),
                lambda: remove(operation, "2000/a.md"),
                lambda: list(operation.add([Candidate(Clip(title="A", date="2000"), b"ours")])),
            ):
                with pytest.raises(RefusedError, match="lies behind a link"):
                    attempt()
            (result,) = operation.restore([NewFile("2000/b.md", b"ours")])
            assert result.error
        assert [file.read_bytes() for file in outer.iterdir()] == [b"theirs"]


class TestNewFiles:
    """New files are staged together: clips with their originals, and what is restored."""

    def test_clips_and_their_originals_are_on_disk_before_the_first_gets_its_name(self, archive: Archive) -> None:
        original = Original(".html.gz", b"page")
        candidates = [Candidate(Clip(title=f"T{number}"), b"new", original=original) for number in range(3)]
        with begin_operation(archive) as operation, Shim(archive.root).watching() as shim:
            paths = [*operation.add(candidates)]
        names = [call.name for call in shim.calls if call.name == "link" or call.path.endswith(".part")]
        assert max(n for n, name in enumerate(names) if name == "fsync") < names.index("link")
        assert [archive.originals(path) for path in paths] == [[f"undated/t{number}.html.gz"] for number in range(3)]
        assert shim.calls.count(Call("fsync", ".clipper/history/00000001.log")) == 1

    def test_an_original_follows_its_clip_to_another_name(self, archive: Archive) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "link" and call.target == "undated/t.md":
                archive.path("undated/t.md").write_bytes(b"theirs")

        candidate = Candidate(Clip(title="T"), b"new", original=Original(".html.gz", b"page"))
        with begin_operation(archive) as operation, Shim(archive.root, plan).watching():
            assert [*operation.add([candidate])] == ["undated/t-2.md"]
        assert archive.originals("undated/t-2.md") == ["undated/t-2.html.gz"]
        assert not archive.path("undated/t.html.gz").exists()
        history = History(archive.open_own_folder("history")).newest()
        assert history
        assert sorted(change.path for change in history.changes) == ["undated/t-2.html.gz", "undated/t-2.md"]

    def test_what_is_restored_is_on_disk_before_the_first_gets_its_name(self, archive: Archive) -> None:
        new = [NewFile(f"2000/{number}.md", b"%d" % number) for number in range(70)]
        archive.path("2000").mkdir()
        archive.path("2000/7.md").write_bytes(b"theirs")
        failed = FileResult("2000/x.md", error=RefusedError("gone"))
        with begin_operation(archive) as operation, Shim(archive.root).watching() as shim:
            results = [*operation.restore([failed, *new])]
        assert [result.path for result in results if result.error] == ["2000/x.md", "2000/7.md"]
        assert [result.path for result in results] == ["2000/x.md", *(file.path for file in new)]
        assert all(archive.read(file.path) == file.raw for file in new if file.path != "2000/7.md")
        assert archive.read("2000/7.md") == b"theirs"
        names = [call.name for call in shim.calls if call.name == "link" or call.path.endswith(".part")]
        synced = [number for number, name in enumerate(names) if name == "fsync"]
        linked = [number for number, name in enumerate(names) if name == "link"]
        assert len(synced) == len(linked) == 69
        assert synced[61] < linked[0] < linked[61] < synced[62]

    def test_if_they_cannot_be_staged_together_each_meets_its_own_error(self, archive: Archive) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "fsync" and call.path.endswith(".part") and len(refusals) < 3:
                refusals.append(call)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        refusals: list[Call] = []  # both of the batch, then the first by itself
        with begin_operation(archive) as operation, Shim(archive.root, plan).watching():
            first, second = operation.restore([NewFile("2000/1.md", b"1"), NewFile("2000/2.md", b"2")])
        assert "no space left" in str(first.error)
        assert (second.changed, archive.read("2000/2.md")) == (True, b"2")
        assert not archive.path("2000/1.md").exists()
