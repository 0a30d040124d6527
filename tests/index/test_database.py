import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.index import database, refresh
from clipper.index.database import Database, discard
from clipper.index.seal import Seal
from clipper.store.archive import Archive
from tests.conftest import FakeSystem, Figure, open_library
from tests.faults.oracle import state
from tests.rights import like_anybody
from tests.running import start_processes

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
QUERIES: tuple[list[str], ...] = (
    [],
    ["peace"],
    ['"peace talks"'],
    ["tag:world"],
    ["source:bbc"],
    ["is:undated"],
    ["NOT", "peace"],
)

Answers = list[list[tuple[str, ...]]]


def answers(root: Path, system: FakeSystem) -> Answers:
    """Return what a new command answers to some questions."""
    with open_library(root, system) as library:
        return [[*library.rows(library.build_query(query), "date", 0)] for query in QUERIES]


def fill(root: Path, clips: int) -> None:
    chance = random.Random(clips)
    words = ["peace", "war", "talks", "bank", "rate", "train", "city", "storm", "vote", "court", "school", "river"]
    for number in range(clips):
        one = " ".join(chance.choices(words, k=4))
        date = f"date: {2000 + number % 20}-05-{1 + number % 28:02}\n" if number % 9 else ""
        source, tag = chance.choice(["BBC", "BBC News", "AP"]), chance.choice(words)
        file = root / f"{2000 + number % 20}" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        header = f"title: {one} {number}\n{date}source: {source}\ntags:\n- {tag}\n- world/{tag}\n"
        file.write_text(f"---\n{header}---\n\n{' '.join(chance.choices(words, k=60))}\n")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Return an archive of sixty clips that the index trusts at once."""
    monkeypatch.setattr(refresh, "_TICK_NS", 0)
    made = Archive.create(tmp_path / "clips")
    fill(made.root, 60)
    return made


@pytest.fixture
def discarded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """Return what counts how often an index was thrown away since, in this process and those it starts."""
    log = tmp_path / "discarded"
    log.touch()

    def logged(file: Path) -> None:
        with log.open("a") as opened:
            opened.write("x")
        discard(file)

    monkeypatch.setattr(database, "discard", logged)
    return lambda: log.stat().st_size


def index_of(archive: Archive, system: FakeSystem) -> Path:
    with open_library(archive.root, system) as library:
        return library.index_file


def reseal(file: Path) -> None:
    """Let the index pass for one that clipper wrote."""
    seal = Seal(file, 0)
    with seal.lock():
        seal.renew()


def spoil(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes of a file after an accident: some flipped, the end lost, or a page of zeros."""
    spoiled = bytearray(raw)
    kind = chance.randrange(3)
    if kind == 0:
        for _ in range(chance.choice([1, 4, 30])):
            spoiled[chance.randrange(len(spoiled))] ^= chance.randrange(1, 256)
    elif kind == 1:
        del spoiled[chance.randrange(len(spoiled)) :]
    else:
        start = chance.randrange(len(spoiled) // 4096) * 4096
        spoiled[start : start + 4096] = bytes(4096)
    return bytes(spoiled)


def corruptions(archive: Archive, system: FakeSystem, seeds: range) -> tuple[int, int]:
    """Return how many accidents befell the index, and after how many of them an answer was wrong."""
    right, before = answers(archive.root, system), state(archive.root)
    file = index_of(archive, system)
    wrong = 0
    for seed in seeds:
        raw = file.read_bytes()
        file.write_bytes(spoil(raw, random.Random(seed)))
        wrong += answers(archive.root, system) != right
    assert state(archive.root) == before
    return len(seeds), wrong


def test_no_accident_to_the_index_changes_an_answer(archive: Archive, system: FakeSystem, figure: Figure) -> None:
    done, wrong = corruptions(archive, system, range(100))
    figure("T9", corruptions=done, wrong=wrong)
    assert wrong == 0


@pytest.mark.slow
def test_no_accident_of_a_thousand_to_a_larger_index_changes_an_answer(
    archive: Archive, system: FakeSystem, figure: Figure
) -> None:
    fill(archive.root, 200)
    done, wrong = corruptions(archive, system, range(1000, 2000))
    figure("T9", corruptions=done, wrong=wrong)
    assert wrong == 0


class TestWhatStandsInItsPlace:
    @pytest.fixture(params=[b"", PNG, b"SQLite format 3\0", b"\0" * 8192, b"text\n"])
    def bytes_(self, request: pytest.FixtureRequest) -> bytes:
        return bytes(request.param)

    def test_a_file_of_anything_is_thrown_away(self, bytes_: bytes, archive: Archive, system: FakeSystem) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        file.write_bytes(bytes_)
        assert answers(archive.root, system) == right
        file.write_bytes(bytes_)
        reseal(file)
        assert answers(archive.root, system) == right
        assert file.read_bytes().startswith(b"SQLite")

    def test_a_folder_there_stays_and_the_answers_come_from_memory(self, archive: Archive, system: FakeSystem) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        discard(file)
        (file / "inside").mkdir(parents=True)
        assert answers(archive.root, system) == right
        assert (file / "inside").is_dir()

    @pytest.mark.parametrize("place", ["cache", "seal"])
    def test_a_cache_that_cannot_be_made_is_done_without(
        self, place: str, archive: Archive, system: FakeSystem
    ) -> None:
        file = index_of(archive, system)
        if place == "cache":
            system.cache_folder.write_text("a file")
        else:
            Path(f"{file}.seal").mkdir(parents=True)
        assert len(answers(archive.root, system)[0]) == 60
        assert not file.exists()

    @pytest.mark.parametrize("what", ["file", "seal", "folder"])
    def test_a_cache_that_may_only_be_read_is_done_without(
        self, what: str, archive: Archive, system: FakeSystem
    ) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        closed = {"file": file, "seal": Path(f"{file}.seal"), "folder": system.cache_folder}[what]
        closed.chmod(0o555)
        try:
            with like_anybody():
                assert answers(archive.root, system) == right
                archive.path("new.md").write_text("A brand new clip of peace.")
                assert [len(rows) for rows in answers(archive.root, system)][:2] == [61, len(right[1]) + 1]
        finally:
            closed.chmod(0o755)

    @pytest.mark.parametrize("table", ["clips", "surveyed"])
    def test_an_index_without_one_of_its_tables_is_built_again(
        self, table: str, archive: Archive, system: FakeSystem, discarded: Callable[[], int]
    ) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"ALTER TABLE {table} RENAME TO older")
        reseal(file)
        assert answers(archive.root, system) == right
        assert discarded() == 1

    def test_the_index_of_another_version_is_thrown_away(self, archive: Archive, system: FakeSystem) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 7")
        reseal(file)
        assert answers(archive.root, system) == right

    def test_the_index_of_another_archive_is_thrown_away(
        self, archive: Archive, system: FakeSystem, tmp_path: Path
    ) -> None:
        other = Archive.create(tmp_path / "other")
        fill(other.root, 7)
        right = answers(archive.root, system)
        answers(other.root, system)
        file = index_of(archive, system)
        file.write_bytes(index_of(other, system).read_bytes())
        reseal(file)
        assert answers(archive.root, system) == right

    def test_damage_that_sqlite_finds_only_while_it_reads_is_mended_too(
        self, archive: Archive, system: FakeSystem, discarded: Callable[[], int]
    ) -> None:
        right = answers(archive.root, system)
        file = index_of(archive, system)
        raw = bytearray(file.read_bytes())
        raw[3 * 4096 :] = b"\xff" * (len(raw) - 3 * 4096)
        file.write_bytes(raw)
        reseal(file)
        assert answers(archive.root, system) == right
        assert discarded() == 1


def test_without_the_cache_folder_the_answers_are_the_same(archive: Archive, system: FakeSystem) -> None:
    right = answers(archive.root, system)
    with open_library(archive.root, system) as library:
        library.index.tag_counts()
        for file in system.cache_folder.iterdir():
            file.unlink()
        system.cache_folder.rmdir()
        assert [[*library.rows(library.build_query(query), "date", 0)] for query in QUERIES] == right
    assert answers(archive.root, system) == right


class TestBusy:
    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(database, "TIMEOUT", 0.05)

    @pytest.mark.parametrize("query", [[], ["brand", "new"], ["peace"]])
    def test_an_index_that_another_program_holds_is_done_without(
        self, query: list[str], archive: Archive, system: FakeSystem, discarded: Callable[[], int]
    ) -> None:
        with open_library(archive.root, system) as library:
            before = {row[0] for row in library.rows(library.build_query(query), "", 0)}
        file = index_of(archive, system)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            archive.path("new.md").write_text("A brand new clip of peace.")
            with open_library(archive.root, system) as library:
                found = {row[0] for row in library.rows(library.build_query(query), "", 0)}
        assert len(found - before) == 1
        assert before <= found
        assert discarded() == 0

    def test_an_index_whose_words_another_process_is_reading_in_is_done_without(
        self, archive: Archive, system: FakeSystem, discarded: Callable[[], int]
    ) -> None:
        with open_library(archive.root, system) as library:
            library.index.tag_counts()
            with closing(sqlite3.connect(library.index_file, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                assert len([*library.rows(library.build_query(["peace"]), "", 0)]) > 50
        assert discarded() == 0

    def test_a_seal_that_another_process_holds_is_waited_for_and_then_done_without(
        self, archive: Archive, system: FakeSystem, discarded: Callable[[], int]
    ) -> None:
        right = answers(archive.root, system)
        with Seal(index_of(archive, system), 0).lock():
            assert answers(archive.root, system) == right
        assert discarded() == 0


def in_processes(*works: Callable[[], None]) -> None:
    """Do all of this at once, each in a process of its own, and see that all came to their end."""
    children = start_processes(*works)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)


def test_processes_that_build_the_first_index_at_once_all_answer_right(
    archive: Archive, system: FakeSystem, discarded: Callable[[], int]
) -> None:
    right = answers(archive.root, system)
    file = index_of(archive, system)

    def ask() -> None:
        assert answers(archive.root, system) == right

    for _ in range(5):
        discard(file)
        in_processes(ask, ask, ask)
    assert answers(archive.root, system) == right
    assert discarded() <= 2


def test_processes_that_write_at_once_do_not_throw_away_each_other_s_index(
    archive: Archive, system: FakeSystem, discarded: Callable[[], int]
) -> None:
    answers(archive.root, system)

    def work(name: str) -> Callable[[], None]:
        def tag_and_list() -> None:
            for turn in range(20):
                with open_library(archive.root, system) as library:
                    stored = library.find(f"{turn}.md")
                    library.writer.change([(stored, partial(clipfile.with_tags, add=[f"{name}/{turn}"]))])
                with open_library(archive.root, system) as library:
                    assert library.index.count(library.build_query([f"tag:{name}/{turn}"])) == 1
                    assert library.index.count(library.build_query(["peace"])) > 30

        return tag_and_list

    in_processes(work("a"), work("b"), work("c"))
    assert discarded() <= 6


def test_reading_leaves_the_index_as_it_is(archive: Archive, system: FakeSystem) -> None:
    answers(archive.root, system)
    file = index_of(archive, system)
    before = file.stat()
    answers(archive.root, system)
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ctime_ns, after.st_ino) == (
        before.st_mtime_ns,
        before.st_ctime_ns,
        before.st_ino,
    )


@pytest.mark.parametrize("moment", ["before the file", "before the seal"])
def test_a_process_that_is_killed_while_it_writes_costs_at_most_a_new_index(
    moment: str, archive: Archive, system: FakeSystem, monkeypatch: pytest.MonkeyPatch, discarded: Callable[[], int]
) -> None:
    answers(archive.root, system)
    archive.path("new.md").write_text("A brand new clip.")
    child = os.fork()
    if child == 0:
        owner, name = (Database, "_checkpoint_and_seal") if moment == "before the file" else (Seal, "renew")
        monkeypatch.setattr(owner, name, lambda *_: os._exit(9))
        answers(archive.root, system)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert len(answers(archive.root, system)[0]) == 61
    assert discarded() == (moment == "before the seal")
    assert len(answers(archive.root, system)[0]) == 61
    assert discarded() == (moment == "before the seal")


class TestTheSeal:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "index"
        file.write_bytes(b"index")
        reseal(file)
        return file

    def is_intact(self, file: Path) -> bool:
        seal = Seal(file, 0)
        with seal.lock():
            return seal.is_intact()

    def test_it_holds_until_somebody_writes(self, file: Path) -> None:
        assert self.is_intact(file)
        with file.open("r+b") as opened:
            opened.write(b"other")
        assert not self.is_intact(file)
        reseal(file)
        assert self.is_intact(file)

    def test_it_is_broken_though_the_size_and_the_time_are_set_back(self, file: Path) -> None:
        before = file.stat()
        changed = file.stat().st_ctime_ns
        while changed == before.st_ctime_ns:  # until the clock of the disk has ticked
            with file.open("r+b") as opened:
                opened.write(b"other")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            changed = file.stat().st_ctime_ns
        assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
        assert not self.is_intact(file)

    @pytest.mark.parametrize("end", ["", "0", "\n", "1 2 3 4 5\n"])
    def test_it_is_broken_when_it_was_written_to_itself(self, end: str, file: Path) -> None:
        seal = Path(f"{file}.seal")
        seal.write_text(seal.read_text() + end if end else "")
        assert not self.is_intact(file)

    def test_what_is_not_there_is_intact(self, file: Path) -> None:
        file.unlink()
        assert self.is_intact(file)

    def test_it_is_held_by_one_at_a_time(self, file: Path) -> None:
        with Seal(file, 0).lock(), pytest.raises(TimeoutError), Seal(file, 0.02).lock():
            pass
        with Seal(file, 0).lock():
            pass
