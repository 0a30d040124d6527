"""Another program puts a link in the place of a folder while clipper writes: nothing is done where the link leads."""

from pathlib import Path

import pytest

from clipper.library import Library
from tests.conftest import FakeSystem, Figure
from tests.effort import sample
from tests.faults.operations import OPERATIONS, Beginning, do
from tests.faults.shim import Call, Shim

FOLDERS = (".clipper", ".clipper/tmp", ".clipper/replaced", ".clipper/history", ".clipper/history/00000001", "2000")
COMMANDS = ("tag many", "add a page and keep it", "remove many", "undo a removal", "forget")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exchange_for_link(folder: Path, outside: Path, aside: Path) -> None:
    """Move a folder away, and put a link in its place."""
    folder.rename(aside)
    folder.symlink_to(outside)


@pytest.mark.sampled
@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("operation", COMMANDS)
def test_a_folder_that_becomes_a_link_at_any_call_leads_nowhere(
    operation: str, folder: str, library: Library, system: FakeSystem, tmp_path: Path, figure: Figure
) -> None:
    root, asked = library.archive.root, OPERATIONS[operation]
    beginning = Beginning(asked, library, system)
    moments: list[int] = []

    def note(number: int, _: Call) -> None:
        if (root / folder).is_dir():
            moments.append(number)

    shim = Shim(root, note)
    with shim.watching():
        do(asked, root, system)
    outside, aside = tmp_path / "documents", tmp_path / "aside"
    outside.mkdir()
    for name in (
        "letter.txt",
        "1.md",
        "0123456789abcdef",
        "00000001.log",
        *(Path(name).name for name in beginning.clips),
    ):
        (outside / name).write_text(f"the user's own {name}\n")
    before = contents(outside)

    exchanged = 0
    for moment in sample(moments, 3, FOLDERS.index(folder)):
        beginning.restore()
        present: list[bool] = []

        def plan(number: int, _: Call, moment: int = moment, present: list[bool] = present) -> None:
            if number == moment and (root / folder).is_dir():
                present.append(True)
                exchange_for_link(root / folder, outside, aside)

        with Shim(root, plan).watching():
            ended = do(asked, root, system)
        assert contents(outside) == before, f"at {shim.calls[moment - 1]}: {ended}"
        assert "Traceback" not in ended.err
        if present:
            exchanged += 1
            (root / folder).unlink(missing_ok=True)
            aside.rename(root / folder)
    figure("T14", f"{operation}, {folder}", exchanges=exchanged, written_outside=0)
