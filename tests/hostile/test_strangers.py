"""The archive of a stranger, whatever is in it: no command touches anything outside, hangs, or needs much memory."""

import contextlib
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Figure
from tests.hostile import forks
from tests.hostile.forks import CRASHED, HUNG, PAGE, Fork, Ran
from tests.hostile.inputs import COMMANDS
from tests.hostile.shapes import CLIPS, GOOD, HOME, Place
from tests.hostile.strange import SHAPES
from tests.output.hostile import leaks
from tests.running import STATUSES

MAX_MEGABYTES = 200

READS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "--json", "good"),
    ("list", "@a"),
    ("list", "@s0"),
    ("list", "--stories", "reads"),
    ("show", "good"),
    ("show", "--raw", "good"),
    ("tags",),
    ("sources",),
    ("search",),
    ("timeline",),
    ("check",),
    ("duplicates", "--diff"),
    ("history",),
    ("history", "good"),
    ("config",),
    ("tags", "apply", "--dry-run"),
    ("tag", "--where", "has:tags", "--suggest", "--dry-run"),
    ("undo", "--dry-run"),
    ("history", "--prune", "1d", "--dry-run"),
)
WRITES: tuple[tuple[str, ...], ...] = (
    ("add", "-t", "new"),
    ("add", "--keep-html", "--no-rules", "../inputs/page.html"),
    ("import", "../inputs/bookmarks.html", "--yes"),
    ("tag", "spare", "new"),
    ("tag", "--where", "has:tags", "-a", "new", "--yes"),
    ("tag", "--where", "x OR tag:a", "-a", "new", "--yes", "--force"),
    ("tags", "rename", "a", "c", "--yes"),
    ("tags", "merge", "b", "a", "--yes"),
    ("tags", "split", "a", "c", "d", "--yes"),
    ("tags", "remove", "b", "--yes"),
    ("tags", "apply", "--yes"),
    ("sources", "merge", "BBC", "BBC News", "--yes"),
    ("sources", "merge", "BBC", "BBC News", "--alias"),
    ("edit", "spare", "--set", "section=World"),
    ("edit", "spare", "--unset", "source"),
    ("edit", "spare"),
    ("remove", "spare", "--yes"),
    ("remove", "--where", "tag:a -good -twin", "--yes", "--force"),
    ("undo",),
    ("undo", "1"),
    ("check", "--fix", "--yes"),
    ("duplicates", "--mark", "reprint", "--yes"),
    ("fetch", "tag:to-fetch", "--yes"),
    ("history", "--prune", "1d", "--yes"),
    ("search", "save", "new", "tag:a"),
    ("search", "remove", "a"),
    ("init", "../clips"),
    *COMMANDS.values(),
)
PIECE = b"date 2000-05-19 [Source: Reuters]\nA new piece\n\nIts text is new.\n"
BOOKMARKS = (
    b'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="https://e.example/a" ADD_DATE="958694400" TAGS="a">'
    b"A bookmark</A></DL>\n"
)
MAX_PAGE_MEGABYTES = 400
"""The most that a process needs that reads a page."""
OWN = {"clips", "cache", "config", "edited"}
"""What clipper may write to, in the folder of a test."""


class Seen(NamedTuple):
    """What there was of a file or a folder outside the archive."""

    inode: int
    mode: int
    owner: int
    changed: int
    content: bytes


def outside(folder: Path) -> dict[str, Seen]:
    """Return all that there is beside the archive, the cache and the settings."""
    found = {}
    for top in sorted(path for path in folder.iterdir() if path.name not in OWN):
        for path in (top, *top.rglob("*")):
            status = path.lstat()
            content = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
            times = status.st_mtime_ns
            found[str(path)] = Seen(status.st_ino, status.st_mode, status.st_uid, times, content)
    return found


class Stranger:
    """The home folder of a user, and beside it an archive that came from a stranger, made anew for each command."""

    def __init__(self, folder: Path, fork: Fork) -> None:
        self.folder, self.root, self.fork = folder, folder / "clips", fork
        self.home = folder / "home"
        for path, raw in HOME.items():
            file = self.home / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        inputs = folder / "inputs"
        inputs.mkdir()
        (inputs / "page.html").write_bytes(PAGE)
        (inputs / "bookmarks.html").write_bytes(BOOKMARKS)
        (folder / "here").mkdir()
        self.before = outside(folder)
        self.commands = self.most = 0

    @contextlib.contextmanager
    def archive(self, name: str) -> Iterator[None]:
        """Make the archive with a shape in it; skip the test where the system cannot."""
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(shutil.rmtree, self.root, ignore_errors=True)
            for path, raw in {".clipper.toml": b"", **CLIPS}.items():
                file = self.root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(raw)
            try:
                SHAPES[name](Place(self.root, self.home, cleanup))
            except OSError as error:
                pytest.skip(f"this system cannot: {error}")
            yield

    def run(self, *words: str) -> Ran:
        """Run a command on the archive, and check what it did."""
        ran = self.fork(self.folder, "--archive", str(self.root), *words, stdin=PIECE)
        place = f"{words}: {ran.status} {ran.err[-500:]}"
        assert outside(self.folder) == self.before, place
        assert ran.status not in {HUNG, CRASHED}, place
        assert ran.status in STATUSES, place
        most = MAX_PAGE_MEGABYTES if words[0] in {"add", "fetch", "import"} else MAX_MEGABYTES
        assert ran.megabytes <= most, f"{place}: {ran.megabytes} MB"
        assert not leaks((ran.out + ran.err).replace("\t", " ")), place
        self.commands += 1
        self.most = max(self.most, ran.megabytes)
        return ran

    def check_good_clip(self, *, settings: bool) -> None:
        """Check that the good clip is found; with `settings`, an error about these may come before."""
        ran = self.run("list", "--format", "{path}", "reads OR tag:a")
        refused = settings and (".clipper.toml" in ran.err or "there is no archive" in ran.err)
        assert GOOD in ran.out.splitlines() or refused, ran


@pytest.fixture(scope="module")
def fork() -> Iterator[Fork]:
    with forks.start_server() as fork:
        yield fork


@pytest.fixture
def stranger(tmp_path: Path, fork: Fork) -> Stranger:
    return Stranger(tmp_path, fork)


def concerns_settings(name: str) -> bool:
    return any(word in name for word in ("settings", "search", "rule", "alias"))


def turn(name: str) -> tuple[str, ...]:
    """Return the command that a shape meets in every run; they take turns."""
    every = [*READS, *WRITES]
    return every[[*SHAPES].index(name) * 5 % len(every)]


def report(figure: Figure, stranger: Stranger, of: str) -> None:
    figure("T12", of, shapes=1, commands=stranger.commands, outside=0, hangs=0, most_MB=stranger.most)


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_in_an_archive_leads_a_command_out_of_it(name: str, stranger: Stranger, figure: Figure) -> None:
    words = COMMANDS.get(name.partition(":")[0], turn(name))
    with stranger.archive(name):
        stranger.run(*words)
        stranger.check_good_clip(settings=concerns_settings(name))
    report(figure, stranger, "some commands")


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_nothing_in_an_archive_leads_any_command_out_of_it(name: str, stranger: Stranger, figure: Figure) -> None:
    settings = concerns_settings(name)
    with stranger.archive(name):
        for words in READS:
            stranger.run(*words)
        stranger.check_good_clip(settings=settings)
    for words in WRITES:
        with stranger.archive(name):
            stranger.run(*words)
            stranger.check_good_clip(settings=settings)
    report(figure, stranger, "every command")


def test_there_are_enough_shapes_and_all_commands_have_their_turn() -> None:
    assert len(SHAPES) >= 200
    assert {*map(turn, SHAPES)} == {*READS, *WRITES}
