"""The write protocol: each clip wholly or not at all, the history first, and nothing outside the archive."""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from clipper.clipfile import Edit
from clipper.errors import (
    BusyError,
    ClipperError,
    DiskError,
    NotFoundError,
    RefusedError,
    StoppedError,
    UnreadableError,
)
from clipper.model.candidate import Candidate, Original
from clipper.model.clip import Clip
from clipper.store.archive import Archive, clip_path
from clipper.store.history import History
from clipper.store.operation import Operation, begin, transaction
from tests.conftest import NOW, WriteClip
from tests.faults.shim import Call, Shim


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "clips")


def operating(archive: Archive, *, force: bool = False) -> AbstractContextManager[Operation]:
    return begin(archive, when=NOW.isoformat(), words=("test",), force=force)


def add(archive: Archive, raw: bytes = b"new", **fields: str) -> str:
    with operating(archive) as operation:
        (path,) = operation.add([Candidate(Clip(**fields), raw)])  # type: ignore[arg-type]
        return path


def change(operation: Operation, path: str, edit: Edit) -> bool:
    (result,) = operation.change([(path, edit)])
    if result.error:
        raise result.error
    return result.changed


def remove(operation: Operation, path: str) -> None:
    (result,) = operation.remove([(path, "")])
    if result.error:
        raise result.error


def put_aside(archive: Archive) -> list[bytes]:
    return [file.read_bytes() for file in sorted(archive.internal_folder.rglob("*.md"))]


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


class TestOriginals:
    """The page from which a clip was made, which lies beside it."""

    @staticmethod
    def keep(archive: Archive, raw: bytes = b"new") -> str:
        with operating(archive) as operation:
            (path,) = operation.add([Candidate(Clip(title="Letter"), raw, Original(".html.gz", b"page"))])
        return path

    def test_it_lies_beside_its_clip_in_the_same_operation(self, archive: Archive) -> None:
        assert self.keep(archive) == "undated/letter.md"
        assert archive.originals("undated/letter.md") == ["undated/letter.html.gz"]
        record = History(archive.internal_folder / "history").newest()
        assert record is not None
        assert [change.path for change in record.changes] == ["undated/letter.md", "undated/letter.html.gz"]
        assert record.count == 1
        assert clip_path("undated/letter.html.gz") == clip_path("undated/letter.md") == "undated/letter.md"

    def test_a_file_of_its_name_is_not_written_over(self, archive: Archive, write_clip: WriteClip) -> None:
        other = write_clip("undated/letter.html.gz", "mine")
        with pytest.raises(RefusedError, match=r"undated/letter\.html\.gz exists already"):
            self.keep(archive)
        assert other.read_text() == "mine"
        assert archive.read("undated/letter.md") == b"new"

    def test_what_is_a_link_is_no_original(self, archive: Archive, tmp_path: Path) -> None:
        path = add(archive, title="Letter")
        (tmp_path / "secret").touch()
        (archive.path(path).parent / "letter.html.gz").symlink_to(tmp_path / "secret")
        assert archive.originals(path) == []

    def test_it_stays_where_its_clip_stays(self, archive: Archive) -> None:
        path = self.keep(archive)
        archive.path(path).chmod(0o444)
        with operating(archive) as operation:
            results = [*operation.remove([(path, ""), ("undated/letter.html.gz", "")])]
        assert [(bool(result.error), result.changed) for result in results] == [(True, False), (False, False)]
        assert archive.originals(path)
        assert len([*History(archive.internal_folder / "history").latest()]) == 1


class TestChanging:
    def test_what_stays_the_same_is_not_written(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "same")
        before = file.stat()
        with operating(archive) as operation:
            assert change(operation, "a.md", lambda raw: raw) is False
        assert file.stat() == before

    def test_a_clip_behind_a_link_is_refused(self, archive: Archive, tmp_path: Path) -> None:
        (tmp_path / "elsewhere.md").write_bytes(b"theirs")
        archive.path("a.md").symlink_to(tmp_path / "elsewhere.md")
        with operating(archive) as operation, pytest.raises(UnreadableError, match=r"a\.md:1: it is a symbolic link"):
            change(operation, "a.md", lambda raw: raw + b"ours")
        assert (tmp_path / "elsewhere.md").read_bytes() == b"theirs"

    @pytest.mark.parametrize("path", ["gone.md", "a.md/b.md", "no/such.md"])
    def test_a_clip_that_is_gone_is_not_found(self, path: str, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with operating(archive) as operation, pytest.raises(NotFoundError, match=f"there is no clip {path}"):
            change(operation, path, lambda raw: raw + b"ours")

    def test_what_cannot_be_understood_is_said_with_its_path_and_line(
        self, archive: Archive, write_clip: WriteClip
    ) -> None:
        def edit(_: bytes) -> bytes:
            raise UnreadableError("the key is there twice", line=7)

        write_clip("a\x1b.md", "old")
        with (
            operating(archive) as operation,
            pytest.raises(UnreadableError, match=r"^a␛\.md:7: the key is there twice$"),
        ):
            change(operation, "a\x1b.md", edit)

    def test_a_disk_that_fails_is_said_of_the_clip(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "swap":
                raise OSError(errno.EACCES, "Permission denied")

        write_clip("a.md", "old")
        with (
            Shim(archive.root, plan).watching(),
            operating(archive) as operation,
            pytest.raises(RefusedError, match=r"^a\.md cannot be written: permission denied$"),
        ):
            change(operation, "a.md", lambda _: b"new")


class TestRemoving:
    def test_the_file_is_put_aside_with_all_its_bytes(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a/one.md", "old")
        with operating(archive) as operation:
            remove(operation, "a/one.md")
        assert not file.exists()
        assert put_aside(archive) == [b"old"]

    def test_two_of_one_name_lie_apart(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a/one.md", "first")
        write_clip("b/one.md", "second")
        with operating(archive) as operation:
            assert [result.changed for result in operation.remove([("a/one.md", ""), ("b/one.md", "")])] == [True, True]
        assert put_aside(archive) == [b"first", b"second"]

    def test_a_clip_that_is_gone_is_not_found(self, archive: Archive) -> None:
        with operating(archive) as operation, pytest.raises(NotFoundError):
            remove(operation, "a.md")

    def test_a_history_on_another_disk_gets_a_copy(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "rename" and call.path == "one.md":
                raise OSError(errno.EXDEV, "Invalid cross-device link")

        file = write_clip("one.md", "old")
        file.chmod(0o640)
        with Shim(archive.root, plan).watching(), operating(archive) as operation:
            remove(operation, "one.md")
        assert not file.exists()
        (kept,) = archive.internal_folder.rglob("*.md")
        assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (b"old", 0o640)


class TestProtectedClips:
    """A file without the right to write is one that its owner wants to stay as it is."""

    @pytest.fixture(autouse=True)
    def protected(self, write_clip: WriteClip) -> Path:
        file = write_clip("a.md", "old")
        file.chmod(0o444)
        return file

    def test_they_are_neither_changed_nor_removed(self, archive: Archive, protected: Path) -> None:
        with operating(archive) as operation:
            for act in (lambda: change(operation, "a.md", lambda _: b"new"), lambda: remove(operation, "a.md")):
                with pytest.raises(RefusedError, match=r"^a\.md is protected against writing$"):
                    act()
        assert protected.read_bytes() == b"old"

    def test_force_changes_them_and_they_stay_protected(self, archive: Archive, protected: Path) -> None:
        with operating(archive, force=True) as operation:
            assert change(operation, "a.md", lambda _: b"new")
        assert protected.read_bytes() == b"new"
        assert protected.stat().st_mode & 0o777 == 0o444


class TestLinks:
    def test_a_second_name_is_told_and_keeps_the_old_text(self, archive: Archive, write_clip: WriteClip) -> None:
        file = write_clip("a.md", "old")
        other = archive.root.parent / "other.md"
        other.hardlink_to(file)
        with operating(archive) as operation:
            (result,) = operation.change([("a.md", lambda _: b"new")])
        assert (result.changed, result.link_count) == (True, 2)
        assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")

    def test_nothing_is_written_behind_a_folder_that_is_a_link(self, archive: Archive, tmp_path: Path) -> None:
        outer = tmp_path / "outer"
        outer.mkdir()
        (outer / "a.md").write_bytes(b"theirs")
        archive.path("2000").symlink_to(outer)
        with operating(archive) as operation:
            for act in (
                lambda: change(operation, "2000/a.md", lambda _: b"ours"),
                lambda: remove(operation, "2000/a.md"),
                lambda: list(operation.add([Candidate(Clip(title="A", date="2000"), b"ours")])),
            ):
                with pytest.raises(RefusedError, match="lies behind a link"):
                    act()
            assert operation.restore("2000/b.md", b"ours").error
        assert [file.read_bytes() for file in outer.iterdir()] == [b"theirs"]


class TestOperations:
    def test_a_second_writer_gives_up_when_its_patience_is_over(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transaction, "LOCK_TIMEOUT", 0.1)
        with operating(archive):
            with pytest.raises(BusyError, match="another clipper is writing") as caught, operating(archive):
                pass
            assert caught.value.status == 75
            assert archive.path(".clipper/lock").stat().st_size == 0

    def test_what_another_left_half_written_is_gone_with_the_next_operation(self, archive: Archive) -> None:
        left = archive.path(".clipper/tmp/left.part")
        left.parent.mkdir(parents=True)
        left.write_bytes(b"half of")
        with operating(archive):
            assert not left.exists()

    def test_what_was_left_and_is_in_the_history_is_gone_too(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with operating(archive) as operation:
            change(operation, "a.md", lambda _: b"new")
        for name, raw in (("1", b"old"), ("2", b"new")):
            archive.path(f".clipper/tmp/{name}").write_bytes(raw)
        with operating(archive):
            assert [*archive.path(".clipper/tmp").iterdir()] == []
        assert not archive.path(".clipper/left").exists()

    def test_what_was_left_and_is_in_no_history_is_kept(self, archive: Archive) -> None:
        left = archive.path(".clipper/tmp/abc.saved")
        left.parent.mkdir(parents=True)
        left.write_bytes(b"saved by another program")
        with operating(archive):
            pass
        assert archive.path(".clipper/left/abc.saved").read_bytes() == b"saved by another program"

    def test_a_link_that_was_left_is_not_followed(self, archive: Archive, tmp_path: Path) -> None:
        (tmp_path / "other").write_bytes(b"other")
        left = archive.path(".clipper/tmp/abc")
        left.parent.mkdir(parents=True)
        left.symlink_to(tmp_path / "other")
        with operating(archive):
            pass
        assert archive.path(".clipper/left/abc").is_symlink()
        assert (tmp_path / "other").read_bytes() == b"other"

    def test_its_own_folder_keeps_itself_out_of_version_control(self, archive: Archive) -> None:
        with operating(archive):
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
            operating(archive) as operation,
        ):
            change(operation, "a/one.md", lambda _: b"new")

    def test_what_fails_is_not_called_saved(self, archive: Archive) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "link" or call == ("fsync", ".", ""):
                raise OSError(errno.ENOSPC, "No space left on device")

        with operating(archive):
            pass
        with pytest.raises(DiskError, match="cannot be written: no space left"), Shim(archive.root, plan).watching():
            add(archive, title="One")

    def test_a_folder_is_synced_once_for_many_clips(self, archive: Archive, write_clip: WriteClip) -> None:
        clips = [f"a/{number}.md" for number in range(130)]
        for clip in clips:
            write_clip(clip, "old")
        with Shim(archive.root).watching() as shim, operating(archive) as operation:
            assert all(result.changed for result in operation.change((clip, lambda _: b"new") for clip in clips))
        assert shim.calls.count(Call("fsync", "a")) == 3

    def test_one_wait_for_the_history_serves_many_clips(self, archive: Archive, write_clip: WriteClip) -> None:
        clips = [f"a/{number}.md" for number in range(130)]
        for clip in clips:
            write_clip(clip, "old")
        with Shim(archive.root).watching() as shim, operating(archive) as operation:
            assert all(result.changed for result in operation.change((clip, lambda _: b"new") for clip in clips))
        assert shim.calls.count(Call("fsync", ".clipper/history/00000001.log")) == 3

    def test_an_operation_that_changes_nothing_leaves_no_trace(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with operating(archive) as operation:
            change(operation, "a.md", lambda raw: raw)
        assert [*archive.path(".clipper/history").iterdir()] == []

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
    def test_without_the_history_no_clip_is_changed(self, code: int, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call == ("fsync", ".clipper/history/00000001.log", ""):
                raise OSError(code, os.strerror(code))

        file = write_clip("a.md", "old")
        with (
            pytest.raises(ClipperError, match=r"^the history cannot be written, and without it no clip is changed"),
            Shim(archive.root, plan).watching(),
            operating(archive) as operation,
        ):
            change(operation, "a.md", lambda _: b"new")
        assert file.read_bytes() == b"old"


class TestStopping:
    """Ctrl-C in the middle of many clips."""

    @pytest.fixture
    def clips(self, write_clip: WriteClip) -> list[str]:
        clips = [f"a/{number:03}.md" for number in range(200)]
        for clip in clips:
            write_clip(clip, "old")
        return clips

    def press(self, number: int) -> Edit:
        """Return an edit in whose course Ctrl-C is pressed as often as said."""

        def edit(_: bytes) -> bytes:
            for _press in range(number):
                signal.raise_signal(signal.SIGINT)
            return b"new"

        return edit

    def test_it_ends_after_the_clip_in_hand_and_the_history_tells_no_more(
        self, archive: Archive, clips: list[str]
    ) -> None:
        edits = [(clip, self.press(number == 100)) for number, clip in enumerate(clips)]
        with operating(archive) as operation:
            done = [result.path for result in operation.change(edits)]
            assert operation.is_stopped
        assert [clip for clip in clips if archive.read(clip) == b"new"] == done
        record = History(archive.internal_folder / "history").newest()
        assert record
        assert [change.path for change in record.changes] == done
        assert (record.count, record.is_complete) == (len(done), False)

    def test_what_is_added_removed_or_brought_back_ends_so_too(self, archive: Archive, clips: list[str]) -> None:
        def pressing(items: list[Any]) -> Iterator[Any]:
            for number, item in enumerate(items):
                if number == 100:
                    signal.raise_signal(signal.SIGINT)
                yield item

        new = [Candidate(Clip(title=f"New {number}"), b"new") for number in range(200)]
        with operating(archive) as operation:
            assert 0 < len([*operation.add(pressing(new))]) < len(new)
        with operating(archive) as operation:
            gone = [
                result.path for result in operation.remove(pressing([(clip, "") for clip in clips])) if result.changed
            ]
            with pytest.raises(StoppedError, match=f"stopped after {len(gone)} of 200; the same command goes on"):
                operation.raise_if_stopped(len(gone), len(clips))
        assert not any(archive.path(clip).exists() for clip in gone)
        assert all(archive.path(clip).exists() for clip in clips if clip not in gone)

    def test_where_nobody_can_press_it_the_work_is_done(self, archive: Archive, clips: list[str]) -> None:
        done: list[bool] = []

        def work() -> None:
            with operating(archive) as operation:
                done.append(change(operation, clips[0], lambda _: b"new"))

        thread = Thread(target=work)
        thread.start()
        thread.join()
        assert done == [True]

    def test_a_second_time_it_ends_at_once(self, archive: Archive, clips: list[str]) -> None:
        with pytest.raises(KeyboardInterrupt), operating(archive) as operation:
            list(operation.change([(clips[0], self.press(2))]))
        assert archive.read(clips[0]) == b"old"
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_what_another_part_of_the_program_does_with_ctrl_c_stays(self, archive: Archive) -> None:
        heard: list[int] = []
        before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
        try:
            with operating(archive):
                signal.raise_signal(signal.SIGINT)
        finally:
            signal.signal(signal.SIGINT, before)
        assert heard == [signal.SIGINT]
