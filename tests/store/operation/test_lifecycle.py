"""The lock, leftovers of interrupted operations, syncs, and Ctrl-C."""

import errno
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from clipper.clipfile import Edit
from clipper.errors import (
    BusyError,
    ClipperError,
    DiskError,
    StoppedError,
)
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.store.archive import Archive
from clipper.store.history import History
from clipper.store.operation import lifecycle
from tests.conftest import WriteClip
from tests.faults.shim import Call, Shim
from tests.store.operation.operations import add, begin_operation, change


class TestOperations:
    def test_a_second_writer_gives_up_after_the_timeout(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lifecycle, "LOCK_TIMEOUT", 0.1)
        with begin_operation(archive):
            with pytest.raises(BusyError, match="another clipper is writing") as caught, begin_operation(archive):
                pass
            assert caught.value.status == 75
            assert archive.path(".clipper/lock").stat().st_size == 0

    def test_a_partial_file_of_an_interrupted_operation_is_removed(self, archive: Archive) -> None:
        leftover = archive.path(".clipper/tmp/0123456789abcdef.part")
        leftover.parent.mkdir(parents=True)
        leftover.write_bytes(b"half of")
        with begin_operation(archive):
            assert not leftover.exists()

    def test_a_complete_file_that_is_in_the_history_is_removed(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with begin_operation(archive) as operation:
            change(operation, "a.md", lambda _: b"new")
        for name, raw in (("1" * 16, b"old"), ("2" * 16, b"new")):
            archive.path(f".clipper/tmp/{name}").write_bytes(raw)
        with begin_operation(archive):
            assert [*archive.path(".clipper/tmp").iterdir()] == []
        assert not archive.path(".clipper/left").exists()

    def test_a_complete_file_with_other_bytes_is_kept(self, archive: Archive) -> None:
        leftover = archive.path(".clipper/tmp/0123456789abcdef")
        leftover.parent.mkdir(parents=True)
        leftover.write_bytes(b"saved by another program")
        with begin_operation(archive):
            pass
        assert archive.path(".clipper/left/0123456789abcdef").read_bytes() == b"saved by another program"

    def test_a_link_among_the_staged_files_is_not_followed(self, archive: Archive, tmp_path: Path) -> None:
        (tmp_path / "other").write_bytes(b"other")
        leftover = archive.path(".clipper/tmp/0123456789abcdef")
        leftover.parent.mkdir(parents=True)
        leftover.symlink_to(tmp_path / "other")
        with begin_operation(archive):
            pass
        assert archive.path(".clipper/left/0123456789abcdef").is_symlink()
        assert (tmp_path / "other").read_bytes() == b"other"

    def test_the_internal_folder_has_a_gitignore(self, archive: Archive) -> None:
        with begin_operation(archive):
            pass
        assert archive.path(".clipper/.gitignore").read_text() == "*\n"

    def test_a_folder_that_cannot_be_synced_is_an_error(self, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call == ("fsync", "a", ""):
                raise OSError(errno.EIO, "Input/output error")

        write_clip("a/one.md", "old")
        with (
            pytest.raises(DiskError, match=r"^saved, but not confirmed on disk: input/output error$"),
            Shim(archive.root, plan).watching(),
            begin_operation(archive) as operation,
        ):
            change(operation, "a/one.md", lambda _: b"new")

    def test_a_clip_that_cannot_be_written_is_not_called_saved(self, archive: Archive) -> None:
        def plan(_: int, call: Call) -> None:
            if call.name == "link" or call == ("fsync", ".", ""):
                raise OSError(errno.ENOSPC, "No space left on device")

        with begin_operation(archive):
            pass
        with pytest.raises(DiskError, match="cannot be written: no space left"), Shim(archive.root, plan).watching():
            add(archive, title="One")

    def test_a_folder_is_synced_once_for_many_clips(self, archive: Archive, write_clip: WriteClip) -> None:
        clips = [f"a/{number}.md" for number in range(130)]
        for clip in clips:
            write_clip(clip, "old")
        with Shim(archive.root).watching() as shim, begin_operation(archive) as operation:
            assert all(result.changed for result in operation.change((clip, lambda _: b"new") for clip in clips))
        assert shim.calls.count(Call("fsync", "a")) == 3

    def test_the_journal_is_synced_once_for_many_clips(self, archive: Archive, write_clip: WriteClip) -> None:
        clips = [f"a/{number}.md" for number in range(130)]
        for clip in clips:
            write_clip(clip, "old")
        with Shim(archive.root).watching() as shim, begin_operation(archive) as operation:
            assert all(result.changed for result in operation.change((clip, lambda _: b"new") for clip in clips))
        assert shim.calls.count(Call("fsync", ".clipper/history/00000001.log")) == 3

    def test_an_operation_that_changes_nothing_leaves_no_journal(self, archive: Archive, write_clip: WriteClip) -> None:
        write_clip("a.md", "old")
        with begin_operation(archive) as operation:
            change(operation, "a.md", lambda raw: raw)
        assert [*archive.path(".clipper/history").iterdir()] == []

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
    def test_no_clip_is_changed_without_the_journal(self, code: int, archive: Archive, write_clip: WriteClip) -> None:
        def plan(_: int, call: Call) -> None:
            if call == ("fsync", ".clipper/history/00000001.log", ""):
                raise OSError(code, os.strerror(code))

        file = write_clip("a.md", "old")
        with (
            pytest.raises(ClipperError, match=r"^the history cannot be written, and without it no clip is changed"),
            Shim(archive.root, plan).watching(),
            begin_operation(archive) as operation,
        ):
            change(operation, "a.md", lambda _: b"new")
        assert file.read_bytes() == b"old"


class TestStopping:
    """Ctrl-C during an operation on many clips."""

    @pytest.fixture
    def clips(self, write_clip: WriteClip) -> list[str]:
        clips = [f"a/{number:03}.md" for number in range(200)]
        for clip in clips:
            write_clip(clip, "old")
        return clips

    def press(self, number: int) -> Edit:
        """Return an edit during which Ctrl-C is pressed so many times."""

        def edit(_: bytes) -> bytes:
            for _press in range(number):
                signal.raise_signal(signal.SIGINT)
            return b"new"

        return edit

    def test_the_operation_ends_after_the_current_clip_and_the_history_has_no_more(
        self, archive: Archive, clips: list[str]
    ) -> None:
        edits = [(clip, self.press(number == 100)) for number, clip in enumerate(clips)]
        with begin_operation(archive) as operation:
            done = [result.path for result in operation.change(edits)]
            assert operation.is_stopped
        assert [clip for clip in clips if archive.read(clip) == b"new"] == done
        record = History(archive.open_own_folder("history")).newest()
        assert record
        assert [change.path for change in record.changes] == done
        assert (record.count, record.is_complete) == (len(done), False)

    def test_adding_and_removing_end_after_the_current_clip(self, archive: Archive, clips: list[str]) -> None:
        def interrupted(items: list[Any]) -> Iterator[Any]:
            for number, item in enumerate(items):
                if number == 100:
                    signal.raise_signal(signal.SIGINT)
                yield item

        new = [Candidate(Clip(title=f"New {number}"), b"new") for number in range(200)]
        with begin_operation(archive) as operation:
            assert 0 < len([*operation.add(interrupted(new))]) < len(new)
        removals = [(clip, "") for clip in clips]
        with begin_operation(archive) as operation:
            removed = [result.path for result in operation.remove(interrupted(removals)) if result.changed]
            message = f"stopped after {len(removed)} of 200; run the same command again for the rest"
            with pytest.raises(StoppedError, match=message):
                operation.raise_if_stopped(len(removed), len(clips))
        assert not any(archive.path(clip).exists() for clip in removed)
        assert all(archive.path(clip).exists() for clip in clips if clip not in removed)

    def test_in_another_thread_the_operation_runs_without_a_handler(self, archive: Archive, clips: list[str]) -> None:
        done: list[bool] = []

        def work() -> None:
            with begin_operation(archive) as operation:
                done.append(change(operation, clips[0], lambda _: b"new"))

        thread = Thread(target=work)
        thread.start()
        thread.join()
        assert done == [True]

    def test_the_second_ctrl_c_raises_at_once(self, archive: Archive, clips: list[str]) -> None:
        with pytest.raises(KeyboardInterrupt), begin_operation(archive) as operation:
            list(operation.change([(clips[0], self.press(2))]))
        assert archive.read(clips[0]) == b"old"
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_another_handler_of_ctrl_c_stays(self, archive: Archive) -> None:
        signals: list[int] = []
        before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
        try:
            with begin_operation(archive):
                signal.raise_signal(signal.SIGINT)
        finally:
            signal.signal(signal.SIGINT, before)
        assert signals == [signal.SIGINT]
