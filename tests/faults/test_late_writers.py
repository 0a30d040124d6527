"""A program has a clip open while clipper replaces it, and writes to it afterwards: what it writes is found again."""

import os
from collections.abc import Callable

import pytest

from clipper.library import Library
from clipper.system import folder, replaced
from tests.conftest import FakeSystem, Figure
from tests.effort import sample
from tests.faults.operations import OPERATIONS, Beginning, do
from tests.faults.oracle import kept, state
from tests.faults.shim import Call, Shim
from tests.running import run

CLIPS = {
    "tag": "2000/2000-05-19-reuters-ceasefire-talks.md",
    "tag many": "2000/2000-05-19-reuters-ceasefire-talks.md",
    "set a field": "undated/letter.md",
    "edit": "2024/broken.md",
    "undo a tag": "2000/2000-05-19-reuters-ceasefire-talks.md",
}
FOREIGN = b"\nWritten in another program.\n"
NEXT = ("tag", "2025/2025-05-sz-züge", "next")


def append(descriptor: int) -> None:
    os.write(descriptor, FOREIGN)


def write_over(descriptor: int) -> None:
    os.pwrite(descriptor, FOREIGN, 0)


@pytest.mark.sampled
@pytest.mark.parametrize("operation", CLIPS)
def test_what_is_appended_at_any_call_by_a_program_that_opened_the_clip_before_is_kept_and_told_once(
    operation: str, library: Library, system: FakeSystem, figure: Figure
) -> None:
    root, clip, asked = library.archive.root, CLIPS[operation], OPERATIONS[operation]
    beginning = Beginning(asked, library, system)
    shim = Shim(root)
    with shim.watching():
        do(asked, root, system)

    told, moments = 0, sample(range(1, len(shim.calls) + 2), 3, [*CLIPS].index(operation))
    for moment in moments:
        beginning.restore()
        descriptor = os.open(root / clip, os.O_WRONLY | os.O_APPEND)

        def plan(number: int, _: Call, moment: int = moment, descriptor: int = descriptor) -> None:
            if number == moment:
                append(descriptor)

        with Shim(root, plan).watching():
            do(asked, root, system)
        if moment > len(shim.calls):
            append(descriptor)
        os.close(descriptor)

        following = run(system, "--archive", str(root), *NEXT)
        assert following.status == 0
        assert FOREIGN in b"".join([*state(root).values(), *kept(root)]), shim.calls[moment - 2 : moment]
        left = [*root.glob(".clipper/left/*")]
        assert following.err.count(".clipper/left/") == len(left)
        assert following.err.count(f"{clip} was replaced") == len(left)
        assert [file.read_bytes().count(FOREIGN) for file in left] == [1] * len(left)
        assert ".clipper/left/" not in run(system, "--archive", str(root), "undo").err
        told += len(left)
    assert told >= 2
    figure("T15", operation, appends=len(moments), lost=0)


@pytest.mark.parametrize("write", [append, write_over])
@pytest.mark.parametrize("tick", [0, 1 << 62], ids=["told by its times", "read again"])
def test_the_history_has_what_was_replaced_whatever_is_written_later(
    write: Callable[[int], None], tick: int, library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaced, "_TICK_NS", tick)
    root, clip = library.archive.root, CLIPS["tag"]
    before = (root / clip).read_bytes()
    descriptor = os.open(root / clip, os.O_WRONLY)
    os.lseek(descriptor, 0, os.SEEK_END)
    assert do(OPERATIONS["tag"], root, system).status == 0
    write(descriptor)
    os.close(descriptor)

    assert "1 changed back" in run(system, "--archive", str(root), "undo").err
    assert (root / clip).read_bytes() == before
    (left,) = root.glob(".clipper/left/*")
    assert FOREIGN in left.read_bytes()


def test_nothing_is_told_and_nothing_is_left_where_nobody_wrote(library: Library, system: FakeSystem) -> None:
    root = library.archive.root
    for words in (OPERATIONS["tag many"].words, NEXT, ("undo",), ("redo",), ("remove", "letter", "--yes")):
        ended = run(system, "--archive", str(root), *words)
        assert (ended.status, ended.err.count("left")) == (0, 0)
    assert [*(root / ".clipper/replaced").iterdir()] == []
    assert not (root / ".clipper/left").exists()


def test_a_file_with_another_name_is_not_kept_a_second_time(library: Library, system: FakeSystem) -> None:
    root, clip = library.archive.root, CLIPS["tag"]
    other = root.parent / "other.md"
    other.hardlink_to(root / clip)
    do(OPERATIONS["tag"], root, system)
    with other.open("ab") as file:
        file.write(FOREIGN)

    assert ".clipper/left" not in run(system, "--archive", str(root), *NEXT).err
    assert FOREIGN in other.read_bytes()
    assert not (root / ".clipper/left").exists()


def test_without_the_swap_a_hard_link_keeps_the_replaced_file(
    library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "exchange", lambda *_: False)
    root, clip = library.archive.root, CLIPS["tag"]
    descriptor = os.open(root / clip, os.O_WRONLY | os.O_APPEND)
    assert do(OPERATIONS["tag"], root, system).status == 0
    append(descriptor)
    os.close(descriptor)

    assert f"{clip} was replaced" in run(system, "--archive", str(root), *NEXT).err
    (left,) = root.glob(".clipper/left/*")
    assert left.read_bytes().endswith(FOREIGN)


def test_a_disk_without_swaps_and_hard_links_changes_clips_all_the_same(
    library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int, call: Call) -> None:
        if call.name == "link":
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(folder, "exchange", lambda *_: False)
    root = library.archive.root
    with Shim(root, refuse).watching():
        monkeypatch.setattr(folder, "exchange", lambda *_: False)
        assert do(OPERATIONS["tag"], root, system).status == 0
    assert b"peace" in (root / CLIPS["tag"]).read_bytes()
    assert [*(root / ".clipper/replaced").iterdir()] == []


def test_a_file_of_another_name_among_the_replaced_ones_stays(library: Library, system: FakeSystem) -> None:
    root = library.archive.root
    (root / ".clipper/replaced").mkdir(parents=True)
    (root / ".clipper/replaced/notes.txt").write_bytes(b"mine")
    assert run(system, "--archive", str(root), *NEXT).status == 0
    assert (root / ".clipper/replaced/notes.txt").read_bytes() == b"mine"
