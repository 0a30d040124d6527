"""`clipper open`: the page of a clip, or its file."""

from pathlib import Path

import pytest

from clipper.errors import ClipperError
from tests.cli.conftest import Run
from tests.conftest import FakeSystem, WriteClip
from tests.running import Result

ADDRESS = "https://example.com/world/ceasefire"
TALKS = "2000/2000-05-19-reuters-ceasefire-talks.md"
Opened = list[tuple[str, bool]]
RATES = "2025/2025-05-19-bbc-news-rates"


@pytest.fixture(autouse=True)
def _archive(archive: Path) -> None:
    """Let every test find the small archive."""


@pytest.fixture(autouse=True)
def opened(system: FakeSystem) -> Opened:
    """Return what a test opens."""
    system.opened = []
    return system.opened


def test_the_page_of_a_clip_is_opened(run: Run, opened: Opened) -> None:
    assert run("open", "talks") == Result(0, "", f"Opened {ADDRESS}.\n")
    assert run("open", "talks", "-q") == Result(0, "", "")
    assert opened == [(ADDRESS, True)] * 2


def test_the_file_is_opened_with_what_the_system_has_for_it(run: Run, opened: Opened, archive: Path) -> None:
    assert run("open", "talks", "--file") == Result(0, "", f"Opened {TALKS}.\n")
    assert opened == [(str(archive / TALKS), False)]


def test_a_clip_without_an_address_says_what_to_do(run: Run, opened: Opened) -> None:
    ran = run("open", "rates", "talks")
    hint = "`clipper edit tssgkhsj --set url=ADDRESS` sets one, `clipper open --file` opens the file."
    assert ran == Result(1, "", f"Opened {ADDRESS}.\nclipper: {RATES} has no address; 1 of 2 done. {hint}\n")
    assert opened == [(ADDRESS, True)]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "-a https://x.example", "https://", "https://x.example/\u202ey"],
)
def test_nothing_but_a_plain_web_address_reaches_another_program(
    run: Run, opened: Opened, write_clip: WriteClip, url: str
) -> None:
    write_clip("odd.md", f"---\ntitle: Odd\nurl: '{url}'\n---\n\nText.\n")
    ran = run("open", "odd")
    assert ran.status == 1
    assert "none of the web" in ran.err or "has no address" in ran.err
    assert opened == []


def test_a_link_that_took_the_place_of_a_clip_is_not_followed(
    run: Run, opened: Opened, system: FakeSystem, archive: Path
) -> None:
    (archive / "outside").symlink_to(system.folder)
    (system.folder / "x.md").write_text("x\n")
    assert run("open", "outside/x", "--file").status == 1
    assert opened == []


def test_more_than_ten_windows_are_opened_only_on_a_yes(run: Run, opened: Opened, write_clip: WriteClip) -> None:
    names = [f"many-{letter}" for letter in "abcdefghijk"]
    for name in names:
        write_clip(f"{name}.md", f"---\ntitle: {name}\nurl: https://e.example/{name}\n---\n")
    assert run("open", *names).err == "clipper: 11 clips would be opened. --yes opens them.\n"
    assert run("open", *names, terminal=True, stdin="n\n").err.endswith("clipper: nothing was opened\n")
    assert opened == []
    assert run("open", *names, "--yes", "-q") == Result(0, "", "")
    assert len(opened) == len(names)


def test_the_reason_why_no_program_opens_it_is_told(
    run: Run, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(target: str, *, use_browser: bool) -> None:  # noqa: ARG001 - the interface of System
        raise ClipperError("there is no program here that opens it", hint="Set $BROWSER to one.")

    monkeypatch.setattr(system, "open", fail)
    message = f"clipper: {ADDRESS}: there is no program here that opens it. Set $BROWSER to one.\n"
    assert run("open", "talks") == Result(1, "", message)
