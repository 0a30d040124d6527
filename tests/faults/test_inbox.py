"""The inbox under a kill: no file is lost, and the next round keeps nothing twice."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import NOW, FakeSystem, Figure
from tests.effort import sample
from tests.faults.shim import KILLED, Call, KillError, Shim
from tests.running import run, start_processes

PAGE = (
    '<html lang="en"><head><title>Strike ends</title></head><body><article><h1>Strike ends</h1>'
    + "".join(f"<p>Sentence {number} tells of the strike in the harbour and of its end.</p>" for number in range(30))
    + '<img src="page_files/a.png"></article></body></html>'
)
TEXTS = {
    "one.txt": "date 2026-11-20 [Source: AP]\n\nThe first text.\n",
    "two.txt": "date 2026-11-21 [Source: AP]\n\nThe second text.\n",
    "bad.txt": "\0\0\0",
}
SAVED = {**TEXTS, "page.html": PAGE, "page_files/a.png": "x"}
IDLE = {"read", "close", "fsync"}
"""Calls after which a kill leaves what it leaves after the call before."""


def fill(folder: Path, content: Mapping[str, str]) -> None:
    for name, text in content.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text)
        os.utime(file, (NOW.timestamp() - 60,) * 2)


def files(folder: Path) -> dict[str, str]:
    """Return the files in an inbox and among those that were kept, by their names, each with its text.

    In the middle of a move a file has two names.
    """
    found = {path.stat().st_ino: path for path in folder.rglob("*") if path.is_file() and "not-kept" not in path.name}
    names = [str(path.relative_to(folder)).removeprefix("kept/") for path in found.values()]
    return dict(zip(names, (path.read_text() for path in found.values()), strict=True))


@pytest.mark.parametrize("content", [TEXTS, pytest.param(SAVED, marks=pytest.mark.slow)], ids=["texts", "a page too"])
def test_a_kill_at_any_change_loses_no_file_and_keeps_none_twice(
    content: Mapping[str, str], system: FakeSystem, tmp_path: Path, figure: Figure
) -> None:
    clips, inbox = tmp_path / "world" / "clips", tmp_path / "world" / "in"
    kills = 0
    for number in sample(range(1, 10_000), 2):
        shutil.rmtree(tmp_path / "world", ignore_errors=True)
        fill(inbox, content)
        assert run(system, "init", str(clips)).status == 0
        words = ("--archive", str(clips), "inbox", str(inbox))
        changes = [0]

        def plan(_number: int, call: Call, wanted: int = number, changes: list[int] = changes) -> None:
            changes[0] += call.name not in IDLE
            if changes[0] == wanted:
                raise KillError

        def killed(words: tuple[str, ...] = words) -> None:
            with Shim(tmp_path / "world", plan).watching():
                run(system, *words)

        (child,) = start_processes(killed)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert files(inbox) == content, f"at change {number}"
        kills += status == KILLED
        run(system, *words)
        assert files(inbox) == content, f"after change {number}"
        texts = [path.read_text() for path in clips.glob("[0-9u]*/*.md")]
        assert len(texts) == len(content) - 1 - ("page_files/a.png" in content), f"after change {number}"
        assert sorted(path.name for path in inbox.iterdir()) == ["bad.txt", "kept", "not-kept.txt"]
        if status != KILLED:
            assert status == 0
            break
    assert kills > 20
    figure("inbox", kills=kills, lost=0, twice=0)
