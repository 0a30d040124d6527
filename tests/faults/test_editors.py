import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clipper.library import Library
from clipper.system import folder, swap
from tests.conftest import FakeSystem, Figure
from tests.effort import sample
from tests.faults.operations import OPERATIONS, Beginning, do
from tests.faults.oracle import kept, state
from tests.faults.shim import Call, Shim

CLIPS = {
    "tag": "2000/2000-05-19-reuters-ceasefire-talks.md",
    "set a field": "undated/letter.md",
    "edit": "2024/broken.md",
    "remove": "2024/2024-11-02-asahi-地震.md",
    "undo a tag": "2000/2000-05-19-reuters-ceasefire-talks.md",
    "undo a removal": "undated/letter.md",
}
FOREIGN = b"\nWritten in another program.\n"


def save_in_place(file: Path, raw: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    with builtins.open(file, "wb", buffering=0) as opened:  # noqa: PTH123 - which the shim does not see
        opened.write(raw)


def save_by_renaming(file: Path, raw: bytes) -> None:
    save_in_place(file.with_name(".other"), raw)
    file.with_name(".other").replace(file)


SAVES = (save_in_place, save_by_renaming)


@pytest.mark.sampled
@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("operation", CLIPS)
def test_what_an_editor_saves_at_any_call_survives(
    operation: str,
    save: Callable[[Path, bytes], None],
    library: Library,
    system: FakeSystem,
    figure: Figure,
) -> None:
    root, clip, asked = library.archive.root, CLIPS[operation], OPERATIONS[operation]
    beginning = Beginning(asked, library, system)
    before = beginning.clips
    shim = Shim(root)
    with shim.watching():
        do(asked, root, system)

    moments = sample(range(1, len(shim.calls) + 1), 3, SAVES.index(save))
    for moment in moments:
        beginning.restore()
        written = before.get(clip, b"") + FOREIGN

        def plan(number: int, _: Call, moment: int = moment, written: bytes = written) -> None:
            if number == moment:
                save(root / clip, written)

        with Shim(root, plan).watching():
            ended = do(asked, root, system)
        everything = b"".join([*state(root).values(), *kept(root)])
        assert FOREIGN in everything, f"at {shim.calls[moment - 1]}: {ended}"
        assert ended.status in {0, 1, 75}
        assert not ended.err.count("Traceback")

    assert len(shim.calls) >= 15
    figure("T11", f"{operation}, {save.__name__}", saves=len(moments), lost=0)


def test_without_the_swap_a_save_before_the_last_look_survives(library: Library) -> None:
    """Some file systems cannot swap two names; there a save at the moment of the rename is lost."""
    clip = library.archive.path("undated/letter.md")
    letter = library.find("undated/letter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "exchange", lambda *_: False)
        asked: list[bytes] = []

        def edit(raw: bytes) -> bytes:
            asked.append(raw)
            if len(asked) == 1:
                save_in_place(clip, raw + FOREIGN)
            return raw + b"ours"

        assert len(library.writer.change([(letter, edit)]).changed) == 1
    assert clip.read_bytes() == asked[0] + FOREIGN + b"ours"


def test_what_is_saved_twice_in_the_moment_of_the_swap_is_put_aside(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")
    swaps: list[int] = []

    def raced_swap(*names: Any) -> bool:
        swaps.append(1)
        if len(swaps) < 3:
            save_by_renaming(clip, b"%d" % len(swaps) + FOREIGN)
        return swap.exchange(*names)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "exchange", raced_swap)
        outcome = library.writer.change([(library.find("undated/letter"), lambda raw: raw + b"ours")])
    assert len(outcome.changed) == 1
    assert clip.read_bytes() == b"1" + FOREIGN + b"ours"
    assert b"2" + FOREIGN in kept(library.archive.root)
    library.writer.change([(library.find("undated/letter"), lambda raw: raw + b"more")])
    (saved,) = library.archive.path(".clipper/left").iterdir()
    assert saved.read_bytes() == b"2" + FOREIGN


def test_an_edit_takes_over_what_was_saved_meanwhile(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")
    asked: list[bytes] = []

    def edit(raw: bytes) -> bytes:
        asked.append(raw)
        if len(asked) == 1:
            save_in_place(clip, raw + FOREIGN)
        return raw + b"ours"

    outcome = library.writer.change([(library.find("undated/letter"), edit)])
    assert len(outcome.changed) == 1
    assert clip.read_bytes() == asked[0] + FOREIGN + b"ours"


def test_what_another_program_has_done_meanwhile_is_not_done_again(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")

    def edit(raw: bytes) -> bytes:
        wanted = raw.removesuffix(b"ours") + b"ours"
        if raw != wanted:
            save_in_place(clip, wanted)
        return wanted

    outcome = library.writer.change([(library.find("undated/letter"), edit)])
    assert (len(outcome.changed), outcome.same, outcome.failed) == (0, 1, [])
    assert clip.read_bytes().count(b"ours") == 1
    assert not library.history.count()


def test_an_editor_that_saves_three_times_wins(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")
    before = clip.read_bytes()
    saved: list[bytes] = []

    def edit(raw: bytes) -> bytes:
        saved.append(raw + FOREIGN)
        save_by_renaming(clip, saved[-1])
        return raw + b"ours"

    outcome = library.writer.change([(library.find("undated/letter"), edit)])
    assert [(error.status, str(error)) for error in outcome.failed] == [
        (75, "undated/letter.md was changed by another program")
    ]
    assert clip.read_bytes() == before + 3 * FOREIGN
    assert not [*library.archive.root.glob(".clipper/tmp/*")]
