"""The tour of the README: every command in it has something to show, and the archive is afterwards as it was before."""

import datetime as dt
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.system.fetch import FetchedPage
from tests.conftest import NOW, FakeSystem
from tests.running import run

ROOT = Path(__file__).parent.parent
TOUR = (ROOT / "README.md").read_text("utf-8").partition("\n## Five minutes\n")[2].partition("\n## ")[0]
STATUSES = {"clipper check": 1, "clipper verify -": 1}
"""The commands that have found something."""
READING = {"list", "show", "timeline", "tags", "sources", "check", "verify", "cite", "history"} | {
    "--suggest",
    "--explain",
}
"""What has its result on stdout."""
PAGE = (
    "<!doctype html><html><head><title>A piece</title><meta property='og:title' content='A piece of {}'>"
    "<meta property='article:published_time' content='2026-11-20'></head><body><article><h1>A piece of {}</h1>"
    + "<p>The council met on Friday and decided what it had put off for years, as its members said.</p>" * 9
    + "</article></body></html>"
)
BOOKMARKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
    '<DT><A HREF="https://example.com/later" ADD_DATE="1763200000">Later</A>\n</DL><p>\n'
)


def commands() -> Iterator[tuple[str, str]]:
    """Yield the commands of the tour in their order, in blocks and within sentences, each with its stdin."""
    for part in re.finditer(r"^```\n(.*?)^```$|`(clipper [^`]+)`", TOUR, re.DOTALL | re.MULTILINE):
        lines = iter((part[1] or part[2]).splitlines())
        for line in lines:
            command, _, end = line.partition(" <<")
            text = "".join(f"{text}\n" for text in iter(lines.__next__, end.strip("'"))) if end else ""
            yield command, text


def contents(archive: Path) -> dict[str, bytes]:
    """Return every file of an archive with its bytes; not those in `.clipper`, which hold the history of the tour."""
    files = [path for path in archive.rglob("*") if path.is_file()]
    paths = [path for path in files if ".clipper" not in path.relative_to(archive).parts]
    return {str(path.relative_to(archive)): path.read_bytes() for path in paths}


@pytest.fixture
def tour(system: FakeSystem) -> Path:
    """Return a copy of the archive of the repository, where all that the tour mentions is at hand."""
    pytest.importorskip("trafilatura")
    archive = system.cwd / "clips"
    shutil.copytree(ROOT / "clips", archive, ignore=shutil.ignore_patterns(".clipper"))
    (system.cwd / "saved.html").write_text(PAGE.format("paper", "paper"))
    (system.cwd / "bookmarks.html").write_text(BOOKMARKS)
    for address in ("https://example.com/a-piece", "https://example.com/later"):
        raw = PAGE.format(address[-5:], address[-5:]).encode()
        system.web[address] = FetchedPage(address, address, raw, "text/html", "utf-8")
    system.opened = []
    return archive


def test_every_command_of_the_tour_shows_something_and_the_archive_is_as_it_was(
    system: FakeSystem, tour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "now", lambda: NOW + dt.timedelta(days=2))  # a day on which no clip of it was kept
    before = contents(tour)
    for command, text in commands():
        words = [word.replace("~", str(system.home)) for word in shlex.split(command)[1:]]
        ran = run(system, *words, stdin=text)
        assert ran.status == STATUSES.get(command, 0), (command, ran)
        assert ran.out if READING & {*words} else ran.out or ran.err, command
        assert not re.search(r"No clip|No tag|\b0 ", ran.err), (command, ran)
    assert contents(tour) == before
    assert system.opened == [("https://science.nasa.gov/mission/new-horizons/", True)]


def test_the_tour_has_what_a_new_user_asks_for() -> None:
    verbs = {
        command.removeprefix("clipper --archive ~/clips").removeprefix("clipper").split()[0]
        for command, _ in commands()
    }
    assert verbs >= {"add", "fetch", "import", "list", "show", "open", "note", "mark", "tag", "edit", "undo", "check"}
