"""One bad file never hides a good one, is never changed by a guess, and never takes long."""

import re
import time
from pathlib import Path

import pytest

from clipper import clipfile
from clipper.errors import UnreadableError
from clipper.text import safe
from tests.conftest import FakeOutside
from tests.hostile import corpus
from tests.running import STATUSES, Ran, run
from tests.views.hostile import leaks

PATIENCE = 2.0
"""Seconds of the processor in which a command is done with any one file."""
SHOWN = 20_000


class World:
    """An archive of bad files and one good one, in which every command is timed and listened to."""

    def __init__(self, folder: Path, group: str) -> None:
        self.root = folder / "clips"
        self.files = corpus.make(self.root, group)
        self.outside = FakeOutside(folder)
        self.outside.here = folder

    def run(self, *words: str, terminal: bool = False) -> Ran:
        self.outside.pages = []
        began = time.process_time()
        ran = run(self.outside, *words, terminal=terminal)
        took = time.process_time() - began
        assert took < PATIENCE, (took, words)
        assert ran.status in STATUSES, (words, ran)
        said = "".join((ran.err, *(text[:SHOWN] + text[-SHOWN:] for text in (ran.out, *self.outside.pages))))
        assert not leaks(said.replace("\t", " ")), words
        return ran

    def stands(self) -> None:
        """See that the good clip is listed and whole, and that every unreadable file is what it was."""
        assert "A good clip" in self.run("list", "source:reuters").out
        assert "It reads well." in self.run("show", "good").out
        for file in self.files:
            if not file.readable:
                assert (self.root / file.path).read_bytes() == file.raw, file.path


@pytest.fixture(params=corpus.GROUPS)
def world(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> World:
    # What changes here changes its size: the index need not read young files again and again for two seconds.
    monkeypatch.setattr("clipper.index.refresh._TICK_NS", 20_000_000)
    return World(tmp_path, request.param)


def names_its_line(ran: Ran, path: str) -> bool:
    """Tell whether a command said which line of which file cannot be read, in one line of its own."""
    return (
        ran.status == 65 and re.search(rf"^clipper: {re.escape(safe(path))}:\d+: \S", ran.err, re.MULTILINE) is not None
    )


def test_every_file_is_listed_and_an_unreadable_one_says_why(world: World) -> None:
    listed = world.run("list", "--format", "paths").out.splitlines()
    assert sorted(listed) == sorted(safe(file.path) for file in world.files)
    unreadable = world.run("list", "is:unreadable", "--format", "{path} {problem}").out.splitlines()
    for file in world.files:
        said = [line for line in unreadable if line.startswith(f"{safe(file.path)} line ")]
        assert bool(said) is not file.readable, (file.path, said)
    table = world.run("list", "is:unreadable", "-n", "0", terminal=True).out
    assert table.count("unreadable") >= len(unreadable)
    assert "A good clip" in world.run("list", terminal=True).out
    world.stands()


def test_what_is_no_clip_is_passed_over_and_never_opened(world: World) -> None:
    strange = corpus.make_strange(world.root)
    ran = world.run("list", "--format", "paths")
    assert len(ran.out.splitlines()) == len(world.files)
    assert not any(name in ran.out for name in (*strange, "Hidden", "upper.MD", "notes.txt"))
    assert f"Passed over {len(strange) - 3} more." in ran.err
    assert "secret" not in world.run("list", "secret").out
    for name in strange:
        assert world.run("show", name).status == 1
        assert world.run("tag", name, "x").status == 1
    world.stands()


def test_every_file_can_be_shown(world: World) -> None:
    for number, file in enumerate(world.files):
        raw = world.run("show", "--raw", "--", file.path)
        assert (raw.status, raw.err) == (0, "")
        assert raw.out.count("\n") >= file.raw.count(b"\n")
        if file.path not in corpus.TOO_LONG_TO_DRAW:
            ran = world.run("show", "--", file.path, terminal=bool(number % 2))
            assert (ran.status == 0) is file.readable, (file.path, ran.err)
            assert file.readable or names_its_line(ran, file.path), (file.path, ran.err)
    world.stands()


def test_what_is_wrong_is_told_and_nothing_is_written(world: World) -> None:
    for words in ((), ("-n", "0")):
        assert world.run("check", *words, terminal=True).status == 1
    told = world.run("check").out.splitlines()
    assert len(world.run("check", "--json").out.splitlines()) == len(told) + 2
    for file in world.files:
        lines = [line for line in told if re.search(rf"\t{re.escape(safe(file.path))}:\d+\t", line)]
        assert any(line.startswith("unreadable\t") for line in lines) is not file.readable, file.path
        assert bool(lines) is (file.path != corpus.GOOD), file.path
        assert (world.root / file.path).read_bytes() == file.raw
    assert not (world.root / ".clipper").exists()
    world.stands()


def test_what_is_certain_is_mended_and_nothing_else(world: World) -> None:
    world.run("check", "--fix", "--yes")
    for file in world.files:
        now = (world.root / file.path).read_bytes()
        assert now == file.raw, file.path
    world.stands()


@pytest.mark.parametrize("words", [("tag", "--add", "x"), ("edit", "--set", "kicker=x")], ids=["tag", "edit"])
def test_every_file_is_changed_as_asked_or_not_at_all(world: World, words: tuple[str, ...]) -> None:
    for file in world.files:
        verb, *options = words
        ran = world.run(verb, *options, "--", file.path)
        now = (world.root / file.path).read_bytes()
        if ran.status == 0:
            before, after = (clipfile.read_header(raw) for raw in (file.raw, now))
            changed = {key for key in (*before, *after) if before.get(key) != after.get(key)}
            assert changed == ({"tags"} if verb == "tag" else {"kicker"}), file.path
            assert clipfile.body_of(now) == clipfile.body_of(file.raw), file.path
            continue
        assert now == file.raw, file.path
        assert f"clipper: {safe(file.path)}:" in ran.err, ran.err
        assert file.readable or names_its_line(ran, file.path), ran.err
    world.stands()


def test_all_are_changed_at_once_but_those_that_cannot_be(world: World) -> None:
    ran = world.run("tag", "--where", "-path:x", "x", "--yes")
    for file in world.files:
        named = f"clipper: {safe(file.path)}:" in ran.err
        assert named or file.readable
        assert named or "x" in clipfile.read((world.root / file.path).read_bytes()).tags
    assert (ran.status == 65) is any(not file.readable for file in world.files)
    world.stands()


def test_every_file_can_be_removed_and_is_kept_aside(world: World) -> None:
    for file in world.files:
        if file.path != corpus.GOOD:
            assert world.run("remove", "--", file.path).status == 0
            assert not (world.root / file.path).exists()
    assert [path.name for path in world.root.rglob("*.md") if ".clipper" not in path.parts] == [corpus.GOOD]
    aside = sorted(len(path.read_bytes()) for path in (world.root / ".clipper").rglob("*.md"))
    assert aside == sorted(len(file.raw) for file in world.files if file.path != corpus.GOOD)


def test_what_is_called_unreadable_is_and_there_is_enough_of_it() -> None:
    every = [file for group in corpus.GROUPS for file in corpus.files(group)]
    assert len(every) >= 140
    for file in every:
        try:
            clipfile.read(file.raw)
        except UnreadableError:
            assert not file.readable, file.path
        else:
            assert file.readable, file.path
