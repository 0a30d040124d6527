import builtins
from collections.abc import Callable
from pathlib import Path

import pytest

from clipper.library import Library
from tests.conftest import FakeOutside, Figure
from tests.faults.operations import OPERATIONS, do, start_again
from tests.faults.oracle import state
from tests.faults.shim import Call, Shim

CLIPS = {
    "tag": "2000/2000-05-19-reuters-ceasefire-talks.md",
    "set a field": "undated/letter.md",
    "edit": "2024/broken.md",
    "remove": "2024/2024-11-02-asahi-地震.md",
}
FOREIGN = b"\nWritten in another program.\n"


def in_place(file: Path, raw: bytes) -> None:
    with builtins.open(file, "wb", buffering=0) as opened:  # noqa: PTH123 - which the shim does not see
        opened.write(raw)


def by_renaming(file: Path, raw: bytes) -> None:
    in_place(file.with_name(".other"), raw)
    file.with_name(".other").replace(file)


def last_look(calls: list[Call], clip: str) -> int:
    """Return the number of the last call before the one that replaces a clip, or of the last of all."""
    ends = [number for number, call in enumerate(calls) if (call.name, call.target) == ("replace", clip)]
    return ends[0] if ends else len(calls)


@pytest.mark.parametrize("save", [in_place, by_renaming])
@pytest.mark.parametrize("operation", CLIPS)
def test_what_an_editor_saves_at_any_call_survives(
    operation: str,
    save: Callable[[Path, bytes], None],
    library: Library,
    outside: FakeOutside,
    figure: Figure,
) -> None:
    """What is saved after the last look, in the moment of the replacing, is not: no system replaces a file only if."""
    root, clip = library.archive.root, CLIPS[operation]
    before = state(root)
    start_again(library, outside, before)
    shim = Shim(root)
    with shim.watching():
        do(OPERATIONS[operation], library, outside)

    moments = last_look(shim.calls, clip)
    for moment in range(1, moments + 1):
        start_again(library, outside, before)

        def plan(number: int, _: Call, moment: int = moment) -> None:
            if number == moment:
                save(root / clip, before[clip] + FOREIGN)

        with Shim(root, plan).watching():
            ended = do(OPERATIONS[operation], library, outside)
        everything = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
        assert FOREIGN in everything, f"at {shim.calls[moment - 1]}: {ended}"
        assert ended.status in {0, 75}
        assert not ended.err.count("Traceback")

    assert moments >= 15
    figure("T11", operation, saves=moments, lost=0)


def test_an_edit_takes_over_what_was_saved_meanwhile(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")
    asked: list[bytes] = []

    def edit(raw: bytes) -> bytes:
        asked.append(raw)
        if len(asked) == 1:
            in_place(clip, raw + FOREIGN)
        return raw + b"ours"

    outcome = library.change([(library.find("undated/letter"), edit)])
    assert len(outcome.changed) == 1
    assert clip.read_bytes() == asked[0] + FOREIGN + b"ours"


def test_an_editor_that_saves_three_times_wins(library: Library) -> None:
    clip = library.archive.path("undated/letter.md")
    before = clip.read_bytes()
    saved: list[bytes] = []

    def edit(raw: bytes) -> bytes:
        saved.append(raw + FOREIGN)
        by_renaming(clip, saved[-1])
        return raw + b"ours"

    outcome = library.change([(library.find("undated/letter"), edit)])
    assert [(error.status, str(error)) for error in outcome.failed] == [
        (75, "undated/letter.md was changed by another program")
    ]
    assert clip.read_bytes() == before + 3 * FOREIGN
    assert not [*library.archive.root.glob(".clipper/tmp/*")]
