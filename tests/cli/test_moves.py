"""A corrected date or title may move the file: asked on a terminal, told in a pipe, done where the settings say so."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import FakeSystem

PIECE = "date 2026-11-26 [Source: Reuters]\nPool closes\n\nIt closes.\n"
OLD, NEW = "2026/2026-11-26-reuters-pool-closes.md", "2026/2026-11-25-reuters-pool-closes.md"
CORRECT = ("edit", "pool-closes", "--set", "date=2026-11-25")


@pytest.fixture
def clips(run: Run, clips: Path) -> Path:
    """Return an archive with one clip, which clipper named."""
    assert run("add", stdin=PIECE).status == 0
    return clips


def paths(clips: Path) -> list[str]:
    files = (file.relative_to(clips).as_posix() for file in clips.rglob("*") if file.is_file())
    return sorted(file for file in files if file[0] != ".")


def move_always(clips: Path) -> None:
    (clips / ".clipper.toml").write_text("[archive]\nrefile = true\n")


@pytest.mark.parametrize(("key", "found"), [("y", NEW), ("\r", NEW), ("n", OLD), ("q", OLD)])
def test_on_a_terminal_one_key_moves_the_file(run: Run, clips: Path, key: str, found: str) -> None:
    ran = run(*CORRECT, terminal=True, stdin=key)
    question = f"“Pool closes”: the file is named {OLD}. Move it to {NEW}? [Y/n]:"
    assert (ran.status, question in ran.err) == (0, True)
    assert paths(clips) == [found]
    assert "date: 2026-11-25" in (clips / found).read_text()


@pytest.mark.usefixtures("clips")
def test_the_new_place_and_the_new_handle_are_told(run: Run) -> None:
    (before,) = run("list", "--format", "handles").out.split()
    ran = run(*CORRECT, terminal=True, stdin="y")
    (now,) = run("list", "--format", "handles").out.split()
    assert ran.err.splitlines()[-2:] == [
        "Edited “Pool closes”: date=2026-11-25. `clipper undo` takes it back.",
        f"Moved to {NEW}; its handle is {now} now, no longer {before}.",
    ]


def test_change_and_move_are_one_operation(run: Run, clips: Path) -> None:
    before = (clips / OLD).read_bytes()
    run(*CORRECT, terminal=True, stdin="y")
    lines = run("history").out.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("\tedited “Pool closes”: date=2026-11-25; moved")
    assert run("undo").err.endswith("--set date=2026-11-25: 1 moved back. `clipper redo` does it again.\n")
    assert (paths(clips), (clips / OLD).read_bytes()) == ([OLD], before)
    assert "1 moved again" in run("redo").err
    assert paths(clips) == [NEW]


@pytest.mark.usefixtures("clips")
def test_the_versions_of_a_clip_show_the_move(run: Run) -> None:
    run(*CORRECT, terminal=True, stdin="y")
    out = run("history", "pool-closes").out
    assert f"\n  from {OLD}\n" in out
    assert "\n-date: 2026-11-26\n+date: 2026-11-25\n" in out
    assert [line.split("\t")[2] for line in out.splitlines() if "\t" in line] == ["moved", "kept"]


def test_in_a_pipe_the_command_that_moves_it_is_told(run: Run, clips: Path) -> None:
    (handle,) = run("list", "--format", "handles").out.split()
    ran = run(*CORRECT)
    told = f"The file is still named {OLD}: `clipper check --fix --yes handle:{handle}` moves it."
    assert ran.err.splitlines()[-1] == told
    assert paths(clips) == [OLD]
    checked = run("check", "--fix", "--yes", f"handle:{handle}")
    assert checked.status == 0
    assert checked.err.splitlines()[0] == "Mended “Pool closes”. `clipper undo` takes it back."
    assert paths(clips) == [NEW]


def test_yes_alone_moves_nothing(run: Run, clips: Path) -> None:
    assert "is still named" in run(*CORRECT, "--yes", terminal=True).err
    assert paths(clips) == [OLD]


def test_a_change_in_the_editor_offers_it_too(run: Run, system: FakeSystem, clips: Path) -> None:
    system.editor = lambda raw: raw.replace(b"2026-11-26", b"2026-11-25")
    assert "Move it to" in run("edit", "pool-closes", terminal=True, stdin="y").err
    assert paths(clips) == [NEW]
    system.editor = lambda raw: raw.replace(b"title: Pool closes", b"title: Pool opens")
    assert "is still named" in run("edit", "pool-closes").err


@pytest.mark.parametrize(("key", "moved"), [("y", 2), ("n", 0)])
def test_many_are_asked_about_at_once(run: Run, clips: Path, key: str, moved: int) -> None:
    run("add", stdin=PIECE.replace("Pool", "Bath"))
    ran = run("edit", "--where", "closes", "--set", "date=2026-11-25", terminal=True, stdin=key)
    assert "The names of 2 files tell the old dates or titles. Move them? [Y/n]:" in ran.err
    assert sum("2026-11-25" in path for path in paths(clips)) == moved
    told = "2 files are still named by their old dates or titles: `clipper check --fix` moves them."
    assert (told in ran.err) is not moved


def test_the_setting_moves_without_a_question(run: Run, clips: Path) -> None:
    move_always(clips)
    run("add", stdin=PIECE.replace("Pool", "Bath"))
    ran = run("edit", "--where", "closes", "--set", "date=2025-11-25")
    assert (ran.status, len([line for line in ran.err.splitlines() if line.startswith("Moved to 2025/")])) == (0, 2)
    assert paths(clips) == ["2025/2025-11-25-reuters-bath-closes.md", "2025/2025-11-25-reuters-pool-closes.md"]
    assert run("history", "-n", "1").out.endswith("(“Bath closes” and “Pool closes”); moved 2\n")


def test_of_many_moves_the_first_are_told(run: Run, clips: Path) -> None:
    move_always(clips)
    for name in ("Bath", "Lake", "Pond", "Sea"):
        run("add", stdin=PIECE.replace("Pool", name))
    ran = run("edit", "--where", "closes", "--set", "date=2025-11-25", "--dry-run")
    assert ran.err.splitlines()[-1] == "2 more would be moved."
    assert all(path.startswith("2026/") for path in paths(clips))
    assert run("edit", "--where", "closes", "--set", "date=2025-11-25").err.splitlines()[-1] == "2 more were moved."


def test_a_change_of_something_else_moves_nothing(run: Run, clips: Path) -> None:
    move_always(clips)
    (clips / OLD).write_bytes((clips / OLD).read_bytes().replace(b"Pool closes\n", b"Pool\n", 1))
    assert run("tag", "pool-closes", "x").status == 0
    assert paths(clips) == [OLD]


@pytest.mark.parametrize("change", ["source=The Courier", "section=World", "title=Pool closes!", "date=2026-11-26"])
def test_another_change_offers_no_move(run: Run, clips: Path, change: str) -> None:
    ran = run("edit", "pool-closes", "--set", change, terminal=True)
    assert (ran.status, "Move it" in ran.err, paths(clips)) == (0, False, [OLD])


def test_a_file_that_clipper_did_not_name_stays(run: Run, clips: Path) -> None:
    move_always(clips)
    names = ["_posts/2026-11-26-pool-closes.md", "2026/pool.md", "2026/pool-closes/index.md"]
    for name in names:
        (clips / name).parent.mkdir(exist_ok=True)
        (clips / name).write_bytes((clips / OLD).read_bytes())
    (clips / OLD).unlink()
    assert run("edit", "--where", "closes", "--set", "date=2025-01-01", "--set", "title=Other", "--yes").status == 0
    assert paths(clips) == sorted(names)
    assert "misplaced" not in run("check").out


def test_the_saved_page_moves_with_the_clip(run: Run, clips: Path) -> None:
    page = clips / OLD.replace(".md", ".html.gz")
    page.write_bytes(b"page")
    assert run(*CORRECT, terminal=True, stdin="y").status == 0
    assert paths(clips) == [NEW.replace(".md", ".html.gz"), NEW]
    assert run("undo").status == 0
    assert paths(clips) == [OLD.replace(".md", ".html.gz"), OLD]
    assert page.read_bytes() == b"page"


def test_no_other_file_is_written_over(run: Run, clips: Path) -> None:
    (clips / NEW).write_text("Another text.\n")
    ran = run("edit", OLD, "--set", "date=2026-11-25", terminal=True, stdin="y")
    assert (ran.status, paths(clips)) == (0, [NEW.replace(".md", "-2.md"), NEW])
    assert (clips / NEW).read_text() == "Another text.\n"
