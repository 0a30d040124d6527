import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clipper import clipfile, text
from clipper.errors import UnreadableError
from clipper.index import refresh, scan
from clipper.library import Library
from clipper.model import naming
from clipper.model.clip import Clip, StoredClip
from tests.conftest import CLIPS, FakeSystem, Figure, WriteClip, open_library
from tests.faults.shim import Call, Shim

WORDS = ["peace", "train", "storm", "court", "votes", "river"]
"""Words of one length, so that a clip of others has the same size."""


def read_anew(root: Path) -> dict[str, StoredClip]:
    """Return what the files say, read one by one without an index."""
    found = {}
    for file in root.rglob("*.md"):
        path = file.relative_to(root).as_posix()
        if file.is_file() and not any(part.startswith(".") for part in Path(path).parts):
            try:
                clip = clipfile.read(file.read_bytes())
            except UnreadableError as error:
                clip = Clip(problem=f"line {error.line}: {error}")
            found[path] = StoredClip(path, naming.handle(path), clip.replace(body=""), text.count_words(clip.body))
    names = Counter(map(naming.name, found))
    for path, stored in found.items():
        if names[naming.name(path)] > 1:
            found[path] = stored.replace(handle=naming.path_handle(path))
    return found


def next_command(root: Path, system: FakeSystem) -> dict[str, StoredClip]:
    with open_library(root, system) as library:
        return {stored.path: stored for stored in library.search(library.build_query())}


def some_clip(chance: random.Random) -> bytes:
    one, two, three = chance.choices(WORDS, k=3)
    return f"---\ntitle: {one} {two}\ndate: 2025-0{chance.randint(1, 9)}-01\ntags:\n- {three}\n---\n\n{one}\n".encode()


class OtherProgram:
    """Whatever changes an archive behind clipper's back."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.made = 0

    def some(self) -> Path:
        return self.chance.choice(sorted(self.root.rglob("*.md")))

    def folder(self) -> Path:
        return self.chance.choice([self.root, *sorted(path for path in self.root.iterdir() if path.is_dir())])

    def unused(self, kind: str = "") -> Path:
        self.made += 1
        return self.folder() / f"n{self.made}{kind}"

    def edit_in_place(self) -> None:
        with self.some().open("r+b") as file:
            file.write(some_clip(self.chance))

    def edit_and_set_back_the_time(self) -> None:
        file = self.some()
        before = file.stat()
        with file.open("r+b") as opened:
            opened.write(some_clip(self.chance))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def replace(self) -> None:
        file = self.some()
        (self.root / ".new").write_bytes(some_clip(self.chance))
        (self.root / ".new").replace(file)

    def swap(self) -> None:
        one, other = self.some(), self.some()
        one.rename(self.root / ".one")
        if one != other:
            other.rename(one)
        (self.root / ".one").rename(other)

    def add(self) -> None:
        self.unused(".md").write_bytes(some_clip(self.chance))

    def remove(self) -> None:
        if len(sorted(self.root.rglob("*.md"))) > 8:
            self.some().unlink()

    def rename(self) -> None:
        self.some().rename(self.unused(".md"))

    def move_a_folder(self) -> None:
        folder = self.folder()
        if folder != self.root:
            folder.rename(self.root / f"m{self.made}-{self.chance.random()}")

    def make_a_folder(self) -> None:
        folder = self.unused()
        folder.mkdir()
        (folder / "clip.md").write_bytes(some_clip(self.chance))

    def put_in_an_older_file(self) -> None:
        file = self.unused(".md")
        file.write_bytes(some_clip(self.chance))
        os.utime(file, (0, 0))

    def empty(self) -> None:
        self.some().write_bytes(b"")

    def spoil(self) -> None:
        self.some().write_bytes(b"---\ntitle: [\n---\n")

    def hide_and_show(self) -> None:
        file = self.some()
        if file.name.startswith("."):
            file.rename(self.unused(".md"))
        else:
            file.rename(file.with_name(f".{file.name}"))

    def act(self) -> str:
        acts: tuple[Callable[[], None], ...] = (
            *(self.edit_in_place, self.edit_and_set_back_the_time, self.replace, self.swap, self.add, self.remove),
            *(self.rename, self.move_a_folder, self.make_a_folder, self.put_in_an_older_file, self.empty, self.spoil),
            self.hide_and_show,
        )
        act = self.chance.choice(acts)
        act()
        return act.__name__


@pytest.mark.parametrize("clock_tick", [20_000_000, 2_000_000_000])
def test_every_change_by_another_program_is_seen_by_the_next_command(
    clock_tick: int, tmp_path: Path, system: FakeSystem, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    """With the shorter tick most clips are trusted when they are changed, as they are in an archive at rest."""
    monkeypatch.setattr(refresh, "_TICK_NS", clock_tick)
    root = tmp_path / "clips"
    root.mkdir()
    other = OtherProgram(root, seed=clock_tick)
    for _ in range(12):
        other.add()

    acts: dict[str, int] = {}
    for _ in range(150):
        done = [other.act() for _ in range(other.chance.choice([1, 1, 1, 3]))]
        assert next_command(root, system) == read_anew(root), done
        acts |= {act: acts.get(act, 0) + 1 for act in done}
    assert len(acts) == 13
    figure("T10", "of every kind", edits=sum(acts.values()), stale=0)


def test_on_a_disk_whose_clock_ticks_once_a_second_no_edit_is_missed(
    tmp_path: Path,
    system: FakeSystem,
    write_clip: WriteClip,
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
) -> None:
    def coarse(entry: os.DirEntry[str], *_: object) -> Iterator[SimpleNamespace]:
        about = entry.stat()
        second = about.st_ctime_ns // 10**9 * 10**9
        yield SimpleNamespace(st_mtime_ns=0, st_ctime_ns=second, st_size=about.st_size, st_ino=about.st_ino)

    monkeypatch.setattr(scan, "_stat", coarse)
    looks = set()
    for number in range(100):
        file = write_clip("clip.md", f"---\ntitle: {WORDS[number % 6]}\n---\n")
        assert next_command(tmp_path / "clips", system)["clip.md"].clip.title == WORDS[number % 6]
        looks.add((file.stat().st_ctime_ns // 10**9, file.stat().st_ino))
    assert len(looks) < 20
    figure("T10", f"that look like {len(looks)}", edits=100, stale=0)


def in_place(file: Path, raw: bytes) -> None:
    with file.open("r+b") as opened:
        opened.write(raw)


def in_place_with_its_old_time(file: Path, raw: bytes) -> None:
    before = file.stat()
    in_place(file, raw)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def by_renaming_with_its_old_time(file: Path, raw: bytes) -> None:
    before = file.stat()
    other = file.with_name(".other")
    other.write_bytes(raw)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("save", [in_place, in_place_with_its_old_time, by_renaming_with_its_old_time])
@pytest.mark.parametrize("days", [0, -1, 365])
def test_an_edit_of_the_same_size_right_after_the_index_looked_is_seen_by_any_clock(
    days: int,
    save: Callable[[Path, bytes], None],
    tmp_path: Path,
    system: FakeSystem,
    write_clip: WriteClip,
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
) -> None:
    """Six clips take turns: by a clock that is ahead each is at rest, and only the tick of the disk tells it apart."""
    right = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: right() + days * 86_400 * 10**9)
    clips = [write_clip(f"{number}.md", f"---\ntitle: {WORDS[0]}\n---\n") for number in range(6)]
    titles = dict.fromkeys((clip.name for clip in clips), WORDS[0])
    soon = 0
    for number in range(60):
        clip, word = clips[number % 6], WORDS[(number // 6 + 1) % 6].ljust(5)
        looked = {path: stored.clip.title for path, stored in next_command(tmp_path / "clips", system).items()}
        ended = time.perf_counter()
        save(clip, f"---\ntitle: {word}\n---\n".encode())
        soon += time.perf_counter() - ended < 0.001
        assert looked == titles, number
        titles[clip.name] = word.strip()
    assert soon
    figure("T10", f"{save.__name__}, {days} days", edits=60, stale=0)


@pytest.mark.parametrize("days", [-1, 365])
def test_a_clock_that_is_wrong_hides_no_edit(
    days: int, library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    root = library.archive.root
    right = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: right() + days * 86_400 * 10**9)
    other = OtherProgram(root, seed=days)
    for _ in range(20):
        other.replace()
        assert next_command(root, system) == read_anew(root)
    figure("T10", f"by a clock of {days} days", edits=20, stale=0)


def test_clips_at_rest_are_not_read_again(
    library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = library.archive.root
    monkeypatch.setattr(refresh, "_TICK_NS", 0)
    next_command(root, system)
    with Shim(root).watching() as shim:
        next_command(root, system)
    folders = {str(path.relative_to(root)) for path in (root, *root.rglob("*")) if path.is_dir()}
    assert {call.path for call in shim.calls} <= folders

    root.joinpath("undated/letter.md").write_text("Another letter.")
    with Shim(root).watching() as shim:
        next_command(root, system)
    assert [call for call in shim.calls if call.name == "open" and call.path not in folders] == [
        Call("open", "undated/letter.md")
    ]


def test_a_folder_that_goes_and_comes_back_while_it_is_looked_at_is_not_forgotten(
    library: Library, system: FakeSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "_TICK_NS", 0)
    root = library.archive.root
    survey = scan.survey

    def gone_meanwhile(*arguments: Any) -> scan.Survey:
        found = survey(*arguments)
        (root / "2025").rename(root / ".2025")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(scan, "survey", gone_meanwhile)
        next_command(root, system)
    (root / ".2025").rename(root / "2025")
    assert next_command(root, system) == read_anew(root)


class TestADiskThatFailsForAWhile:
    @pytest.fixture(autouse=True)
    def _trust(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(refresh, "_TICK_NS", 0)

    def failing(self, root: Path) -> Shim:
        def plan(_: int, call: Call) -> None:
            if call == ("open", "undated/letter.md", ""):
                raise OSError(24, "Too many open files")

        return Shim(root, plan)

    def test_the_clip_is_listed_with_the_reason_and_read_the_next_time(
        self, library: Library, system: FakeSystem
    ) -> None:
        root = library.archive.root
        with self.failing(root).watching():
            found = next_command(root, system)
        assert {*found} == {*CLIPS}
        assert found["undated/letter.md"].clip == Clip(problem="cannot be read: too many open files")
        assert next_command(root, system) == read_anew(root)

    def test_its_words_are_found_the_next_time(self, library: Library, system: FakeSystem) -> None:
        root = library.archive.root
        next_command(root, system)
        with self.failing(root).watching(), open_library(root, system) as opened:
            assert [stored.path for stored in opened.search(opened.build_query(["peace"]))] == [
                "2000/2000-05-19-reuters-ceasefire-talks.md"
            ]
        with open_library(root, system) as opened:
            assert [stored.path for stored in opened.search(opened.build_query(["letter"]))] == ["undated/letter.md"]
