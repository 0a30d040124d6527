"""A bad file hides no good one, is never changed by a guess, and takes neither much time nor much memory."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.text import safe
from tests.conftest import FakeSystem, Figure
from tests.effort import is_within, sample
from tests.hostile import corpus
from tests.hostile.forms import headed
from tests.output.hostile import leaks
from tests.rights import like_anybody
from tests.running import STATUSES, Result, measure, run

MAX_SECONDS = 4.0
"""The CPU seconds that a command may take with any one file, as `tests.effort` measures them: the slowest takes two."""
MAX_MEGABYTES = 200
"""The megabytes of memory that it may take."""
SHOWN = 20_000

READS_ALL = (
    ("tags",),
    ("tags", "--unused-twins"),
    ("sources",),
    ("search",),
    ("tags", "apply"),
    ("list",),
    ("list", "--json"),
    ("list", "--format", "csv"),
    ("list", "--stories"),
    ("timeline",),
    ("timeline", "--json"),
    ("timeline", "--of", "tag"),
    ("timeline", "--heatmap"),
    ("config",),
    ("history",),
    ("history", "--json"),
    ("duplicates",),
    ("duplicates", "--json"),
    ("duplicates", "--diff"),
    ("tag", "--where", "-is:unreadable", "--suggest"),
)
"""Commands that read the whole archive, succeed, and change nothing."""
READS_ONE = (("show",), ("show", "--raw"), ("show", "--json", "--neighbours"), ("tag", "--suggest"))
"""Commands that read one clip."""
CHANGES = {"tag": ("tag", "--add", "x"), "edit": ("edit", "--new-key", "--set", "kicker=x")}
"""Commands that change one key of one clip."""
KEYS = {"tag": "tags", "edit": "kicker"}
UNDO = ("undo", "--quiet")
"""The command that undoes the last change."""


@dataclass
class Tally:
    """The figures of the commands of one test."""

    commands: int = 0
    most_seconds: float = 0
    most_megabytes: int = 0


TALLY = Tally()


def ends(text: str) -> str:
    """Return a text, or of a long one the beginning and the end, without a sequence or a joiner that is cut in two."""
    if len(text) <= 2 * SHOWN:
        return text
    return re.sub(r"(\x1b(\[[\d;]{,20})?|[\u200c\u200d])$", "", text[:SHOWN]) + text[-SHOWN:].lstrip("\u200c\u200d")


class HostileArchive:
    """An archive of bad files and one good file, in which the time and the output of every command are checked."""

    def __init__(self, folder: Path, group: str, *, whole: bool = True) -> None:
        self.root = folder / "clips"
        self.files = corpus.make(self.root, group, whole=whole)
        self.system = FakeSystem(folder)
        self.system.cwd = folder

    def run(self, *words: str, terminal: bool = False) -> Result:
        self.system.pages = []
        began = time.process_time()
        ran = run(self.system, *words, terminal=terminal)
        seconds_taken = time.process_time() - began
        assert is_within(seconds_taken, MAX_SECONDS), (seconds_taken, words)
        TALLY.commands += 1
        TALLY.most_seconds = max(TALLY.most_seconds, seconds_taken)
        assert ran.status in STATUSES, (words, ran)
        said = "".join((ran.err, *map(ends, (ran.out, *self.system.pages))))
        assert not leaks(said.replace("\t", " ")), words
        return ran

    def is_untouched(self) -> bool:
        """Tell whether every file is as it was, there is no other file, and clipper has written nothing of its own."""
        now = {path for path in self.root.rglob("*") if path.is_file()}
        same = now == {*(self.root / file.path for file in self.files), self.root / ".clipper.toml"}
        return same and all((self.root / file.path).read_bytes() == file.raw for file in self.files)

    def check_good_clip(self) -> None:
        """Check that the good clip is listed and complete, and that every unreadable file is as it was."""
        assert "A good clip" in self.run("list", "source:reuters").out
        assert "It reads well." in self.run("show", "good").out
        for file in self.files:
            if not file.readable:
                assert (self.root / file.path).read_bytes() == file.raw, file.path


@pytest.fixture(autouse=True, scope="module")
def _trust() -> Iterator[None]:
    """Let the index trust young files: a change here changes the size, and two seconds are many commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clipper.index.refresh._TICK_NS", 20_000_000)
        yield


@pytest.fixture(autouse=True)
def _no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no progress bar, however slow the machine is: a bar moves the cursor."""
    monkeypatch.setattr("clipper.output.terminal.progress._AFTER", float("inf"))


@pytest.fixture(autouse=True)
def _tally(figure: Figure) -> Iterator[None]:
    """Report the figures at the end of each test."""
    vars(TALLY).update(vars(Tally()))
    yield
    seconds = round(TALLY.most_seconds, 2)
    figure("T7", "commands", commands=TALLY.commands, most_seconds=seconds, most_MB=TALLY.most_megabytes)


ARCHIVES = [
    *(pytest.param((group, False), id=group) for group in corpus.GROUPS),
    *(pytest.param((group, True), id=f"{group}, whole", marks=pytest.mark.slow) for group in corpus.FLOODED),
]
"""Each group of files, and whether their bodies are whole."""


@pytest.fixture(params=ARCHIVES)
def world(tmp_path: Path, request: pytest.FixtureRequest) -> HostileArchive:
    group, whole = request.param
    return HostileArchive(tmp_path, group, whole=whole)


@pytest.fixture(scope="module", params=ARCHIVES)
def still(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> HostileArchive:
    """Return an archive for all commands that only read."""
    group, whole = request.param
    return HostileArchive(tmp_path_factory.mktemp(group), group, whole=whole)


def names_its_line(ran: Result, path: str) -> bool:
    """Tell whether a command said which line of which file cannot be read, in one line of its own."""
    return (
        ran.status == 65 and re.search(rf"^clipper: {re.escape(safe(path))}:\d+: \S", ran.err, re.MULTILINE) is not None
    )


def test_every_file_is_listed_and_an_unreadable_one_says_why(still: HostileArchive) -> None:
    listed = still.run("list", "--format", "{path}").out.splitlines()
    assert sorted(listed) == sorted(safe(file.path) for file in still.files)
    unreadable = still.run("list", "is:unreadable", "--format", "{path} {problem}").out.splitlines()
    for file in still.files:
        said = [line for line in unreadable if line.startswith(f"{safe(file.path)} line ")]
        assert bool(said) is not file.readable, (file.path, said)
    table = still.run("list", "is:unreadable", "-n", "0", terminal=True).out
    assert table.count("unreadable") >= len(unreadable)
    assert "A good clip" in still.run("list", terminal=True).out
    still.check_good_clip()


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
@pytest.mark.parametrize("words", READS_ALL, ids=" ".join)
def test_no_file_keeps_a_command_from_the_others(still: HostileArchive, words: tuple[str, ...], terminal: bool) -> None:
    ran = still.run(*words, terminal=terminal)
    assert ran.status == 0
    assert words[0] != "list" or "A good clip" in ran.out
    assert still.is_untouched()


def test_what_is_no_clip_is_passed_over_and_never_opened(world: HostileArchive) -> None:
    strange = corpus.make_strange(world.root)
    corpus.make_too_deep(world.root)
    ran = world.run("list", "--format", "{path}")
    assert sorted(ran.out.splitlines()) == sorted(safe(file.path) for file in world.files)
    assert f"Skipped {len(strange) + 1 - 3} more." in ran.err
    assert "secret" not in world.run("list", "secret").out
    for name in strange:
        assert world.run("show", name).status == 1
        assert world.run("tag", name, "x").status == 1
    for words in READS_ALL:
        assert world.run(*words).status == 0
    world.check_good_clip()


@pytest.mark.sampled
def test_every_file_can_be_shown(still: HostileArchive) -> None:
    drawn = [words for words in READS_ONE if "--raw" not in words]
    for number, file in enumerate(still.files):
        raw = still.run("show", "--raw", "--", file.path)
        assert (raw.status, raw.err) == (0, "")
        assert raw.out.count("\n") >= file.raw.count(b"\n")
        if file.path not in corpus.TOO_LONG_TO_DRAW:
            for words in sample(drawn, 2, number // 2):
                ran = still.run(*words, "--", file.path, terminal=bool(number % 2))
                assert (ran.status == 0) is file.readable, (file.path, ran.err)
                assert file.readable or names_its_line(ran, file.path), (file.path, ran.err)
    still.check_good_clip()
    assert still.is_untouched()


def test_what_is_wrong_is_told_and_nothing_is_written(still: HostileArchive) -> None:
    for words in ((), ("-n", "0")):
        assert still.run("check", *words, terminal=True).status == 1
    told = still.run("check").out.splitlines()
    assert len(still.run("check", "--json").out.splitlines()) == len(told) + 2
    for file in still.files:
        lines = [line for line in told if re.search(rf"\t{re.escape(safe(file.path))}:\d+\t", line)]
        assert any(line.startswith("unreadable\t") for line in lines) is not file.readable, file.path
        assert file.path != corpus.GOOD or not lines
    assert still.is_untouched()
    still.check_good_clip()


def test_what_is_certain_is_mended_and_nothing_else(world: HostileArchive) -> None:
    world.run("check", "--fix", "--yes")
    for file in world.files:
        now = (world.root / file.path).read_bytes()
        if now != file.raw:
            before, after = clipfile.read(file.raw), clipfile.read(now)
            assert after.body == before.body, file.path
            assert after.replace(tags=(), extra={}) == before.replace(tags=(), extra={}), file.path
            assert after.extra.items() <= before.extra.items(), file.path
    world.check_good_clip()


@pytest.mark.sampled
@pytest.mark.parametrize("verb", CHANGES)
def test_every_file_is_changed_as_asked_or_not_at_all(world: HostileArchive, verb: str) -> None:
    for file in sample(world.files, 2, [*CHANGES].index(verb)):
        ran = world.run(*CHANGES[verb], "--", file.path)
        now = (world.root / file.path).read_bytes()
        if ran.status == 0:
            before, after = (clipfile.read_header(raw) for raw in (file.raw, now))
            changed = {key.casefold() for key in (*before, *after) if before.get(key) != after.get(key)}
            assert changed == {KEYS[verb]}, file.path
            assert clipfile.read_body(now) == clipfile.read_body(file.raw), file.path
            assert verb != "tag" or world.run("history", "--", file.path).status == 0
            assert world.run(*UNDO).status == 0
            assert (world.root / file.path).read_bytes() == file.raw, file.path
            shutil.rmtree(world.root / ".clipper" / "history")  # each command reads all of it
            continue
        assert now == file.raw, file.path
        assert f"clipper: {safe(file.path)}:" in ran.err, ran.err
        assert file.readable or names_its_line(ran, file.path), ran.err
    world.check_good_clip()


def test_all_are_changed_at_once_but_those_that_cannot_be_and_the_copies_of_a_sync_program(
    world: HostileArchive,
) -> None:
    ran = world.run("tag", "--where", "-title:nosuchword", "x", "--yes")
    copies = {f"{stem}.md" for stem in corpus.CONFLICTS}
    for file in world.files:
        named = f"clipper: {safe(file.path)}:" in ran.err
        now = (world.root / file.path).read_bytes()
        assert named or file.readable
        if named or file.path in copies:
            assert now == file.raw, file.path
        else:
            assert "x" in clipfile.read(now).tags, file.path
    is_done = all(f"clipper: {safe(file.path)}:" not in ran.err for file in world.files)
    assert (ran.status == 0) is is_done
    assert ran.status == 65 or all(file.readable for file in world.files)
    world.check_good_clip()
    assert world.run("history", terminal=True).status == 0
    assert world.run(*UNDO).status == 0
    assert [(world.root / file.path).read_bytes() for file in world.files] == [file.raw for file in world.files]


@pytest.mark.sampled
def test_every_file_can_be_removed_and_comes_back(world: HostileArchive) -> None:
    removed = [file.path for file in sample(world.files, 3) if file.path != corpus.GOOD]
    for path in removed:
        assert world.run("remove", "--", path).status == 0
        assert not (world.root / path).exists()
    left = {*world.root.rglob("*.md")} - {*world.root.rglob(".clipper/**/*.md")}
    assert left == {world.root / file.path for file in world.files} - {world.root / path for path in removed}
    for number in range(1, len(removed) + 1):
        assert world.run(*UNDO, str(number)).status == 0
    assert [(world.root / file.path).read_bytes() for file in world.files] == [file.raw for file in world.files]


def test_what_may_not_be_read_is_listed_or_passed_over_and_left_alone(tmp_path: Path) -> None:
    world = HostileArchive(tmp_path, "few")
    secret, closed = world.root / "secret.md", world.root / "closed"
    closed.mkdir()
    for file in (secret, closed / "inside.md"):
        file.write_bytes(headed("title: Secret"))
    secret.chmod(0)
    closed.chmod(0)
    try:
        with like_anybody():
            listed = world.run("list", "is:unreadable", "--format", "{path} {problem}").out
            assert "secret.md cannot be read: permission denied" in listed
            assert "Skipped closed: a folder that cannot be read: permission denied." in world.run("list").err
            for words in (*READS_ONE, *CHANGES.values()):
                ran = world.run(*words, "secret.md")
                assert ran.status in {1, 65, 74}
                assert re.search(r"^clipper: secret\.md.*: permission denied", ran.err, re.MULTILINE), ran.err
            world.check_good_clip()
    finally:
        closed.chmod(0o700)
        secret.chmod(0o600)
    assert "title: Secret" in secret.read_text()


class TestLargeOnes:
    """Run as processes, for what a process has used of memory it never gives back before its end."""

    @staticmethod
    def use(root: Path, *words: str, seconds: float = MAX_SECONDS, status: int = 0) -> Result:
        used = measure(root, *words)
        assert is_within(used.seconds, seconds), (words, used.seconds)
        assert used.megabytes < MAX_MEGABYTES, (words, used.megabytes)
        assert used.ran.status == status, (words, used.ran.err)
        TALLY.commands += 1
        TALLY.most_seconds = max(TALLY.most_seconds, used.seconds)
        TALLY.most_megabytes = max(TALLY.most_megabytes, used.megabytes)
        return used.ran

    @pytest.mark.sampled
    def test_clips_of_ten_megabytes_are_shown_and_changed_and_one_of_a_hundred_is_found(self, tmp_path: Path) -> None:
        root = HostileArchive(tmp_path, "few").root
        line = "A line of a body that is far too long.\n"
        bodies = {"line": "a" * 10_000_000, "lines": line * 250_000, "huge": line * 2_600_000}
        for name, body in bodies.items():
            (root / f"{name}.md").write_bytes(headed("title: x", body))
        assert "A good clip" in self.use(root, "list").out
        assert {row.split("\t")[-1] for row in self.use(root, "list", "far").out.splitlines()} == {
            "lines.md",
            "huge.md",
        }
        assert "huge.md:1\tno date" in self.use(root, "check", status=1).out
        assert len(self.use(root, "show", "--raw", "line").out) > 10_000_000
        for number, name in enumerate(("line", "lines")):
            self.use(root, "show", name)
            for words in sample([*CHANGES.values()], 2, number):
                self.use(root, *words, name)
            assert clipfile.read_body((root / f"{name}.md").read_bytes()) == bodies[name].encode()
        self.use(root, "remove", "--yes", "huge")
        assert "A good clip" in self.use(root, "list", "source:reuters").out

    @pytest.mark.slow
    def test_the_words_of_a_shelf_of_books_are_never_in_memory_all_at_once(self, tmp_path: Path) -> None:
        root = HostileArchive(tmp_path, "few").root
        for number in range(80):
            (root / f"{number}.md").write_bytes(headed(f"title: Book {number}", "word " * 440_000))
        assert self.use(root, "list", "word", "--format", "paths", seconds=30).out.count("\n") == 80

    def test_a_folder_of_thousands_is_listed(self, tmp_path: Path) -> None:
        root = HostileArchive(tmp_path, "few").root
        for number in range(5100):
            (root / f"{number}.md").touch()
        listed = self.use(root, "list", "--format", "paths", seconds=5 * MAX_SECONDS).out.splitlines()
        assert len(listed) == 5102
        assert "A good clip" in self.use(root, "list", "source:reuters").out
        assert self.use(root, "show", "5099.md")


def test_what_is_called_unreadable_is_and_there_is_enough_of_it(figure: Figure) -> None:
    groups = [corpus.files(group) for group in corpus.GROUPS]
    assert all(len({file.path for file in files}) == len(files) for files in groups)
    every = [file for files in groups for file in files]
    assert len(every) >= 400
    for file in every:
        try:
            clipfile.read(file.raw)
        except UnreadableError:
            assert not file.readable, file.path
        else:
            assert file.readable, file.path
    figure("T7", "files", files=len(every))
